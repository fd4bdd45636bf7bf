"""Who may use a route."""

import functools

from larkspur.http.application import Handler
from larkspur.http.request import Request
from larkspur.http.response import Problem, Response


def customer_required(handler: Handler) -> Handler:
    """Lets signed-in customers in."""

    @functools.wraps(handler)
    def guarded(request: Request) -> Response:
        if request.customer is None:
            raise Problem(401, "Please sign in.")
        return handler(request)

    return guarded


def staff_required(handler: Handler) -> Handler:
    """Lets the people of the store in; to everybody else the route does not exist."""

    @functools.wraps(handler)
    def guarded(request: Request) -> Response:
        if not request.is_staff:
            raise Problem(404, "There is nothing here.")
        return handler(request)

    return guarded
