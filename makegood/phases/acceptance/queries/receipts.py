"""The receipt that both sides hold of a hand-in (security.md H15), and the clock that it starts."""

from __future__ import annotations

import base64
import json

from makegood.engagements.models import Checkpoint, Event
from makegood.phases.acceptance.models import Submission, SubmissionState, Verb
from makegood.phases.acceptance.queries.submitting import is_retest
from makegood.phases.agreement.queries import terms_of
from makegood.rules.calendars.agreement import Submission as Timed
from makegood.rules.calendars.agreement import acceptance_clock
from makegood.rules.calendars.clock import Clock
from makegood.rules.ledger import tree

SCHEMA = "makegood.receipt/1"
ANSWERED = {
    Verb.ACCEPTED: "it was accepted",
    Verb.REJECTED: "it was sent back to be fixed",
    Verb.SILENT: "silence counted as yes",
    Verb.ANYWAY: "it was paid anyway",
}


def receipt_file(submission: Submission) -> dict[str, object]:
    """What arrived, the leaf that says so, its proof, and the checkpoint: enough to hold the other side to it.

    `checkpoint` is empty until the key process has signed it; the proof holds without it.
    """
    event = submission.receipt_event
    assert event is not None
    checkpoint = Checkpoint.objects.filter(engagement=event.engagement_id, size=event.index + 1).first()
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
