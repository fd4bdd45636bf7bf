"""The decision: the sentence with the money, at most three reasons, what is lost, what would change it, the letters."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from makegood.engagements.asking import read_and_write, refused_on, to_confirm, typed, whole_page
from makegood.engagements.intents import Refused
from makegood.engagements.permissions import Act, Standing
from makegood.rhythm.desk.actions.anyway import ANYWAY, content_of_anyway
from makegood.rhythm.desk.actions.calling import CALLED, content_of_call
from makegood.rhythm.desk.actions.deciding import ask_for_decision
from makegood.rhythm.desk.actions.drafting import draft_agreement
from makegood.rhythm.desk.forms.calling import THEIRS, CalledForm
from makegood.rhythm.desk.forms.letters import AnywayForm
from makegood.rhythm.desk.models import Desk, DeskState, LetterState
from makegood.rhythm.desk.queries.carrying import Carried
from makegood.rhythm.desk.queries.decision import bills_of, decision_of, is_stopped
from makegood.rhythm.desk.queries.letters import drafts_of
from makegood.rhythm.desk.queries.steps import path_of
from makegood.rhythm.desk.views.asking import changing, on_desk, page, to


def said(carried: Carried) -> str:
    """What was left out, by the names that the page gives it."""
    return ", ".join(label.lower() for label in carried.left)


SENT = (LetterState.SENDING, LetterState.SENT)


@require_POST
@changing
def decide(request: HttpRequest, standing: Standing, desk: Desk) -> HttpResponse:
    del request
    if desk.state == DeskState.READING:
        return to(desk, "reading")
    ask_for_decision(desk=desk, by=standing.user)
    return to(desk, "decision")


@require_safe
@on_desk()
def decision(request: HttpRequest, standing: Standing, desk: Desk) -> HttpResponse:
    del standing
    if desk.judgement is None and not desk.is_judging:
        return to(desk, "seen")
    letters = list(desk.letters.select_related("by").order_by("-asked", "-written"))
    anyway = list(desk.paid_anyway.select_related("by").order_by("at"))
    drafts = drafts_of(desk, letters, anyway)
    paid = {one.bill for one in anyway}
    return page(
        request,
        desk,
        "decision",
        decision=decision_of(desk, drafts),
        drafts=drafts,
        sent_slots={letter.slot for letter in letters if letter.state in SENT},
        sent=[letter for letter in letters if letter.state in SENT],
        anyway=anyway,
        calls=list(desk.calls.select_related("by")),
        stopped=is_stopped(desk),
        confirmed=desk.answers.exists(),
        to_pay=[bill for bill in bills_of(desk) if bill["state"] != "open" and bill["bill"] not in paid],
    )


@require_safe
@on_desk()
def judging(request: HttpRequest, standing: Standing, desk: Desk) -> HttpResponse:
    """What htmx asks for while the decision is made; then the whole page is due."""
    del standing
    return render(request, "desk/judging.html", {"desk": desk}) if desk.is_judging else whole_page()


@read_and_write
@on_desk(Act.RELEASE)
def anyway(request: HttpRequest, standing: Standing, desk: Desk) -> HttpResponseBase:
    """Why, then the page that asks once more."""
    posted = typed(request)
    asked = str((posted or request.GET).get("bill", ""))
    bill = next((one for one in bills_of(desk) if one["bill"] == asked), None)
    if bill is None:
        return to(desk, "decision")
    form = AnywayForm(posted, initial={"bill": asked})
    if form.is_valid():
        try:
            content = content_of_anyway(desk=desk, bill=asked, reason=form.cleaned_data["reason"])
            return to_confirm(standing, ANYWAY, content, path_of(desk, "decision"))
        except Refused as refused:
            form.add_error(None, str(refused))
    return page(request, desk, "anyway", form=form, bill=bill, status=422 if form.errors else 200)


@read_and_write
@on_desk(Act.CONFIRM_PAYEE)
def called(request: HttpRequest, standing: Standing, desk: Desk) -> HttpResponseBase:
    """What the partner said on the phone about their account; then the page that asks once more."""
    if not is_stopped(desk) or desk.is_judging:
        return to(desk, "decision")
    form = CalledForm(typed(request), suspects=desk.suspects)
    if form.is_valid():
        given = form.cleaned_data
        try:
            content = content_of_call(
                desk=desk,
                phone=given["phone"],
                spoke_to=given["spoke_to"],
                theirs=given["said"] == THEIRS,
                account_end=given["account_end"],
            )
            return to_confirm(standing, CALLED, content, path_of(desk, "called"))
        except Refused as refused:
            form.add_error(None, str(refused))
    return page(request, desk, "called", form=form, status=422 if form.errors else 200)


@require_POST
@changing
def draft(request: HttpRequest, standing: Standing, desk: Desk) -> HttpResponse:
    """What was confirmed becomes the draft of an agreement."""
    try:
        _, carried = draft_agreement(desk=desk, standing=standing)
    except Refused as refused:
        return refused_on(request, str(refused), path_of(desk, "check"))
    if carried.left:
        messages.info(request, f"An agreement here has no place for this; it stays in your contract: {said(carried)}.")
    return redirect("agreement:show", desk.engagement_id)
