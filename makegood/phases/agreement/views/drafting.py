"""The questions of the draft, one a page, and what each part costs."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_POST, require_safe

from makegood.engagements.asking import read_and_write, typed
from makegood.engagements.intents import Refused
from makegood.engagements.permissions import Act, Standing
from makegood.engagements.scope import in_engagement
from makegood.engine.sandbox import Grade, Sandbox
from makegood.phases.agreement.actions import drafting
from makegood.phases.agreement.forms.names import NamesForm
from makegood.phases.agreement.forms.parts import PartForm
from makegood.phases.agreement.forms.questions import BY_KEY, QUESTIONS, form_of, questions_after
from makegood.phases.agreement.models import Agreement
from makegood.phases.agreement.queries.agreements import milestones_of, schedule_of
from makegood.phases.agreement.views.asking import draft_of, page, part_in_the_making, to, told
from makegood.rules.advice import Advice, Situation, advise
from makegood.rules.money.schedule import schedule_problems


@read_and_write
@in_engagement(Act.DRAFT_AGREEMENT)
@told
def question(request: HttpRequest, standing: Standing, key: str) -> HttpResponseBase:
    draft, asked = draft_of(standing), BY_KEY.get(key)
    if asked is None:
        raise Http404
    kind = form_of(asked, draft)
    form = kind(typed(request), initial=kind.initial_of(draft))
    if form.is_valid():
        drafting.answer_question(agreement=draft, question=key, answers=form.answers())
        after = questions_after(key)
        if "stop" in request.POST or after is None:
            return to(standing, "show")
        return to(standing, "parts") if key == "price" else to(standing, "question", after.key)
    place = QUESTIONS.index(asked) + 1
    shown = {
        "draft": draft,
        "question": asked,
        "place": place,
        "count": len(QUESTIONS),
        "papers_say": draft.papers_say.get(key, ""),
        "advice": _advice(draft, key),
        "after": questions_after(key) if asked.may_skip else None,
        "sandbox": _said_of_sandbox() if key == "running" else "",
    }
    return page(request, "drafting/question", shown, form)


@read_and_write
@in_engagement(Act.DRAFT_AGREEMENT)
@told
def names(request: HttpRequest, standing: Standing) -> HttpResponseBase:
    draft = draft_of(standing)
    form = NamesForm(typed(request), standing=standing)
    if form.is_valid():
        drafting.give_names(agreement=draft, by=standing.user, **form.names())
        return to(standing, "show")
    return page(request, "drafting/names", {"draft": draft}, form)


def _said_of_sandbox() -> str:
    found = Sandbox.probe()
    if found.grade is Grade.NONE:
        return f"It does not work on this machine yet, so nothing would be run: {found.reason}"
    return "It works on this machine."


def _advice(draft: Agreement, key: str) -> Advice | None:
    return advise(Situation(**draft.situation)) if key == "model" and draft.situation else None


@require_safe
@in_engagement(Act.DRAFT_AGREEMENT)
def parts(request: HttpRequest, standing: Standing) -> HttpResponse:
    draft = draft_of(standing)
    rows = milestones_of(draft)
    schedule = schedule_of(draft)
    shown = {
        "draft": draft,
        "parts": rows,
        "sum_cents": sum(row.amount_cents for row in rows),
        "total_cents": draft.total_cents,
        "problems": schedule_problems(schedule) if draft.total_cents and rows else (),
    }
    return page(request, "drafting/parts", shown)


@read_and_write
@in_engagement(Act.DRAFT_AGREEMENT)
@told
def add_part(request: HttpRequest, standing: Standing) -> HttpResponseBase:
    draft = draft_of(standing)
    form = PartForm(typed(request))
    if form.is_valid():
        try:
            drafting.add_part(agreement=draft, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return to(standing, "parts")
    return page(request, "drafting/part", {"draft": draft, "part": None}, form)


@read_and_write
@in_engagement(Act.DRAFT_AGREEMENT)
@told
def part(request: HttpRequest, standing: Standing, part_id: uuid.UUID) -> HttpResponseBase:
    row = part_in_the_making(standing, part_id)
    form = PartForm(typed(request), initial=PartForm.initial_of(row))
    if form.is_valid():
        drafting.change_part(part=row, **form.cleaned_data)
        return to(standing, "parts")
    return page(request, "drafting/part", {"draft": row.agreement, "part": row}, form)


@require_POST
@in_engagement(Act.DRAFT_AGREEMENT)
@told
def move_part(request: HttpRequest, standing: Standing, part_id: uuid.UUID) -> HttpResponseBase:
    drafting.move_part(part=part_in_the_making(standing, part_id), up=request.POST.get("to") == "up")
    return to(standing, "parts")


@read_and_write
@in_engagement(Act.DRAFT_AGREEMENT)
@told
def remove_part(request: HttpRequest, standing: Standing, part_id: uuid.UUID) -> HttpResponseBase:
    row = part_in_the_making(standing, part_id)
    if request.method == "POST":
        drafting.remove_part(part=row)
        return to(standing, "parts")
    return page(request, "drafting/remove_part", {"draft": row.agreement, "part": row})
