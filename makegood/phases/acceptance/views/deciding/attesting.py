"""Signed in place of what could not be seen; and whether that reviewer may."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from makegood.engagements.asking import confirmed_form, read_and_write, refused_on, typed
from makegood.engagements.independence import why_not_independent
from makegood.engagements.intents import Refused
from makegood.engagements.permissions import Act, Standing
from makegood.engagements.scope import in_engagement
from makegood.engine.catalogue import checks
from makegood.phases.acceptance.actions.deciding import attesting
from makegood.phases.acceptance.actions.deciding.answering import path_of
from makegood.phases.acceptance.forms.deciding.attesting import AttestForm, RefuseForm
from makegood.phases.acceptance.models import Attestation
from makegood.phases.acceptance.views.deciding.asking import ITEM, page_for


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
    found = _attestation(standing, attestation_id)
    try:
        attesting.accept_reviewer(attestation=found, standing=standing)
    except Refused as refused:
        return refused_on(request, str(refused), path_of(found.submission))
    return redirect("acceptance:submission", standing.engagement.pk, found.submission_id)


@read_and_write
@in_engagement(Act.DECIDE, Act.APPEAL)
def refuse_reviewer(request: HttpRequest, standing: Standing, attestation_id: uuid.UUID) -> HttpResponseBase:
    """Either side: no, because."""
    found = _attestation(standing, attestation_id)
    form = RefuseForm(typed(request))

    def content(reason: str) -> Mapping[str, object]:
        return attesting.content_to_refuse(found, standing=standing, reason=reason)

    try:
        content("")
    except Refused as refused:
        return refused_on(request, str(refused), path_of(found.submission))
    check = checks().get(found.check_id)
    says = "It is kept." if found.holds else "It is not kept."
    shown = {
        "page": page_for(standing, found.submission_id),
        "promise": check.promise if check else found.check_id,
        "because": f"{found.by} signed: {says} {found.how}",
        "hint": "With your no it counts for nothing, like all they signed about this delivery that you have not let "
        "count. You can take the no back by letting them sign, as long as this round is open.",
        "sentence": f"No, {found.by} is not to sign this, because",
    }
    kind = attesting.REFUSED_BY["owner" if standing.is_owner else "partner"]
    return confirmed_form(
        request,
        standing,
        form,
        kind=kind,
        content=lambda: content(form.cleaned_data["reason"]),
        template=ITEM,
        shown=shown,
    )


def _attestation(standing: Standing, attestation_id: uuid.UUID) -> Attestation:
    try:
        return attesting.attestation_of(standing.engagement, attestation_id)
    except ObjectDoesNotExist:
        raise Http404 from None
