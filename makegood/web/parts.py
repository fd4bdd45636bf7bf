"""What each part costs, and what of it was accepted, is held back, and was paid: for the picture of the money."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Sum

from makegood.engagements.figures import Part
from makegood.engagements.models import Engagement
from makegood.engagements.permissions import Standing
from makegood.phases.acceptance.models import Decision, Payment, RequestLine, Verb
from makegood.phases.agreement.models import Agreement, AgreementState, Milestone

ORDER = {AgreementState.SIGNED: 0, AgreementState.OFFERED: 1, AgreementState.DRAFT: 2}


def agreement_of(engagement: Engagement) -> Agreement | None:
    """The signed one; before there is one, what is being agreed."""
    found = Agreement.objects.filter(engagement=engagement).exclude(state=AgreementState.REPLACED)
    return min(found, key=lambda agreement: ORDER[AgreementState(agreement.state)], default=None)


def parts(standing: Standing) -> Sequence[Part]:
    agreement = agreement_of(standing.engagement)
    if agreement is None:
        return []
    milestones = list(Milestone.objects.filter(agreement=agreement))
    accepted = set(
        Decision.objects.filter(
            submission__milestone__in=milestones, verb__in=(Verb.ACCEPTED, Verb.SILENT)
        ).values_list("submission__milestone_id", flat=True)
    )
    held, paid = released_and_paid(agreement)
    return [
        Part(
            title=f"{milestone.position}. {milestone.title}",
            cents=milestone.amount_cents,
            accepted_cents=milestone.amount_cents if milestone.pk in accepted else 0,
            held_back_cents=held[milestone.pk],
            paid_cents=paid[milestone.pk],
        )
        for milestone in milestones
    ]


def released_and_paid(agreement: Agreement) -> tuple[defaultdict[uuid.UUID, int], defaultdict[uuid.UUID, int]]:
    """By milestone: what is held back of what was released, and what was paid of it (outside payments are of none)."""
    lines = (
        RequestLine.objects.filter(request__agreement=agreement, request__release__isnull=False)
        .select_related("request__release")
        .order_by("request__number", "milestone__position")
    )
    counting = Payment.objects.filter(release__request__agreement=agreement, reverses=None, reversed_by=None)
    left = dict(counting.values_list("release_id").annotate(Sum("amount_cents")))
    held: defaultdict[uuid.UUID, int] = defaultdict(int)
    paid: defaultdict[uuid.UUID, int] = defaultdict(int)
    for line, due in _due(lines):
        release = line.request.release.pk
        taken = min(due, left.get(release, 0))
        left[release] = left.get(release, 0) - taken
        paid[line.milestone_id] += taken
        held[line.milestone_id] = line.held_back_cents
    return held, paid


def _due(lines: Iterable[RequestLine]) -> Iterable[tuple[RequestLine, int]]:
    """Each line with what its request added for its milestone: to date, less what is held, less what came before."""
    before: defaultdict[uuid.UUID, int] = defaultdict(int)
    for line in lines:
        to_date = line.previous_cents + line.this_cents - line.held_back_cents
        yield line, max(0, to_date - before[line.milestone_id])
        before[line.milestone_id] = to_date
