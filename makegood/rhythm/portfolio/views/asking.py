"""Who may see the pages of advisors."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase

from makegood.accounts.models import User
from makegood.engagements.models import Role
from makegood.engagements.permissions import Act, Standing
from makegood.engagements.scope import Routed, in_engagement
from makegood.rhythm.portfolio.models import Practice
from makegood.rhythm.portfolio.queries.people import practice_of

P = ParamSpec("P")


def person_of(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def in_practice(view: Callable[Concatenate[HttpRequest, Practice, P], HttpResponseBase]) -> Routed:
    """For who belongs to a practice; to others the page does not exist."""

    @wraps(view)
    @login_required
    def routed(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        practice = practice_of(person_of(request))
        if practice is None:
            raise Http404
        return view(request, practice, *args, **kwargs)

    return routed


def of_client(view: Callable[Concatenate[HttpRequest, Standing, P], HttpResponseBase]) -> Routed:
    """For who advises the owner of this engagement."""

    @wraps(view)
    def seated(request: HttpRequest, standing: Standing, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if Role.ADVISOR not in standing.roles:
            raise Http404
        return view(request, standing, *args, **kwargs)

    return in_engagement(Act.SEE)(seated)
