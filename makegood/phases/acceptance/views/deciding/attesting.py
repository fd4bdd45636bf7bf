"""Signed in place of what could not be seen; and whether that reviewer may."""

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
from makegood.phases.acceptance.actions.deciding import attesting
from makegood.phases.acceptance.forms.deciding.attesting import AttestForm
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
    del request
    try:
        found = attesting.attestation_of(standing.engagement, attestation_id)
    except ObjectDoesNotExist:
        raise Http404 from None
    attesting.accept_reviewer(attestation=found, standing=standing)
    return redirect("acceptance:submission", standing.engagement.pk, found.submission_id)
