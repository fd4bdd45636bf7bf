"""What people say of a round: signed instead, "we think this is wrong", and the rulings on it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from makegood.engagements.asking import confirmed_form, read_and_write, typed
from makegood.engagements.independence import why_not_independent
from makegood.engagements.permissions import Act, Standing
from makegood.engagements.scope import in_engagement
from makegood.engine.catalogue import checks
from makegood.engine.people import SCRIPT
from makegood.phases.acceptance.actions.deciding import appealing, attesting
from makegood.phases.acceptance.actions.deciding.answering import path_of
from makegood.phases.acceptance.forms.people import AppealForm, AttestForm, RulingForm
from makegood.phases.acceptance.queries.deciding.page import Page, page_of
from makegood.phases.acceptance.queries.handing_in.submissions import submission_of

ITEM = "acceptance/deciding/item.html"


def page_for(standing: Standing, submission_id: uuid.UUID) -> Page:
    """Raises Http404 for one of another engagement, too."""
    found = submission_of(standing.engagement, submission_id)
    return page_of(found.milestone, found)


def back_to(page: Page) -> str:
    assert page.submission is not None
    return path_of(page.submission)


@read_and_write
@in_engagement(Act.ATTEST)
def attest(request: HttpRequest, standing: Standing, submission_id: uuid.UUID, check_id: str) -> HttpResponseBase:
    page = page_for(standing, submission_id)
    check = checks().get(check_id)
    if check is None:
        raise Http404
    form = AttestForm(typed(request))

    def content() -> Mapping[str, object]:
        said = form.cleaned_data
        return attesting.content_to_attest(
            page, by=standing.user, check=check_id, holds=said["holds"] == "yes", how=said["how"]
        )

    shown = {
        "page": page,
        "promise": check.promise,
        "because": "It could not be seen by us. Sign what you saw yourself, of this very delivery.",
        "sentence": "Sign it in place of what could not be seen",
        "refused": why_not_independent(standing.engagement, standing.user),
    }
    return confirmed_form(request, standing, form, kind=attesting.SIGNED, content=content, template=ITEM, shown=shown)


@require_POST
@in_engagement(Act.DECIDE, Act.APPEAL)
def accept_reviewer(request: HttpRequest, standing: Standing, attestation_id: uuid.UUID) -> HttpResponseBase:
    """Either side: that this reviewer may sign."""
    del request
    try:
        found = attesting.attestation_of(standing.engagement, attestation_id)
    except ObjectDoesNotExist:
        raise Http404 from None
    attesting.accept_reviewer(attestation=found, standing=standing)
    return redirect("acceptance:submission", standing.engagement.pk, found.submission_id)


@read_and_write
@in_engagement(Act.APPEAL)
def appeal(request: HttpRequest, standing: Standing, submission_id: uuid.UUID, check_id: str) -> HttpResponseBase:
    page = page_for(standing, submission_id)
    reason = next((one for one in page.reasons if check_id in (one.check, f"{SCRIPT}{one.script}")), None)
    if reason is None and check_id not in checks():
        raise Http404
    form = AppealForm(appealing.neutrals_of(page), typed(request))

    def content() -> Mapping[str, object]:
        return appealing.content_to_appeal(
            page, check=check_id, reason=form.cleaned_data["reason"], neutral=form.chosen()
        )

    shown = {
        "page": page,
        "promise": reason.promise if reason else checks()[check_id].promise,
        "because": reason.because if reason else "",
        "sentence": "We think this is wrong",
    }
    return confirmed_form(request, standing, form, kind=appealing.MADE, content=content, template=ITEM, shown=shown)


@read_and_write
@in_engagement(Act.RULE_ON_APPEAL)
def rule(request: HttpRequest, standing: Standing, appeal_id: uuid.UUID) -> HttpResponseBase:
    try:
        found = appealing.appeal_of(standing.engagement, appeal_id)
    except ObjectDoesNotExist:
        raise Http404 from None
    page = page_of(found.submission.milestone, found.submission)
    if not appealing.may_rule(found, page, standing.user):
        raise Http404
    form = RulingForm(typed(request))

    def content() -> Mapping[str, object]:
        said = form.cleaned_data
        return appealing.content_to_rule(found, page, ruling=said["ruling"], reason=said["reason"], by=standing.user)

    check = checks().get(found.check_id)
    shown = {
        "page": page,
        "promise": check.promise if check else "An acceptance script",
        "because": f"{found.by} says: {found.reason}",
        "hint": appealing.due_sentence(found, page),
        "sentence": "Rule on what they say is wrong",
    }
    return confirmed_form(request, standing, form, kind=appealing.RULED, content=content, template=ITEM, shown=shown)
