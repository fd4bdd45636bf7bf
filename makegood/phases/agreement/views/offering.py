"""Looking at the whole, sending it, taking it back, signing it; and the locked copy."""

from __future__ import annotations

import json

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from makegood.engagements.asking import to_confirm
from makegood.engagements.permissions import Act, Standing
from makegood.engagements.scope import in_engagement
from makegood.phases.agreement.actions import offering
from makegood.phases.agreement.actions.signing import SIGNED_BY_OWNER, SIGNED_BY_PARTNER, content_for
from makegood.phases.agreement.models import Agreement, AgreementState, Signature
from makegood.phases.agreement.queries.problems import problems_of
from makegood.phases.agreement.queries.saying import answers_of
from makegood.phases.agreement.queries.sealed import sealed_of
from makegood.phases.agreement.views.asking import draft_of, offer_of, page, to, told


@require_safe
@in_engagement(Act.DRAFT_AGREEMENT)
def whole(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Check your answers: everything as the partner will see it."""
    draft = draft_of(standing)
    sealed = sealed_of(draft)
    problems = problems_of(draft)
    shown = {
        "draft": draft,
        "sealed": sealed,
        "answers": answers_of(sealed.document),
        "stops": [problem for problem in problems if problem.blocks],
        "flags": [problem for problem in problems if not problem.blocks],
        "may_send": standing.may(Act.SIGN_AS_OWNER),
    }
    return page(request, "document/whole", shown)


@require_POST
@in_engagement(Act.SIGN_AS_OWNER)
@told
def offer(request: HttpRequest, standing: Standing) -> HttpResponseBase:
    del request
    offering.offer_agreement(standing=standing, agreement=draft_of(standing))
    return to(standing, "show")


@require_POST
@in_engagement(Act.SIGN_AS_OWNER)
@told
def take_back(request: HttpRequest, standing: Standing) -> HttpResponseBase:
    del request
    offering.take_back(standing=standing, agreement=draft_of(standing))
    return to(standing, "show")


@require_POST
@in_engagement(Act.SIGN_AS_OWNER, Act.SIGN_AS_PARTNER)
@told
def sign(request: HttpRequest, standing: Standing) -> HttpResponseBase:
    """What is signed is the document that stood on the page; a later one is asked for anew."""
    agreement = offer_of(standing)
    deed = SIGNED_BY_PARTNER if standing.is_partner else SIGNED_BY_OWNER
    content = {**content_for(agreement), "digest": request.POST.get("digest", "")}
    return to_confirm(standing, deed.kind, content, reverse("agreement:show", args=[standing.engagement.pk]))


def _copy(standing: Standing, number: int) -> Agreement:
    """Drafts have no copy: nobody is to sign them yet."""
    row = Agreement.objects.filter(engagement=standing.engagement, number=number).first()
    if row is None or row.state == AgreementState.DRAFT:
        raise Http404
    return row


@require_safe
@in_engagement(Act.SEE_MONEY)
def copy(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    agreement = _copy(standing, number)
    sealed = sealed_of(agreement)
    rows = Signature.objects.filter(agreement=agreement, digest=agreement.digest).select_related("user", "event")
    shown = {
        "agreement": agreement,
        "sealed": sealed,
        "answers": answers_of(sealed.document),
        "signatures": [{"row": row, "how": _how(row)} for row in rows.order_by("at")],
    }
    return page(request, "document/copy", shown)


HOW = {
    "passkey": "with a passkey",
    "code": "with a code from an app",
    "password": "with a password only",
    "staged": "in the sample, where nobody confirms",
}


def _how(row: Signature) -> str:
    """How it was confirmed that this person did it; empty when the record of it was erased (H24)."""
    if row.event.payload is None:
        return ""
    confirmed = json.loads(bytes(row.event.payload)).get("confirmed", {})
    return HOW.get(confirmed.get("strength", ""), "")


@require_safe
@in_engagement(Act.SEE_MONEY)
def file(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """The sealed bytes themselves: their SHA-256 is what both signed."""
    del request
    agreement = _copy(standing, number)
    answer = HttpResponse(bytes(agreement.sealed), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="agreement-{number}-{agreement.digest[:12]}.json"'
    return answer
