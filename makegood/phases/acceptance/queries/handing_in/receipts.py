"""The receipt that both sides hold of a hand-in (H15), and the clock that it starts."""

from __future__ import annotations

import base64
import json
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from makegood.engagements.models import Checkpoint, Event, Receipt, Role, Seat
from makegood.engagements.record.anchoring import PARTIES
from makegood.phases.acceptance.models import Submission, SubmissionState, Verb
from makegood.phases.acceptance.queries.handing_in.submissions import is_retest
from makegood.phases.agreement.queries import terms_of
from makegood.rules.calendars.agreement import Submission as Timed
from makegood.rules.calendars.agreement import acceptance_clock
from makegood.rules.calendars.clock import Clock
from makegood.rules.ledger import tree
from makegood.rules.ledger.handed_in import SCHEMA

ANSWERED = {
    Verb.ACCEPTED: "it was accepted",
    Verb.REJECTED: "it was sent back to be fixed",
    Verb.SILENT: "silence counted as yes",
    Verb.ANYWAY: "it was paid anyway",
}


def receipt_file(submission: Submission) -> dict[str, object]:
    """What arrived, the leaf that says so, its proof, and the checkpoint: enough to hold the other side to it.

    `checkpoint` is empty until the key process has signed it; until then it holds nobody to anything.
    """
    event = submission.receipt_event
    assert event is not None
    checkpoint = checkpoint_of(submission)
    return {
        "schema": SCHEMA,
        "engagement": str(event.engagement_id),
        "received": json.loads(bytes(event.payload)) if event.payload is not None else None,
        "payload": _text(event.payload),
        "nonce": _text(event.nonce),
        "leaf": _text(event.leaf),
        "index": event.index,
        "claimed_at": event.at.isoformat(),
        "tree_size": event.index + 1,
        "root": _text(checkpoint.root) if checkpoint else "",
        "proof": [_text(part) for part in _proof(event)],
        "checkpoint": checkpoint.note if checkpoint else "",
    }


def checkpoint_of(submission: Submission) -> Checkpoint | None:
    """The one that was made with the arrival, over it and everything before."""
    event = submission.receipt_event
    assert event is not None
    return Checkpoint.objects.filter(engagement=event.engagement_id, size=event.index + 1).first()


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What one person of the two sides has of the receipt. `sent` by mail, `taken` where they fetched it themselves.

    `failed`: what the mail server answered, where no mail with it was ever taken.
    """

    who: str
    is_partner: bool
    sent: datetime | None = None
    taken: datetime | None = None
    failed: str = ""

    @property
    def is_held(self) -> bool:
        return self.sent is not None or self.taken is not None


def held_of(submission: Submission) -> list[Held]:
    """Each person of the two sides, the owner's first; three queries. One over more entries holds this, too."""
    event = submission.receipt_event
    if event is None:
        return []
    seats = Seat.objects.filter(engagement=event.engagement_id, role__in=PARTIES).select_related("user")
    living = set(seats.live().values_list("pk", flat=True))
    rows: dict[uuid.UUID, list[Receipt]] = {}
    found = Receipt.objects.filter(checkpoint__engagement=event.engagement_id, checkpoint__size__gt=event.index)
    for receipt in found.order_by("checkpoint__size"):
        rows.setdefault(receipt.holder_id, []).append(receipt)
    people = {seat.user_id: seat for seat in sorted(seats, key=lambda seat: (seat.role != Role.OWNER, str(seat.user)))}
    told = [(seat, _held(seat, rows.get(user, []))) for user, seat in people.items()]
    return [one for seat, one in told if one.is_held or seat.pk in living]


def _held(seat: Seat, receipts: Sequence[Receipt]) -> Held:
    sent = min((one.sent for one in receipts if one.sent), default=None)
    taken = min((one.taken for one in receipts if one.taken), default=None)
    failed = "" if sent else next((one.failed for one in reversed(receipts) if one.failed), "")
    is_partner = seat.role == Role.PARTNER
    return Held(who=str(seat.user), is_partner=is_partner, sent=sent, taken=taken, failed=failed)


def said_of_receipt(submission: Submission, held: Sequence[Held]) -> str:
    """Who holds it, as one sentence or two: a hand-in that both sides hold can be denied by neither (H15)."""
    engagement = submission.milestone.agreement.engagement
    missing = list(_without(held, str(engagement.owner_company), str(engagement.partner)))
    if not missing:
        return "Both sides hold the receipt: neither can deny what was handed in, or when."
    return f"{' and '.join(missing)} {'does' if len(missing) == 1 else 'do'} not hold the receipt yet."


def _without(held: Sequence[Held], owner: str, partner: str) -> Iterator[str]:
    for side, is_partner in ((owner, False), (partner, True)):
        if not any(one.is_held for one in held if one.is_partner is is_partner):
            yield side


def _proof(event: Event) -> list[bytes]:
    """The audit path of the leaf in the tree that ends with it (RFC 6962, 2.1.1)."""
    rows = Event.objects.filter(engagement=event.engagement_id, index__lte=event.index).order_by("index")
    hashes = [tree.leaf_hash(bytes(leaf)) for leaf in rows.values_list("leaf", flat=True)]
    return list(tree.inclusion_proof(hashes, event.index))


def _text(content: bytes | memoryview | None) -> str:
    return base64.b64encode(bytes(content)).decode("ascii") if content is not None else ""


def clock_of(submission: Submission) -> Clock:
    """The owner's clock for this hand-in. Not started while the code has not arrived; stopped by what came after."""
    agreement = submission.milestone.agreement
    complete = submission.complete_at
    timed = Timed(str(submission), complete, complete, complete, retest=is_retest(submission))
    clock = acceptance_clock(timed, terms_of(agreement))
    if hasattr(submission, "decision"):
        return clock.stop(submission.decision.at, ANSWERED[Verb(submission.decision.verb)])
    if submission.state == SubmissionState.REPLACED and complete is not None:
        return clock.stop(complete, "a new version was handed in")
    return clock
