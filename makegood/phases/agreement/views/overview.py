"""The agreement's own page: what is so, and what to do next, for each side."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_POST, require_safe

from makegood.engagements.asking import read_and_write
from makegood.engagements.events import now_in
from makegood.engagements.models import Role, Seat
from makegood.engagements.permissions import Act, Standing
from makegood.engagements.scope import in_engagement
from makegood.phases.agreement.actions.drafting import begin_draft, drop_draft
from makegood.phases.agreement.models import Agreement, AgreementState, Answer, CounterProposal, Side
from makegood.phases.agreement.queries.agreements import (
    agreement_in_the_making,
    milestones_of,
    signatures_of,
    signed_agreement,
)
from makegood.phases.agreement.queries.checklists import last_inspected
from makegood.phases.agreement.queries.payees import payee_change_waiting
from makegood.phases.agreement.queries.problems import problems_of
from makegood.phases.agreement.queries.saying import answers_of, tasks_of
from makegood.phases.agreement.queries.sealed import payee_for, sealed_of
from makegood.phases.agreement.views.asking import draft_of, page, to, told


@require_safe
@in_engagement(Act.SEE_MONEY)
def show(request: HttpRequest, standing: Standing) -> HttpResponse:
    making, signed = agreement_in_the_making(standing.engagement), signed_agreement(standing.engagement)
    around: dict[str, object] = {"making": making, "signed": signed, "is_partner": standing.is_partner}
    if standing.may(Act.DRAFT_AGREEMENT):
        around["seen"] = last_inspected(standing.engagement)
    if making is not None and making.state == AgreementState.OFFERED:
        return _offered(request, standing, making, around)
    if making is not None and standing.may(Act.DRAFT_AGREEMENT):
        return _draft(request, standing, making, around)
    if signed is not None:
        return _signed(request, standing, signed, around)
    return page(request, "drafting/none", {**around, "begun": making is not None})


def _draft(request: HttpRequest, standing: Standing, draft: Agreement, around: dict[str, object]) -> HttpResponse:
    draft.engagement = standing.engagement
    problems, tasks = problems_of(draft), tasks_of(draft)
    return page(
        request,
        "drafting/draft",
        {
            **around,
            "draft": draft,
            "tasks": tasks,
            "next_question": next((task for task in tasks if task.state == "to do"), None),
            "parts": milestones_of(draft),
            "unnamed": any(problem.name in ("no_company", "no_partner") for problem in problems),
            "stops": [problem for problem in problems if problem.blocks],
            "open_proposals": CounterProposal.objects.filter(agreement=draft, answer=Answer.OPEN).count(),
        },
    )


def _offered(request: HttpRequest, standing: Standing, offer: Agreement, around: dict[str, object]) -> HttpResponse:
    offer.engagement = standing.engagement
    signatures = signatures_of(offer)
    sealed = sealed_of(offer)
    mine = Side.PARTNER if standing.is_partner else Side.OWNER
    return page(
        request,
        "document/offered",
        {
            **around,
            "offer": offer,
            "sealed": sealed,
            "answers": answers_of(sealed.document),
            "parts": milestones_of(offer),
            "owner_signed": signatures.get(Side.OWNER),
            "partner_signed": signatures.get(Side.PARTNER),
            "i_signed": mine in signatures,
            "may_sign": standing.may(Act.SIGN_AS_PARTNER if standing.is_partner else Act.SIGN_AS_OWNER),
            "payee": payee_for(offer),
            "partner_missing": not Seat.objects.live().filter(engagement=offer.engagement, role=Role.PARTNER).exists(),
            "proposals": list(offer.counter_proposals.filter(answer=Answer.OPEN).select_related("milestone")),
        },
    )


def _signed(request: HttpRequest, standing: Standing, signed: Agreement, around: dict[str, object]) -> HttpResponse:
    signed.engagement = standing.engagement
    sealed = sealed_of(signed)
    earlier = list(signed.engagement.agreements.filter(state=AgreementState.REPLACED).order_by("-number"))
    return page(
        request,
        "document/signed",
        {
            **around,
            "sealed": sealed,
            "answers": answers_of(sealed.document),
            "parts": milestones_of(signed),
            "signatures": signatures_of(signed).values(),
            "earlier": earlier,
            "change": payee_change_waiting(standing.engagement, now_in(standing.engagement)),
        },
    )


@require_POST
@in_engagement(Act.DRAFT_AGREEMENT)
@told
def begin(request: HttpRequest, standing: Standing) -> HttpResponseBase:
    del request
    begin_draft(standing=standing)
    return to(standing, "show")


@read_and_write
@in_engagement(Act.DRAFT_AGREEMENT)
@told
def drop(request: HttpRequest, standing: Standing) -> HttpResponseBase:
    draft = draft_of(standing)
    if request.method == "POST":
        drop_draft(standing=standing, agreement=draft)
        return to(standing, "show")
    return page(request, "drafting/drop", {"draft": draft, "signed": signed_agreement(standing.engagement)})
