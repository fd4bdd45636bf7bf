"""What the agreement lets wait, for the home page. A number of queries that does not grow with the engagements."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q
from django.urls import reverse

from makegood.engagements.events import now_in
from makegood.engagements.figures import Urgency, Waiting
from makegood.engagements.models import Engagement, Role
from makegood.engagements.permissions import Standing
from makegood.phases.agreement.models import (
    Agreement,
    AgreementState,
    Answer,
    Payee,
    PayeeChange,
    Side,
    Signature,
)


@dataclass(frozen=True, slots=True)
class Making:
    """An agreement in the making, and where it stands."""

    agreement: Agreement
    signed: set[str]
    proposals: int
    has_payee: bool


def waiting_about_agreements(standings: Sequence[Standing]) -> Iterator[Waiting]:
    by_id = {standing.engagement.pk: standing for standing in standings}
    for making in _making(by_id):
        standing = by_id[making.agreement.engagement_id]
        yield from _of_agreement(making, standing.engagement, standing.roles)
    waits = Q(called=None) | Q(not_before__gt=F("engagement__last_event_at"))
    changes = PayeeChange.objects.filter(engagement__in=by_id, refused=None).filter(waits).select_related("payee")
    for change in changes:
        standing = by_id[change.engagement_id]
        yield from _of_change(change, standing.engagement, standing.roles)


def _making(engagements: Iterable[uuid.UUID]) -> Iterator[Making]:
    """In one query."""
    current = Signature.objects.filter(agreement=OuterRef("pk"), digest=OuterRef("digest"))
    payees = Payee.objects.filter(engagement=OuterRef("engagement")).filter(Q(named=True) | Q(since__isnull=False))
    rows = (
        Agreement.objects.filter(engagement__in=engagements, state__in=(AgreementState.DRAFT, AgreementState.OFFERED))
        .defer("sealed")
        .annotate(
            owner_signed=Exists(current.filter(side=Side.OWNER)),
            partner_signed=Exists(current.filter(side=Side.PARTNER)),
            has_payee=Exists(payees),
            proposals=Count("counter_proposals", filter=Q(counter_proposals__answer=Answer.OPEN)),
        )
    )
    for row in rows:
        signed = {side for side, yes in ((Side.OWNER, row.owner_signed), (Side.PARTNER, row.partner_signed)) if yes}
        yield Making(row, set(signed), row.proposals, row.has_payee)


def _of_agreement(making: Making, engagement: Engagement, roles: frozenset[str]) -> Iterator[Waiting]:
    agreement, signed = making.agreement, making.signed
    if Role.OWNER in roles:
        yield from _of_owner(agreement, engagement, signed, making.proposals)
    if Role.PARTNER in roles and agreement.state == AgreementState.OFFERED and Side.PARTNER not in signed:
        owner = engagement.owner_company.name
        if not making.has_payee:
            sentence = f"{owner} sent you an agreement; say who is paid, then sign it."
        elif Side.OWNER in signed:
            sentence = f"{owner} signed the agreement; your signature is missing."
        else:
            sentence = f"{owner} sent you an agreement to sign, or to propose something else."
        yield _waiting(engagement, Urgency.WAITS, sentence, "agreement:show", agreement.total_cents or 0)


def _of_owner(agreement: Agreement, engagement: Engagement, signed: set[str], proposals: int) -> Iterator[Waiting]:
    if proposals:
        count = "1 proposal" if proposals == 1 else f"{proposals} proposals"
        sentence = f"{engagement.partner} made {count} for the agreement."
        yield _waiting(engagement, Urgency.WAITS, sentence, "agreement:proposals")
    if agreement.state == AgreementState.DRAFT:
        sentence = f"Finish the agreement and send it to {engagement.partner}."
        yield _waiting(engagement, Urgency.WAITS, sentence, "agreement:show")
    elif Side.PARTNER in signed and Side.OWNER not in signed:
        sentence = f"{engagement.partner} signed the agreement; your signature is missing."
        yield _waiting(engagement, Urgency.WAITS, sentence, "agreement:show", agreement.total_cents or 0)
    elif Side.OWNER not in signed:
        sentence = f"The agreement waits for {engagement.partner}."
        yield _waiting(engagement, Urgency.NEXT, sentence, "agreement:show")


def _of_change(change: PayeeChange, engagement: Engagement, roles: frozenset[str]) -> Iterator[Waiting]:
    if change.called is not None and change.not_before <= now_in(engagement):
        return
    end = change.payee.account_end
    if Role.OWNER in roles:
        if change.called is None:
            sentence = (
                f"{engagement.partner} asked for another account, ending in {end}. Call {change.known_phone}; until "
                "then nothing is paid."
            )
            yield _waiting(engagement, Urgency.DANGER, sentence, "agreement:payee")
        else:
            sentence = f"The account ending in {end} counts soon; until then nothing is paid."
            yield _waiting(engagement, Urgency.NEXT, sentence, "agreement:payee")
    if Role.PARTNER in roles:
        sentence = f"Your new account, ending in {end}, does not count yet; until then nothing is paid."
        yield _waiting(engagement, Urgency.DANGER, sentence, "agreement:payee")


def _waiting(engagement: Engagement, urgency: str, sentence: str, url: str, cents: int = 0) -> Waiting:
    path = reverse(url, args=[engagement.pk])
    return Waiting(engagement_id=engagement.pk, urgency=urgency, sentence=sentence, path=path, cents=cents)
