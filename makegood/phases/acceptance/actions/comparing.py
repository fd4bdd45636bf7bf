"""The running address once more, after the inspection and before the gate may open (security.md H8)."""

from __future__ import annotations

import logging

from django.db import transaction

from makegood import durable
from makegood.connectors.outbound import Comparison, Head, OutboundRefused, head_of
from makegood.engagements.events import record
from makegood.inspections.models import State
from makegood.phases.acceptance.actions import receiving
from makegood.phases.acceptance.models import Answered, Submission

log = logging.getLogger("makegood.acceptance")

OUTCOMES = {"same": Answered.SAME, "changed": Answered.CHANGED, "unknown": Answered.MOVING}


@durable.workflow("acceptance.compare_address", queue=receiving.RECEIVING)
def compare_address(submission_id: str) -> None:
    """Whatever breaks on our side is an outcome, too: the part must not wait for ever."""
    try:
        found = ask_address(submission_id)
    except Exception:
        log.exception("The address of the submission %s could not be compared", submission_id)
        found = {"answered": Answered.UNSEEN.value, "parts": []}
    keep_comparison(submission_id, found)


@durable.step(tries=2)
def ask_address(submission_id: str) -> dict[str, object]:
    """{answered, parts}: the answer beside the one of the hand-in."""
    row = Submission.objects.get(pk=submission_id)
    try:
        after = head_of(row.address, receiving.outbound())
    except OutboundRefused as refused:
        return {"answered": Answered.UNREACHABLE.value, "parts": [str(refused)]}
    if not row.address_head:
        return {"answered": Answered.UNSEEN.value, "parts": []}
    found = Comparison.of(Head.from_json(row.address_head), after)
    return {"answered": OUTCOMES[found.outcome].value, "parts": list(found.parts)}


@durable.step(tries=3)
def keep_comparison(submission_id: str, found: dict[str, object]) -> None:
    """Written once, with its event."""
    with transaction.atomic():
        row = (
            Submission.objects.select_for_update(of=("self",))
            .select_related("milestone__agreement__engagement")
            .get(pk=submission_id)
        )
        if row.address_compared is not None:
            return
        event = record(
            engagement=row.milestone.agreement.engagement,
            kind="submission.address_compared",
            payload={"submission": str(row.pk), "address": row.address, **found},
            actor=None,
            subject=row.pk,
        )
        row.address_compared, row.address_answered = event.at, str(found["answered"])
        parts = found["parts"]
        row.address_parts = parts if isinstance(parts, list) else []
        row.save(update_fields=["address_compared", "address_answered", "address_parts"])


@durable.tick("acceptance.compare_addresses", every=15)
def compare_addresses() -> None:
    """Hand-ins with an address whose inspection has ended."""
    due = Submission.objects.exclude(address="").filter(address_compared=None, inspection__state=State.DONE)
    rows = {f"address-{id}": str(id) for id in due.values_list("pk", flat=True)[:200]}
    for run_id in set(rows) - durable.known(list(rows)):
        durable.enqueue(compare_address, run_id, rows[run_id])
