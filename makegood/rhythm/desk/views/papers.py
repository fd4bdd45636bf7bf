"""Drop what you have, and say what you do not have."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.forms import Form
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from makegood.connectors.uploads import UploadRefused, serving_headers
from makegood.connectors.uploads.kinds import PAPER
from makegood.engagements.asking import read_and_write, whole_page
from makegood.engagements.permissions import Act, Standing
from makegood.inspections.actions import AskingRefused
from makegood.inspections.filing import evidence_path
from makegood.inspections.forms import UPLOAD
from makegood.inspections.glancing import ask_for_glance
from makegood.inspections.models import GlanceState
from makegood.inspections.queries import last_glance
from makegood.rhythm.desk.actions.confirming import give_name
from makegood.rhythm.desk.actions.papers import (
    add_paper,
    begin_reading,
    read_again,
    remove_paper,
    say_absent,
    say_where,
)
from makegood.rhythm.desk.actions.wording import want_word
from makegood.rhythm.desk.forms.code import CodeForm
from makegood.rhythm.desk.forms.papers import DeveloperForm, NameForm, PapersForm, WhereForm
from makegood.rhythm.desk.models import Absent, Desk, DeskState, Door, Paper, PaperState
from makegood.rhythm.desk.queries.naming import may_be_named
from makegood.rhythm.desk.views.asking import changing, on_desk, page, to
from makegood.rules.reading.kinds import SAID, SIGNED, PaperKind


@read_and_write
@on_desk()
def papers(request: HttpRequest, standing: Standing, desk: Desk) -> HttpResponseBase:
    form = PapersForm()
    if request.method == "POST":
        if not standing.may(Act.DRAFT_AGREEMENT):
            raise Http404
        form = PapersForm(request.POST, request.FILES)
        if form.is_valid():
            return _taken(request, standing, desk, form)
    return _page(request, desk, form)


def _taken(request: HttpRequest, standing: Standing, desk: Desk, form: PapersForm) -> HttpResponse:
    """Each file for itself: one that is refused does not cost the others."""
    taken = 0
    for file in form.cleaned_data["papers"]:
        try:
            add_paper(desk=desk, chunks=file.chunks(), name=file.name or "", by=standing.user)
            taken += 1
        except UploadRefused as refused:
            messages.error(request, f"{file.name}: {refused}{SMALLER if 'larger than' in str(refused) else ''}")
    if taken:
        begin_reading(desk=desk)
        return to(desk, "reading")
    return to(desk, "papers")


def _page(request: HttpRequest, desk: Desk, form: PapersForm, **shown: object) -> HttpResponse:
    rows = list(desk.papers.all())
    around = {
        "form": form,
        "papers": [(paper, _kind(paper, rows)) for paper in rows],
        "absent": [(what, Absent(what).label) for what in desk.absent],
        "offered": _offered(desk, rows),
        "glance": last_glance(desk.engagement),
        "where": WhereForm(initial={"address": desk.address}),
        "developer": DeveloperForm(initial={"developer": desk.developer}),
        "named": NameForm(initial={"name": desk.engagement.name}) if may_be_named(desk) else None,
        "unread": sum(paper.state == PaperState.UNREADABLE for paper in rows),
    }
    wrong = any(isinstance(one, Form) and one.errors for one in (form, *shown.values()))
    return page(request, desk, "papers", status=422 if wrong else 200, **{**around, **shown})


def _kind(paper: Paper, rows: list[Paper]) -> str:
    newer = next((one for one in rows if one.follows_id == paper.pk), None)
    if newer is not None:
        return f"an earlier version of {newer.name}, which counts instead"
    if paper.kind == PaperKind.OTHER and paper.format in TABLES:
        return NO_PAYMENTS
    return SAID[PaperKind(paper.kind)] if paper.kind else ""


def _offered(desk: Desk, rows: list[Paper]) -> list[tuple[str, str]]:
    """What the person may say they do not have: neither said already, nor on the desk."""
    kinds = {paper.kind for paper in rows}
    here = {
        Absent.CONTRACT: kinds & SIGNED,
        Absent.BILL: kinds & {"bill"},
        Absent.EXPORT: kinds & {"export"},
    }
    asked = ABSENT if desk.is_paying else NOTHING if desk.door == Door.START else ABSENT[:1]
    return [(what, label) for what, label in asked if what not in desk.absent and not here.get(what)]


ABSENT = (
    (Absent.CONTRACT, "I have no contract"),
    (Absent.BILL, "I have no bill"),
    (Absent.EXPORT, "I have no record of what I paid"),
)
SMALLER = " Split it, or save it with smaller pictures, and drop that."
TABLES = ("csv", "xlsx")
NO_PAYMENTS = (
    "a table in which neither payments nor a bill were recognized; an export names its columns, such as Date, "
    "Description and Amount"
)
NOTHING = ((Absent.CONTRACT, "I have nothing yet"),)
"""Of a project that is still to start."""


@require_safe
@on_desk()
def reading(request: HttpRequest, standing: Standing, desk: Desk) -> HttpResponse:
    del standing
    if desk.state != DeskState.READING:
        return to(desk, "check" if desk.state == DeskState.READ and not desk.problem else "papers")
    return page(request, desk, "reading", papers=list(desk.papers.all()))


@require_safe
@on_desk()
def far(request: HttpRequest, standing: Standing, desk: Desk) -> HttpResponse:
    """What htmx asks for every two seconds while papers are read; then the whole page is due."""
    del standing
    if desk.state != DeskState.READING:
        return whole_page()
    return render(request, "desk/far.html", {"desk": desk, "papers": list(desk.papers.all())})


@require_POST
@on_desk()
def tell(request: HttpRequest, standing: Standing, desk: Desk) -> HttpResponse:
    """Word when what is under way is done; where it is done meanwhile, its page says so."""
    reads = desk.state == DeskState.READING
    if reads or desk.is_judging:
        want_word(desk=desk, by=standing.user)
        messages.success(request, f"You get a message when it is done, here and at {standing.user.email}.")
    return to(desk, "reading" if reads else "decision")


@require_POST
@changing
def again(request: HttpRequest, standing: Standing, desk: Desk) -> HttpResponse:
    del request, standing
    read_again(desk=desk)
    return to(desk, "reading")


@require_POST
@changing
def remove(request: HttpRequest, standing: Standing, desk: Desk, paper_id: uuid.UUID) -> HttpResponse:
    paper = _paper(desk, paper_id)
    remove_paper(paper=paper, by=standing.user)
    messages.success(request, f"{paper.name} is off your desk, and its file is gone from here.")
    return to(desk, "papers")


@require_safe
@on_desk()
def file(request: HttpRequest, standing: Standing, desk: Desk, paper_id: uuid.UUID) -> HttpResponseBase:
    """The paper as it was handed in, as a download that can do nothing."""
    del request, standing
    paper = _paper(desk, paper_id)
    try:
        content = evidence_path(paper.digest).open("rb")
    except OSError:
        return HttpResponse("This file is not on the disk of this installation.", status=503, content_type="text/plain")
    response = FileResponse(content)
    for name, value in serving_headers(paper.name, PAPER).items():
        response.headers[name] = value
    return response


def _paper(desk: Desk, paper_id: uuid.UUID) -> Paper:
    paper = Paper.objects.filter(desk=desk, pk=paper_id).first()
    if paper is None:
        raise Http404
    paper.desk = desk
    return paper


@require_POST
@changing
def absent(request: HttpRequest, standing: Standing, desk: Desk) -> HttpResponse:
    """ "I don't have that": remembered, and taken back the same way."""
    what, said = request.POST.get("what", ""), request.POST.get("absent", "yes")
    if what not in Absent.values:
        raise Http404
    say_absent(desk=desk, what=Absent(what), absent=said == "yes", by=standing.user)
    return to(desk, "seen" if request.POST.get("next") == "seen" else "papers")


@require_POST
@changing
def where(request: HttpRequest, standing: Standing, desk: Desk) -> HttpResponse:
    del standing
    form = WhereForm(request.POST)
    if not form.is_valid():
        return _page(request, desk, PapersForm(), where=form)
    say_where(desk=desk, address=form.cleaned_data["address"])
    return to(desk, "papers")


@require_POST
@changing
def developer(request: HttpRequest, standing: Standing, desk: Desk) -> HttpResponse:
    del standing
    form = DeveloperForm(request.POST)
    if not form.is_valid():
        return _page(request, desk, PapersForm(), developer=form)
    say_where(desk=desk, developer=form.cleaned_data["developer"])
    return to(desk, "papers")


@require_POST
@changing
def name(request: HttpRequest, standing: Standing, desk: Desk) -> HttpResponse:
    """What it is called; once something was offered under its name, it keeps it."""
    form = NameForm(request.POST)
    if not may_be_named(desk):
        raise Http404
    if not form.is_valid():
        return _page(request, desk, PapersForm(), named=form)
    give_name(desk=desk, name=form.cleaned_data["name"], by=standing.user)
    return to(desk, "papers")


@read_and_write
@changing
def code(request: HttpRequest, standing: Standing, desk: Desk) -> HttpResponseBase:
    """Where the code lies: looked at as any look before a hand-in, and the person comes back to the desk."""
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = CodeForm(*posted, engagement=standing.engagement, by=standing.user)
    if posted and form.is_valid():
        given = form.cleaned_data
        try:
            glance = ask_for_glance(
                engagement=standing.engagement,
                kind=given["kind"],
                by=standing.user,
                url=given["url"],
                token=given["token"],
                upload=(given["kept"], form.upload_name) if given["kind"] == UPLOAD else ("", ""),
                revision=given["revision"],
            )
        except AskingRefused as refused:
            form.add_error(None, str(refused))
        else:
            say_absent(desk=desk, what=Absent.CODE, absent=False, by=standing.user)
            if glance.state == GlanceState.OPENING:
                return to_glance(desk, glance.pk)
            return to(desk, "papers")
    return page(request, desk, "code", form=form, status=422 if form.errors else 200)


def to_glance(desk: Desk, glance_id: uuid.UUID) -> HttpResponse:
    """A read key is to be added first; its page is the one of looks."""
    return redirect("inspections:glance", desk.engagement_id, glance_id)
