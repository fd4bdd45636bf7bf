""" "We think this is wrong", and the rulings on it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponseBase

from makegood.engagements.asking import confirmed_form, read_and_write, typed
from makegood.engagements.permissions import Act, Standing
from makegood.engagements.scope import in_engagement
from makegood.engine.catalogue import checks
from makegood.engine.people import SCRIPT
from makegood.phases.acceptance.actions.deciding import appealing
from makegood.phases.acceptance.forms.deciding.appealing import AppealForm, RulingForm
from makegood.phases.acceptance.queries.deciding.page import page_of
from makegood.phases.acceptance.views.deciding.asking import ITEM, page_for


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
