"""The acceptance page of a part and of one of its rounds, and the owner's answer."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from makegood.engagements.asking import read_and_write, refused_on, to_confirm, typed
from makegood.engagements.intents import Refused
from makegood.engagements.permissions import Act, Standing
from makegood.engagements.scope import in_engagement
from makegood.inspections.changes import earlier_of, totals_between
from makegood.inspections.measures import measures_since
from makegood.phases.acceptance.actions.deciding import answering
from makegood.phases.acceptance.forms.deciding.answering import SendBackForm
from makegood.phases.acceptance.queries.deciding.certificates import stands_on
from makegood.phases.acceptance.queries.deciding.first_line import said_of
from makegood.phases.acceptance.queries.deciding.letters import letter_to_partner
from makegood.phases.acceptance.queries.deciding.page import Page, page_of
from makegood.phases.acceptance.queries.deciding.people import said_by_people
from makegood.phases.acceptance.queries.handing_in.addresses import said_of_address
from makegood.phases.acceptance.queries.handing_in.submissions import milestone_of
from makegood.phases.acceptance.queries.money.asked import is_asked_for
from makegood.phases.acceptance.views.deciding.asking import page_for
from makegood.rules.money.amount import formatted


@require_safe
@in_engagement(Act.SEE_WORK)
def milestone(request: HttpRequest, standing: Standing, milestone_id: uuid.UUID) -> HttpResponse:
    return _shown(request, standing, page_of(milestone_of(standing.engagement, milestone_id)))


@require_safe
@in_engagement(Act.SEE_WORK)
def submission(request: HttpRequest, standing: Standing, submission_id: uuid.UUID) -> HttpResponse:
    return _shown(request, standing, page_for(standing, submission_id))


def _shown(request: HttpRequest, standing: Standing, page: Page) -> HttpResponse:
    money = formatted(page.milestone.amount_cents) if standing.may(Act.SEE_MONEY) else ""
    found = {
        "page": page,
        "said": said_of(page, for_partner=standing.is_partner, money=money),
        "money": money,
        "people": said_by_people(page),
    }
    if page.decision is not None:
        found["certificate"] = stands_on(page.decision.submission)
        found["is_asked_for"] = standing.may(Act.REQUEST_PAYMENT) and is_asked_for(page.milestone)
    if page.submission and page.submission.address_compared:
        found["said_of_address"] = said_of_address(page.submission)
    inspection = page.submission.inspection if page.submission else None
    if inspection is not None and page.is_inspected:
        earlier = earlier_of(inspection)
        found |= {
            "earlier": earlier,
            "changes": totals_between(inspection, earlier) if earlier else None,
            "measures": measures_since(inspection),
        }
    if page.is_open and standing.may(Act.DECIDE):  # until it is sent, the letter is a draft of the owner's
        found["letter"] = letter_to_partner(page) if page.reasons else ""
    return render(request, "acceptance/deciding/page.html", found)


@require_POST
@in_engagement(Act.DECIDE)
def accept(request: HttpRequest, standing: Standing, submission_id: uuid.UUID) -> HttpResponseBase:
    page = page_for(standing, submission_id)
    assert page.submission is not None
    back = answering.path_of(page.submission)
    try:
        content = answering.content_to_accept(page)
    except Refused as said:
        return refused_on(request, str(said), back)
    return to_confirm(standing, answering.ACCEPTED, content, back)


@read_and_write
@in_engagement(Act.DECIDE)
def send_back(request: HttpRequest, standing: Standing, submission_id: uuid.UUID) -> HttpResponseBase:
    page = page_for(standing, submission_id)
    assert page.submission is not None
    try:
        answering.refuse_unless_open(page)
    except Refused as said:
        return refused_on(request, str(said), answering.path_of(page.submission))
    gate_is_open = page.decided is not None and page.decided.is_open
    form = SendBackForm(typed(request), gate_is_open=gate_is_open, initial={"letter": letter_to_partner(page)})
    if form.is_valid():
        content = answering.content_to_send_back(
            page, letter=form.cleaned_data["letter"], reason=form.cleaned_data.get("reason", "")
        )
        return to_confirm(standing, answering.REJECTED, content, request.path)
    status = 422 if form.errors else 200
    return render(request, "acceptance/deciding/send_back.html", {"page": page, "form": form}, status=status)
