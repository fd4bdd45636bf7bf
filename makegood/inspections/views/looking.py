"""Pages of an inspection: all of them, one, how far it is, asking for another."""

from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from makegood.engagements.asking import read_and_write, typed, whole_page
from makegood.engagements.permissions import Act, Standing
from makegood.engagements.scope import in_engagement
from makegood.inspections import queries
from makegood.inspections.actions import AskingRefused, look_again, stop_inspection, try_again
from makegood.inspections.changes import earlier_of
from makegood.inspections.deciding import decided_at
from makegood.inspections.forms import LookForm
from makegood.inspections.models import Inspection, State

PER_PAGE = 25


@require_safe
@in_engagement(Act.SEE_WORK)
def index(request: HttpRequest, standing: Standing) -> HttpResponse:
    pages = Paginator(queries.inspections_of(standing.engagement), PER_PAGE)
    return render(request, "inspections/index.html", {"page": pages.get_page(request.GET.get("page"))})


@require_safe
@in_engagement(Act.SEE_WORK)
def show(request: HttpRequest, standing: Standing, inspection_id: uuid.UUID) -> HttpResponse:
    inspection = queries.inspection_of(standing.engagement, inspection_id)
    if inspection.state != State.DONE:
        return render(request, "inspections/running.html", _far(inspection))
    rows = queries.rows_of(inspection)
    found = {
        "inspection": inspection,
        "said_of_glance": queries.said_of_glance(rows) if inspection.is_glance else "",
        "groups": queries.grouped(rows),
        "holding": queries.holding_rows(inspection, rows),
        "sides": queries.sides_of(inspection),
        "earlier": earlier_of(inspection),
        "decided_at": decided_at(inspection),
    }
    return render(request, "inspections/show.html", found)


@require_safe
@in_engagement(Act.SEE_WORK)
def progress(request: HttpRequest, standing: Standing, inspection_id: uuid.UUID) -> HttpResponse:
    """The part of the page that htmx asks for every two seconds; when the inspection ended, the whole page is due."""
    inspection = queries.inspection_of(standing.engagement, inspection_id)
    if not inspection.is_live:
        return whole_page()
    return render(request, "inspections/progress.html", _far(inspection))


def _far(inspection: Inspection) -> dict[str, object]:
    return {"inspection": inspection, "usual": queries.usual_time(inspection), "steps": _steps(inspection)}


def _steps(inspection: Inspection) -> list[tuple[str, str]]:
    """What happens in order, each "done", "now" or "" (still to come)."""
    order = [
        (State.WAITING, "Waits its turn"),
        (State.FETCHING, "Reads which code it is"),
        (State.LOOKING, "Looks at the code, in a sandbox"),
        (State.JUDGING, "Judges by the checklist and files the evidence"),
    ]
    states = [state for state, _ in order]
    now = states.index(State(inspection.state)) if inspection.state in states else -1
    return [(words, "done" if place < now else "now" if place == now else "") for place, (_, words) in enumerate(order)]


@require_POST
@in_engagement(Act.INSPECT)
def stop(request: HttpRequest, standing: Standing, inspection_id: uuid.UUID) -> HttpResponse:
    del request
    inspection = queries.inspection_of(standing.engagement, inspection_id)
    stop_inspection(inspection=inspection, stopped_by=standing.user)
    return redirect(_path(inspection))


@require_POST
@in_engagement(Act.INSPECT)
def again(request: HttpRequest, standing: Standing, inspection_id: uuid.UUID) -> HttpResponse:
    del request
    inspection = queries.inspection_of(standing.engagement, inspection_id)
    if inspection.state != State.DONE:
        try_again(inspection=inspection, asked_by=standing.user)
    return redirect(_path(inspection))


@read_and_write
@in_engagement(Act.INSPECT)
def look(request: HttpRequest, standing: Standing, inspection_id: uuid.UUID) -> HttpResponse:
    """Another look, outside of a submission: it decides nothing about one, and starts no clock."""
    inspection = queries.inspection_of(standing.engagement, inspection_id)
    form = LookForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            asked = look_again(
                inspection=inspection, asked_by=standing.user, newest=form.cleaned_data["what"] == "newest"
            )
        except AskingRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect(_path(asked))
    status = 422 if form.errors else 200
    return render(request, "inspections/look.html", {"inspection": inspection, "form": form}, status=status)


def _path(inspection: Inspection) -> str:
    return reverse("inspections:show", args=[inspection.engagement_id, inspection.pk])
