"""The durable work behind a hand-in: bring the owner's copy up to date, look at the running address, write it down."""

from __future__ import annotations

import hashlib
import json
import logging

from django.utils import timezone

from makegood import durable
from makegood.connectors.outbound import Outbound, OutboundRefused, head_of
from makegood.durable.declaring import stopping
from makegood.engagements.models import Engagement
from makegood.engine import apart
from makegood.inspections.copies.places import mirror_of, mirror_path
from makegood.inspections.origins import NOT_FETCHED, origin_of, said_broken, said_not_fetched
from makegood.phases.acceptance.actions.handing_in.completing import (
    complete_submission,
    leave_incomplete,
    run_id_of,
)
from makegood.phases.acceptance.models import Submission, SubmissionState

log = logging.getLogger("makegood.acceptance")

RECEIVING = durable.Queue("submissions", at_once=2)


@durable.workflow("acceptance.take_in", queue=RECEIVING)
def take_in(submission_id: str) -> None:
    """What the partner can mend is a sentence; no clock starts before all of it arrived."""
    try:
        received = fetch(submission_id)
        head = {} if "problem" in received else look_at_address(submission_id)
        problem = str(received.get("problem") or head.get("problem") or "")
        if not problem:
            write_down(submission_id, received, head)
    except Exception as broken:
        log.exception("The submission %s could not be taken in", submission_id)
        problem = said_broken(broken)
    if problem:
        leave(submission_id, problem)


@durable.step(tries=2)
def fetch(submission_id: str) -> dict[str, object]:
    """The commit and digest that lie under this hand-in's tag; begun again it answers what lies there already."""
    row = _row(submission_id)
    mirror = mirror_path(mirror_of(row.milestone.agreement.engagement))
    try:
        with origin_of(row.source, row.upload, row.upload_name) as origin:
            received = apart.receive(mirror, row.number, origin, ref=row.asked_revision or None)
    except NOT_FETCHED as refused:
        if stopping.is_set():
            raise
        return {"problem": said_not_fetched(row.source.url if row.source else "The repository", refused)}
    return {
        "revision": received.revision,
        "digest": received.digest,
        "tag": received.tag,
        "history": received.history,
        "left_out": list(received.left_out),
    }


@durable.step(tries=2)
def look_at_address(submission_id: str) -> dict[str, object]:
    """What the running address answers now, written down in the receipt; `comparing` asks once more (H8)."""
    row = _row(submission_id)
    if not row.address:
        return {}
    try:
        head = head_of(row.address, outbound()).as_json()
    except OutboundRefused as refused:
        said = f"The running address {row.address} {refused.reason}. The clock starts when it can be opened."
        return {"problem": said}
    content = json.dumps(head, sort_keys=True).encode()
    return {"print": hashlib.sha256(content).hexdigest(), "head": head}


@durable.step(tries=3)
def write_down(submission_id: str, received: dict[str, object], head: dict[str, object]) -> None:
    complete_submission(submission=_row(submission_id), received=received, head=head)


@durable.step(tries=3)
def leave(submission_id: str, problem: str) -> None:
    leave_incomplete(submission=_row(submission_id), problem=problem)


@durable.tick("acceptance.take_in_again", every=60)
def take_in_again() -> None:
    """Hand-ins whose run was never asked for: the process died between the commit and the enqueueing."""
    late = timezone.now() - durable.FORGOTTEN_AFTER
    waiting = Submission.objects.filter(state=SubmissionState.FETCHING, at__lt=late)
    waiting = waiting.exclude(milestone__agreement__engagement__in=Engagement.objects.staged())[:200]
    durable.enqueue_forgotten(take_in, {run_id_of(row): str(row.pk) for row in waiting})


def outbound() -> Outbound:
    """To the world only (H20)."""
    return Outbound()


def _row(submission_id: str) -> Submission:
    return Submission.objects.select_related("milestone__agreement__engagement", "source").get(pk=submission_id)
