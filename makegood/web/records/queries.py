"""What the record's page reads, and what goes into the dispute file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from makegood.accounts.models import User
from makegood.engagements.models import Checkpoint, Engagement, Event, Receipt, Seat
from makegood.engagements.record.anchoring import PARTIES, key_of, ledger_name, record_of
from makegood.engine.dispute.parts import Dispute, KeptReceipt
from makegood.inspections.filing import REPORT_LIMIT, evidence_path, read_kept
from makegood.inspections.models import Inspection, State
from makegood.phases.acceptance.actions.handing_in.bundling import bundle_of
from makegood.phases.acceptance.models import Certificate, Report, Submission
from makegood.rules.ledger.record import COSIGNED, EventRecord
from makegood.rules.ledger.stamps import KeptStamp
from makegood.rules.ledger.witnesses import PASSKEY, statement_of
from makegood.rules.signing import VerifyingKey
from makegood.web.records.story import story_of

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """Up to which entry a party holds a receipt: as fetched, as sent by mail, and as cosigned by them."""

    who: str
    fetched: int
    sent: int
    cosigned: int


def _who(seat: Seat) -> str:
    return f"{seat.user}, stands in for {seat.stand_in_for}" if seat.stand_in_for else str(seat)


def holdings_of(engagement: Engagement) -> list[Holding]:
    """For each person of the two sides; three queries."""
    seats = Seat.objects.live().filter(engagement=engagement, role__in=PARTIES).select_related("user", "stand_in_for")
    held: dict[tuple[object, str], int] = {}
    for row in Receipt.objects.filter(checkpoint__engagement=engagement).select_related("checkpoint"):
        for way, when in (("fetched", row.taken), ("sent", row.sent), ("cosigned", row.cosigned)):
            if when:
                held[row.holder_id, way] = max(held.get((row.holder_id, way), 0), row.checkpoint.size)
    people = {seat.user_id: seat for seat in seats}
    return [
        Holding(who=_who(seat), **{way: held.get((user, way), 0) for way in ("fetched", "sent", "cosigned")})
        for user, seat in people.items()
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamped:
    """The newest time stamp: over how many entries, when, by whom; `failed` why there is no newer one."""

    size: int = 0
    at: datetime | None = None
    authority: str = ""
    failed: str = ""


def stamped_of(engagement: Engagement) -> Stamped:
    rows = Checkpoint.objects.filter(engagement=engagement)
    last = rows.exclude(stamp=None).order_by("-size").first()
    wrong = rows.filter(stamp=None).exclude(stamp_failed="").order_by("-size").first()
    failed = wrong.stamp_failed if wrong and (last is None or wrong.size > last.size) else ""
    if last is None:
        return Stamped(failed=failed)
    return Stamped(size=last.size, at=last.stamped, authority=last.authority, failed=failed)


def passkey_line(engagement: Engagement, person: User) -> str:
    """The line by which whoever verifies knows the passkey that this person last cosigned with; empty without one."""
    rows = Event.objects.filter(engagement=engagement, kind=COSIGNED, actor=person).order_by("-index")
    said = next((found for row in rows[:1] if (found := statement_of(record_of(row)))), None)
    return f"{PASSKEY}{said.passkey}" if said and said.passkey else ""


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
        stamps=[
            KeptStamp(note=row.note, answer=bytes(row.stamp or b""), authority=row.authority)
            for row in signed.exclude(stamp=None)
        ],
        certificates=[bytes(row) for row in certificates.values_list("envelope", flat=True)],
        reports=_reports(engagement),
        files=_signed_reports(engagement),
        repository=_copy_of_the_code(engagement),
        story=story_of(engagement),
    )


def _copy_of_the_code(engagement: Engagement) -> Path | None:
    """The newest that was made for the owner to take away; nothing is made for it here."""
    rows = Submission.objects.filter(milestone__agreement__engagement=engagement).select_related("milestone__agreement")
    return next((path for row in rows.order_by("-number") if (path := bundle_of(row))), None)


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
