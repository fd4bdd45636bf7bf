"""Did we read this right? One tap confirms; what is wrong is mended in place; nothing typed is lost."""

from __future__ import annotations

from dataclasses import replace

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from makegood.engagements.asking import whole_page
from makegood.engagements.intents import Refused
from makegood.engagements.permissions import Standing
from makegood.rhythm.desk.actions import confirming
from makegood.rhythm.desk.forms.mending import read_ticked, read_typed
from makegood.rhythm.desk.models import Answer, Desk, DeskState, PaperState
from makegood.rhythm.desk.queries.assisting import SUMMARY, VALUES, has_assistant, help_with, not_found
from makegood.rhythm.desk.queries.changes import taken_for_versions
from makegood.rhythm.desk.queries.items import Checked, Item
from makegood.rhythm.desk.queries.values import checked
from makegood.rhythm.desk.views.asking import changing, on_desk, page, to
from makegood.rules.refusal import Refused as RuleRefused

ITEMS = 60
"""Values of one page. With 80 it was 149 kB long where many bills lay on the desk, and heavy on a phone."""


@require_safe
@on_desk()
def check(request: HttpRequest, standing: Standing, desk: Desk) -> HttpResponse:
    del standing
    if desk.state == DeskState.READING:
        return to(desk, "reading")
    return _page(request, desk, checked(desk))


def _page(request: HttpRequest, desk: Desk, found: Checked, *, status: int = 200, **shown: object) -> HttpResponse:
    papers = list(desk.papers.defer("notes"))
    unread = [paper for paper in papers if paper.because]
    notes = [(paper.name, note) for paper in desk.papers.all() for note in paper.notes]
    notes += [(desk.clauses_of, note) for note in (desk.clauses or {"paper": {"notes": ()}})["paper"]["notes"]]
    missing = len(found.by_key) == 0
    waiting = any(paper.state == PaperState.WAITING for paper in papers)
    pages = Paginator(found.in_order, ITEMS)
    here = pages.get_page(_page_of(found, str(shown["wrong"])) if "wrong" in shown else request.GET.get("page"))
    around = {
        "found": found,
        "unread": unread,
        "notes": notes,
        "missing": missing,
        "waiting": waiting,
        "papers": papers,
        "taken": taken_for_versions(desk),
        "here": here,
        "questions": [item for item in here if item.name == "question"],
        "groups": found.groups_of(here),
        **_assistant(desk),
    }
    return page(request, desk, "check", status=status, **{**around, **shown})


def _assistant(desk: Desk) -> dict[str, object]:
    """What the assistant was asked for on this page, where there is one and it could be of use."""
    if not has_assistant(desk) or not desk.reading:
        return {}
    return {
        "assistant": True,
        "values_help": help_with(desk, VALUES),
        "summary_help": help_with(desk, SUMMARY),
        "not_found": not_found(desk),
    }


@require_POST
@changing
def say(request: HttpRequest, standing: Standing, desk: Desk) -> HttpResponse:
    """One value. `right` names the choice; else `how` is mend (with `typed`), ticked, absent or unsay."""
    found = checked(desk)
    item = found.by_key.get(request.POST.get("key", ""))
    if item is None:
        raise Http404
    text, choice = request.POST.get("typed", ""), request.POST.get("right", "")
    how = "right" if choice else request.POST.get("how", "")
    problem = ""
    try:
        if how == "ticked":
            said, value = read_ticked(item, request.POST.getlist("ticked"))
            confirming.mend(desk=desk, item=item, said=said, value=value, by=standing.user)
        else:
            _said(desk, item, how, text, choice, standing)
    except (Refused, RuleRefused) as refused:
        problem = str(refused)
    if not request.htmx:  # type: ignore[attr-defined]  # django_htmx
        if problem:
            return _page(request, desk, found, status=422, wrong=item.key, problem=problem, typed=text)
        path = reverse("desk:check", args=[desk.engagement_id])
        return HttpResponseRedirect(f"{path}?page={_page_of(checked(desk), item.key)}#{item.anchor}")
    if item.is_added and not problem:
        return whole_page()
    fresh = replace(item, answer=Answer.objects.filter(desk=desk, key=item.key).first())
    left = Desk.objects.values_list("left", flat=True).get(pk=desk.pk)
    shown = {"item": fresh, "wrong": item.key if problem else "", "problem": problem, "typed": text, "left": left}
    return render(request, "desk/said.html", {"desk": desk, **shown})


def _page_of(found: Checked, key: str) -> int:
    """Where an item stands; one that stands nowhere any more leads to the first page."""
    return next((place // ITEMS + 1 for place, item in enumerate(found.in_order) if item.key == key), 1)


def _said(desk: Desk, item: Item, how: str, text: str, key: str, standing: Standing) -> None:
    if how == "right":
        choice = next((one for one in item.choices if one.key == key), None)
        if choice is None:
            raise Http404
        confirming.confirm(desk=desk, items=[(item, choice)], by=standing.user)
    elif how == "mend":
        said, value = read_typed(item, text)
        confirming.mend(desk=desk, item=item, said=said, value=value, by=standing.user)
    elif how == "absent":
        confirming.deny(desk=desk, item=item, by=standing.user)
    elif how == "unsay":
        confirming.unsay(desk=desk, item=item, by=standing.user)
    else:
        raise Http404


@require_POST
@changing
def say_all(request: HttpRequest, standing: Standing, desk: Desk) -> HttpResponse:
    """All that was read surely and contradicts nothing; what is not sure is asked one by one."""
    del request
    sure = [(item, item.choices[0]) for item in checked(desk).sure]
    if sure:
        confirming.confirm(desk=desk, items=sure, by=standing.user)
    return to(desk, "check")
