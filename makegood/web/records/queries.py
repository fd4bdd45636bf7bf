"""What the record's page reads, and what goes into the dispute file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from makegood.engagements.anchoring import PARTIES, key_of, ledger_name, record_of
from makegood.engagements.models import Checkpoint, Engagement, Event, Receipt, Seat
from makegood.engine.dispute.parts import Dispute, KeptReceipt
from makegood.inspections.filing import REPORT_LIMIT, evidence_path, read_kept
from makegood.inspections.models import Inspection, State
from makegood.phases.acceptance.models import Certificate, Report
from makegood.rules.ledger.record import EventRecord
from makegood.rules.signing import VerifyingKey

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """Up to which entry a party holds a receipt: as fetched, and as sent by mail."""

    who: str
    fetched: int
    sent: int


def holdings_of(engagement: Engagement) -> list[Holding]:
    """For each person of the two sides; three queries."""
    seats = Seat.objects.live().filter(engagement=engagement, role__in=PARTIES).select_related("user")
    rows = Receipt.objects.filter(checkpoint__engagement=engagement).values_list(
        "holder_id", "checkpoint__size", "sent", "taken"
    )
    fetched: dict[object, int] = {}
    sent: dict[object, int] = {}
    for holder, size, was_sent, taken in rows:
        if taken:
            fetched[holder] = max(fetched.get(holder, 0), size)
        if was_sent:
            sent[holder] = max(sent.get(holder, 0), size)
    people = {seat.user_id: seat for seat in seats}
    return [
        Holding(who=str(seat), fetched=fetched.get(user, 0), sent=sent.get(user, 0)) for user, seat in people.items()
    ]


def latest_signed(engagement: Engagement) -> Checkpoint | None:
    return Checkpoint.objects.filter(engagement=engagement).exclude(note="").order_by("-size").first()


def refusal_of(engagement: Engagement) -> str:
    """Why the keyholder does not sign what waits, as it said it; empty where it does."""
    rows = Checkpoint.objects.filter(engagement=engagement, note="").exclude(refused="")
    return rows.order_by("size").values_list("refused", flat=True).first() or ""


def records_of(engagement: Engagement) -> Iterator[EventRecord]:
    rows = Event.objects.filter(engagement=engagement).order_by("index").only("leaf", "nonce", "payload")
    return map(record_of, rows.iterator(chunk_size=2000))


def dispute_of(engagement: Engagement) -> Dispute:
    """Everything of the engagement that a judge asks for (H25). Raises KeyholderGone before the first signature."""
    key_of(engagement)
    signed = Checkpoint.objects.filter(engagement=engagement).exclude(note="").order_by("size")
    certificates = Certificate.objects.filter(submission__milestone__agreement__engagement=engagement)
    return Dispute(
        engagement=f"{engagement.name}, {engagement.owner_company} and {engagement.partner}",
        ledger=ledger_name(engagement),
        made=datetime.now(UTC),
        parties=[str(engagement.owner_company), engagement.partner],
        events=records_of(engagement),
        checkpoints=list(signed.values_list("note", flat=True)),
        keys=[VerifyingKey.parse(engagement.first_key)],
        receipts=_receipts(engagement),
        certificates=[bytes(row) for row in certificates.values_list("envelope", flat=True)],
        reports=_reports(engagement),
        files=_signed_reports(engagement),
    )


def _receipts(engagement: Engagement) -> list[KeptReceipt]:
    rows = Receipt.objects.filter(checkpoint__engagement=engagement).exclude(checkpoint__note="")
    return [
        KeptReceipt(holder=str(row.holder), note=row.checkpoint.note, kept=row.taken or row.sent)
        for row in rows.select_related("checkpoint", "holder").order_by("pk")
        if row.taken or row.sent
    ]


def _reports(engagement: Engagement) -> Sequence[bytes]:
    """Exact bytes of the inspections' reports, as filed. Raises FilingRefused where one is gone or altered."""
    digests = Inspection.objects.filter(engagement=engagement, state=State.DONE).exclude(report_digest="")
    found = dict.fromkeys(digests.order_by("asked").values_list("report_digest", flat=True))
    return [read_kept(digest, limit=REPORT_LIMIT) for digest in found]


def _signed_reports(engagement: Engagement) -> dict[str, bytes | Path]:
    """Reviewers' signed reports, by the SHA-256 that the signing names; without those whose signing was erased.

    Raises FilingRefused where one is gone or altered.
    """
    rows = Report.objects.filter(submission__milestone__agreement__engagement=engagement, signed__isnull=False)
    named = rows.exclude(event__payload=None).order_by("signed").values_list("file", flat=True)
    found: dict[str, bytes | Path] = {}
    for digest in named:
        read_kept(digest, limit=REPORT_LIMIT)  # asked for its digest; together they would not fit in memory
        found[digest] = evidence_path(digest)
    return found
