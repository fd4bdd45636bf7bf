"""Asking for a price, ordering, looking at past orders."""

from dataclasses import asdict

from larkspur.accounts.guards import customer_required
from larkspur.http.application import Routes
from larkspur.http.request import Request
from larkspur.http.response import Problem, Response
from larkspur.orders.history import customer_orders, order_of
from larkspur.orders.placing import place_order, quote

orders = Routes()


def _code(request: Request) -> str:
    return request.text("code", 20).upper() if request.body.get("code") else ""


@orders.post("/api/quote")
@customer_required
def ask_price(request: Request) -> Response:
    state = request.text("state", 2).upper()
    price = quote(request.database, request.customer or 0, state, _code(request))
    return Response({**asdict(price), "total_cents": price.total_cents})


@orders.post("/api/orders")
@customer_required
def order(request: Request) -> Response:
    state = request.text("state", 2).upper()
    number = place_order(request.database, request.customer or 0, state, _code(request))
    return Response({"order": number}, 201)


@orders.get("/api/orders")
@customer_required
def past_orders(request: Request) -> Response:
    return Response({"orders": customer_orders(request.database, request.customer or 0)})


@orders.get("/api/orders/{order}")
@customer_required
def one_order(request: Request) -> Response:
    found = order_of(request.database, request.number("order"), request.customer or 0)
    if found is None:
        raise Problem(404, "You have no order with this number.")
    return Response(found)
