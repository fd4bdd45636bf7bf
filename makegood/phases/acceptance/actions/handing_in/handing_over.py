"""Handing the receipt of a hand-in to whoever fetches it: from then on they can hold the other side to it (H15)."""

from __future__ import annotations

from makegood.accounts.models import User
from makegood.engagements.intents import Refused
from makegood.engagements.record.anchoring import sign_checkpoints, take_receipt
from makegood.phases.acceptance.models import Submission
from makegood.phases.acceptance.queries.handing_in.receipts import checkpoint_of, receipt_file

UNSIGNED = (
    "The receipt is not signed yet: the process that keeps the signing key does not answer. Try again in a minute; "
    "what was handed in stands in the record all the same."
)


def hand_over_receipt(*, submission: Submission, to: User) -> dict[str, object]:
    """The receipt's file; that they fetched it is kept, with the first time. Raises Refused while it is not signed."""
    checkpoint = checkpoint_of(submission)
    if checkpoint is not None and not checkpoint.note:
        sign_checkpoints()
        checkpoint.refresh_from_db()
    if checkpoint is None or not checkpoint.note:
        refused = checkpoint.refused if checkpoint is not None else ""
        raise Refused(f"The receipt is not signed. {refused}" if refused else UNSIGNED)
    take_receipt(checkpoint=checkpoint, by=to)
    return receipt_file(submission)
