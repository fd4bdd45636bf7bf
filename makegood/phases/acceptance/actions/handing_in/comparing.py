"""The running address once more, after the inspection and before the gate may open (H8)."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from django.db import transaction

from makegood import durable
from makegood.connectors.outbound import Comparison, Head, OutboundRefused, head_of, served_at
from makegood.engagements.events import record
from makegood.inspections.copies.places import mirror_of
from makegood.inspections.copies.served import CannotHold, Held, hold, names_of
from makegood.inspections.models import State
from makegood.phases.acceptance.actions.handing_in import receiving
from makegood.phases.acceptance.models import Answered, Link, Submission
from makegood.phases.acceptance.queries.handing_in.submissions import last_accepted

log = logging.getLogger("makegood.acceptance")

ENOUGH = 2
"""Files of the same bytes; one alone may be in any program (a library, a licence)."""
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
    """{answered, parts}: the answer beside the one of the hand-in; where there is one, {link, files} of `_linked`."""
    row = Submission.objects.select_related("milestone__agreement__engagement").get(pk=submission_id)
    try:
        after = head_of(row.address, receiving.outbound())
    except OutboundRefused as refused:
        return {"answered": Answered.UNREACHABLE.value, "parts": [str(refused)]}
    if not row.address_head:
        return {"answered": Answered.UNSEEN.value, "parts": []}
    found = Comparison.of(Head.from_json(row.address_head), after)
    return {"answered": OUTCOMES[found.outcome].value, "parts": list(found.parts), **_linked(row)}


def _linked(row: Submission) -> dict[str, object]:
    """{link, files}: what the address serves, held against the revision in the owner's copy."""
    engagement = row.milestone.agreement.engagement
    mirror = mirror_of(engagement)
    accepted = last_accepted(engagement, row)
    try:
        served = served_at(row.address, receiving.outbound(), first=names_of(mirror, row.revision))
        files = {file.path: file.content for file in served.files}
        held = hold(mirror, row.revision, files, accepted.revision if accepted else "")
    except (OutboundRefused, CannotHold) as refused:
        log.warning("nothing of %s could be held against the code: %s", row.pk, refused)
        return {"link": Link.NOTHING.value, "files": {}}
    named = [id for id in served.named if id != row.revision]
    said = {"same": list(held.same), "known": list(held.known), "differ": list(held.differ), "named": named}
    return {"link": link_of(held, named).value, "files": said}


def link_of(held: Held, named: Sequence[str]) -> Link:
    """One file with other bytes, or another revision that it names, speaks louder than any number of equal files."""
    if held.differ or named:
        return Link.CONTRADICTED
    if len(held.same) < ENOUGH:
        return Link.NOTHING
    return Link.LINKED if len(held.known) < len(held.same) else Link.EITHER


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
        row.address_link = str(found.get("link", ""))
        files = found.get("files")
        row.address_files = files if isinstance(files, dict) else {}
        row.save(
            update_fields=["address_compared", "address_answered", "address_parts", "address_link", "address_files"]
        )


@durable.tick("acceptance.compare_addresses", every=15)
def compare_addresses() -> None:
    """Hand-ins with an address whose inspection has ended."""
    due = Submission.objects.exclude(address="").filter(address_compared=None, inspection__state=State.DONE)
    rows = due.values_list("pk", flat=True)[:200]
    durable.enqueue_forgotten(compare_address, {f"address-{id}": str(id) for id in rows})
