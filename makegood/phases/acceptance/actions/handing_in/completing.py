"""What arrived is written down with its receipt; what did not starts no clock (H8, H15)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from makegood.engagements.events import now_in, record
from makegood.engagements.models import Engagement
from makegood.inspections.actions import ask_for_inspection
from makegood.inspections.copies.places import mirror_of
from makegood.phases.acceptance.models import Submission, SubmissionState
from makegood.phases.acceptance.queries.handing_in.submissions import (
    handed_in_for,
    is_accepted,
    is_retest,
    last_accepted,
)
from makegood.phases.agreement.queries import rule_book_of, terms_of
from makegood.rules.calendars.agreement import Submission as Timed
from makegood.rules.calendars.agreement import acceptance_clock

ACCEPTED_MEANWHILE = "The part was accepted in an earlier round before this one arrived, so there is nothing to check."


def run_id_of(submission: Submission) -> str:
    return f"submission-{submission.pk}.{submission.tries}"


def complete_submission(*, submission: Submission, received: dict[str, object], head: dict[str, object]) -> bool:
    """What arrived is written down with its receipt, the clock starts, the inspection is asked for: one transaction.

    `received`: revision, digest, tag, history, left_out. False where that was done, a later one replaced it,
    or the part was accepted meanwhile: then it is left with that sentence, without a clock and uninspected.
    """
    with transaction.atomic():
        # The row that every answer takes first: the part is accepted before this or after it, never beside it.
        Engagement.objects.select_for_update().get(pk=submission.milestone.agreement.engagement_id)
        row = (
            Submission.objects.select_for_update(of=("self",))
            .select_related("milestone__agreement__engagement", "milestone__rule_book")
            .get(pk=submission.pk)
        )
        if row.state != SubmissionState.FETCHING:
            return False
        if is_accepted(row.milestone):
            leave_incomplete(submission=row, problem=ACCEPTED_MEANWHILE)
            return False
        rule_book_of(row.milestone)  # refuses one that is not as it was signed
        _take_over(row, received, head)
        engagement = row.milestone.agreement.engagement
        event = record(
            engagement=engagement,
            kind="submission.complete",
            payload=receipt_of(row),
            actor=None,
            subject=row.pk,
            anchored=True,
        )
        row.receipt_event, row.complete_at = event, event.at
        row.state, row.silence_at = SubmissionState.COMPLETE, silence_at(row, now_in(engagement))
        replaced = handed_in_for(row.milestone).filter(round__lt=row.round, decision__isnull=True)
        replaced.exclude(state=SubmissionState.REPLACED).update(state=SubmissionState.REPLACED)
        row.inspection = ask_for_inspection(
            engagement=engagement,
            mirror=mirror_of(engagement),
            rule_book=bytes(row.milestone.rule_book.content),
            asked_by=row.by,
            revision=row.revision,
            since=accepted.revision if (accepted := last_accepted(engagement, row)) else "",
            content_digest=row.content_digest,
            occasion=str(row),
            allow_run=row.milestone.agreement.allow_run,
        )
        row.save()
    return True


def _take_over(row: Submission, received: dict[str, object], head: dict[str, object]) -> None:
    left_out = received["left_out"]
    row.revision, row.tag = str(received["revision"]), str(received["tag"])
    row.content_digest = str(received["digest"]).removeprefix("sha256:")
    row.history = received["history"] is True
    row.left_out = left_out[:200] if isinstance(left_out, list) else []
    row.address_print, row.address_head = str(head.get("print", "")), head.get("head") or {}


def receipt_of(row: Submission) -> dict[str, object]:
    """What both sides hold: who handed in what, when it was confirmed, and the digests that are in the owner's copy."""
    return {
        "submission": str(row.pk),
        "milestone": str(row.milestone_id),
        "title": row.milestone.title,
        "round": row.round,
        "number": row.number,
        "handed_in": row.at.isoformat(),
        "by": str(row.by_id),
        "revision": row.revision,
        "content_digest": f"sha256:{row.content_digest}",
        "tag": row.tag,
        "history": row.history,
        "upload": row.upload,
        "address": row.address,
        "address_print": row.address_print,
    }


def silence_at(row: Submission, complete: datetime) -> datetime | None:
    """When silence counts as yes, by the agreement's clock; None where it never does."""
    agreement = row.milestone.agreement
    if not agreement.silence_counts:
        return None
    timed = Timed(str(row), complete, complete, complete, retest=is_retest(row))
    return acceptance_clock(timed, terms_of(agreement)).ends


def leave_incomplete(*, submission: Submission, problem: str) -> None:
    """Nothing arrived, or not whole: no clock starts, and both sides see why."""
    with transaction.atomic():
        row = (
            Submission.objects.select_for_update(of=("self",))
            .select_related("milestone__agreement__engagement")
            .get(pk=submission.pk)
        )
        if row.state != SubmissionState.FETCHING:
            return
        row.state, row.problem = SubmissionState.INCOMPLETE, problem
        row.save(update_fields=["state", "problem"])
        record(
            engagement=row.milestone.agreement.engagement,
            kind="submission.incomplete",
            payload={"submission": str(row.pk), "because": problem, "try": row.tries},
            actor=None,
            subject=row.pk,
        )
