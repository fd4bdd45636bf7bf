"""The two figures that stand on every page, for many engagements at once, each with the terms it came about from."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import Q
from django.urls import reverse

from makegood.engagements.figures import Figure, Term
from makegood.engagements.keeping import Kept
from makegood.engagements.models import Engagement
from makegood.inspections.models import Verdict
from makegood.phases.acceptance.models import Decision, Payment
from makegood.phases.acceptance.queries.money.book import OPEN, TAKEN
from makegood.phases.agreement.models import AgreementState, Milestone
from makegood.rules.calendars.business import plain_day
from makegood.rules.money.amount import WHOLE, formatted
from makegood.rules.money.explained import Explained
from makegood.rules.money.exposure import (
    Payment as Paid,
)
from makegood.rules.money.exposure import (
    Proof,
    ahead_sentence,
    paid_ahead_of_proof,
    unprotected_exposure,
)

READY = {
    "build.from_clean_machine": "that it can be built on a clean machine",
    "documents.start_here": "that a guide says how to start it",
}
OWNERSHIP = "ownership."
"""Until handoff is built, what another firm could take over is told by these checks on the accepted revision."""
YOURS = "that all of it is yours"


_kept = Kept[Sequence[Figure]](beside=lambda engagement: engagement.partner)


def figures(engagements: Sequence[Engagement]) -> Mapping[uuid.UUID, Sequence[Figure]]:
    """Nothing for an engagement without a signed agreement or a payment. Four queries at most, however many; none
    for those whose tree has not grown."""
    return _kept.of(engagements, _read)


def figures_as_of(engagements: Sequence[Engagement], moment: datetime) -> Mapping[uuid.UUID, Sequence[Figure]]:
    """As they stood then, by what was recorded until then; under the agreement that is signed now."""
    return _read(engagements, moment)


def _read(engagements: Sequence[Engagement], until: datetime | None = None) -> Mapping[uuid.UUID, Sequence[Figure]]:
    known = {"at__lte": until} if until else {}
    paid, proofs = _payments(engagements, known), _proofs(engagements, known)
    ready = _ready(proofs)
    found: dict[uuid.UUID, Sequence[Figure]] = {}
    for engagement in engagements:
        rows = [proof for proof, _ in proofs[engagement.pk]]
        if rows or paid[engagement.pk]:
            found[engagement.pk] = _both(engagement, paid[engagement.pk], rows, ready.get(engagement.pk, ""))
    return found


def _both(engagement: Engagement, paid: Sequence[Paid], proofs: Sequence[Proof], unready: str) -> list[Figure]:
    where = reverse("acceptance:money", args=[engagement.pk])
    ahead = paid_ahead_of_proof(paid, proofs)
    lost = unprotected_exposure(paid, proofs, 0 if unready else WHOLE)
    said = f"{formatted(max(0, lost.cents))} would be lost if {engagement.partner} left today."
    if not paid:
        said, unready = f"Nothing would be lost if {engagement.partner} left today: nothing is paid.", ""
    return [
        _figure("ahead", "Paid for, not proven yet", ahead, ahead_sentence(ahead), where),
        _figure("exposed", "What you lose if they leave today", lost, f"{said} {unready}".strip(), where),
    ]


def _figure(key: str, label: str, value: Explained, says: str, where: str) -> Figure:
    terms = tuple(Term(label=term.label, cents=term.signed, source=where) for term in value.terms)
    return Figure(key=key, label=label, cents=value.cents, says=says, terms=terms)


def _payments(engagements: Sequence[Engagement], known: Mapping[str, datetime]) -> defaultdict[uuid.UUID, list[Paid]]:
    """Living ones: neither what was taken back nor what takes it back."""
    names = ("pk", "reverses_id", "engagement_id", "release__request__number", "reason", "amount_cents", "on")
    payments = Payment.objects.filter(engagement__in=engagements, **known).order_by("on", "at")
    rows = list(payments.values_list(*names))
    back = {reverses for _, reverses, *_ in rows if reverses}
    found: defaultdict[uuid.UUID, list[Paid]] = defaultdict(list)
    for id, reverses, engagement, number, reason, cents, on in rows:
        if id in back or reverses:
            continue
        label = f"Payment request {number}" if number is not None else reason
        paid = Paid(label=f"{label}, paid {plain_day(on)}", cents=cents, source="", outside=number is None)
        found[engagement].append(paid)
    return found


def _proofs(
    engagements: Sequence[Engagement], known: Mapping[str, datetime]
) -> defaultdict[uuid.UUID, list[tuple[Proof, uuid.UUID | None]]]:
    """Each part of the signed agreement, whether it is proven, and the inspection that its acceptance rested on."""
    decisions = Decision.objects.filter(
        submission__milestone__agreement__engagement__in=engagements, verb__in=TAKEN, gate_state=OPEN, **known
    ).order_by("at")
    part = "submission__milestone__"
    names = (f"{part}agreement__engagement_id", f"{part}line", "waived_count", "submission__inspection_id")
    proven = {(id, line): (waived, inspection) for id, line, waived, inspection in decisions.values_list(*names)}
    found: defaultdict[uuid.UUID, list[tuple[Proof, uuid.UUID | None]]] = defaultdict(list)
    parts = Milestone.objects.filter(agreement__engagement__in=engagements, agreement__state=AgreementState.SIGNED)
    rows = parts.order_by("position").values_list("agreement__engagement_id", "line", "title", "amount_cents")
    for id, line, title, cents in rows:
        waived, inspection = proven.get((id, line), (0, None))
        proof = Proof(line=str(line), title=title, cents=cents, opened=(id, line) in proven, waived=waived)
        found[id].append((proof, inspection))
    return found


def _ready(proofs: Mapping[uuid.UUID, Sequence[tuple[Proof, uuid.UUID | None]]]) -> Mapping[uuid.UUID, str]:
    """Why nobody else could take it over today, by engagement; nothing where all those checks passed.

    Asked of the latest accepted revision. A check that did not pass, could not be seen or was not run counts alike.
    """
    latest = {id: next((i for _, i in reversed(rows) if i), None) for id, rows in proofs.items()}
    asked = Q(check_id__in=READY) | Q(check_id__startswith=OWNERSHIP)
    verdicts = Verdict.objects.filter(asked, inspection__in=[one for one in latest.values() if one])
    passed: defaultdict[uuid.UUID, set[str]] = defaultdict(set)
    failed: defaultdict[uuid.UUID, set[str]] = defaultdict(set)
    for inspection, check, outcome in verdicts.values_list("inspection_id", "check_id", "outcome"):
        (passed if outcome in ("pass", "not_applicable") else failed)[inspection].add(check)
    return {id: sentence for id, inspection in latest.items() if (sentence := _unready(inspection, passed, failed))}


def _unready(
    inspection: uuid.UUID | None, passed: Mapping[uuid.UUID, set[str]], failed: Mapping[uuid.UUID, set[str]]
) -> str:
    if inspection is None:
        return "Nothing was accepted that another firm could take over."
    lacking = [words for check, words in READY.items() if check not in passed[inspection]]
    if any(check.startswith(OWNERSHIP) for check in failed[inspection]):
        lacking.append(YOURS)
    if not lacking:
        return ""
    return f"Another firm could not take it over today: it is not proven {' and '.join(lacking)}."
