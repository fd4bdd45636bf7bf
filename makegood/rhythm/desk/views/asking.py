"""What the views of the desk share: whose it is, and who may change it. It is the owner's side alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from makegood.engagements.permissions import Act, Standing
from makegood.engagements.scope import in_engagement
from makegood.rhythm.desk.models import Desk
from makegood.rhythm.desk.queries.others import others_named
from makegood.rhythm.desk.queries.steps import steps_of

View = Callable[..., HttpResponseBase]


def desk_or_none(standing: Standing) -> Desk | None:
    desk = Desk.objects.filter(engagement=standing.engagement).first()
    if desk is not None:
        desk.engagement = standing.engagement
    return desk


def on_desk(*needed: Act) -> Callable[[View], View]:
    """Gives the view the standing and the desk. All of the acts are needed, beside seeing the owner's side."""

    def wrap(view: View) -> View:
        @in_engagement(Act.SEE_OWNERS_SIDE)
        @wraps(view)
        def routed(request: HttpRequest, standing: Standing, /, *args: Any, **kwargs: Any) -> HttpResponseBase:
            desk = desk_or_none(standing)
            if desk is None or not all(standing.may(act) for act in needed):
                raise Http404
            return view(request, standing, desk, *args, **kwargs)

        return routed

    return wrap


changing = on_desk(Act.DRAFT_AGREEMENT)


NAMING = ("check", "decision")
"""Screens that say where a paper names somebody else."""


def page(request: HttpRequest, desk: Desk, name: str, *, status: int = 200, **shown: object) -> HttpResponse:
    """The screen `name` with the line of all screens above it."""
    around = {"desk": desk, "steps": steps_of(desk, name), "others": others_named(desk) if name in NAMING else ()}
    return render(request, f"desk/{name}.html", {**around, **shown}, status=status)


def to(desk: Desk, name: str, *arguments: object) -> HttpResponse:
    return redirect(f"desk:{name}", desk.engagement_id, *arguments)
