"""What is on your desk? The first page of somebody who has never heard our words."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from makegood.accounts.models import User
from makegood.engagements.actions.opening import companies_of
from makegood.engagements.asking import read_and_write, typed
from makegood.engagements.models import Engagement
from makegood.engagements.permissions import Act, Standing, standings_of
from makegood.engagements.scope import in_engagement
from makegood.rhythm.desk.actions.beginning import begin_at, begin_in
from makegood.rhythm.desk.forms.doors import DoorForm
from makegood.rhythm.desk.models import Door
from makegood.rhythm.desk.queries.steps import path_of, step_of
from makegood.rhythm.desk.views.asking import desk_or_none, to

DOORS = (
    (Door.BILL, "A firm asks for money. Should you pay it now?"),
    (Door.CONTRACT, "You are to sign. What is missing, and what is against you?"),
    (Door.WORRY, "It is late, or you cannot see what you pay for. Where do you stand?"),
    (Door.START, "Nobody is hired yet. What should be settled before anybody is?"),
)
HERE_MOST = 12


@read_and_write
@login_required
def doors(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)
    person = User.objects.get(pk=request.user.pk)
    form = DoorForm(typed(request), companies=companies_of(person))
    if form.is_valid():
        given = form.cleaned_data
        desk = begin_at(
            id=given["id"],
            door=Door(given["door"]),
            owner=person,
            company=form.company_chosen(),
            time_zone=form.zone(),
        )
        return redirect(path_of(desk, "papers"))
    return doors_page(request, form, [one.engagement for one in standings_of(person) if one.is_owner])


def doors_page(
    request: HttpRequest, form: DoorForm, here: Sequence[Engagement] = (), *, has_sample: bool = False
) -> HttpResponse:
    """Also the home page of who has no engagement yet. `has_sample`: whether the first page leads to one."""
    rows = [(door, door.label, help) for door, help in DOORS]
    shown = {"form": form, "doors": rows, "here": here[:HERE_MOST], "has_sample": has_sample}
    return render(request, "desk/doors.html", shown, status=422 if form.errors else 200)


@require_safe
@in_engagement(Act.SEE_OWNERS_SIDE)
def show(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Leads to the screen where the person goes on."""
    desk = desk_or_none(standing)
    if desk is None:
        return render(request, "desk/none.html")
    return redirect(path_of(desk, step_of(desk)))


@require_POST
@in_engagement(Act.DRAFT_AGREEMENT)
def begin(request: HttpRequest, standing: Standing) -> HttpResponseBase:
    """Papers for an engagement that is here already."""
    door = request.POST.get("door", "")
    return to(begin_in(standing=standing, door=Door(door) if door in Door.values else Door.BILL), "papers")
