"""The whole copy of the code as one git bundle, made when the owner asks: the owner always holds the code."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import transaction

from makegood import durable
from makegood.accounts.models import User
from makegood.engagements.events import record
from makegood.engagements.models import Event
from makegood.inspections.copies import bundles
from makegood.inspections.copies.places import mirror_of
from makegood.phases.acceptance.models import Submission

BUNDLES = durable.Queue("bundles", at_once=1)
TAKEN_AWAY = "code.taken_away"


def bundle_path(submission: Submission) -> Path:
    """One file for each delivery: everything that lay in the copy when it arrived, all branches and our tags."""
    engagement = submission.milestone.agreement.engagement_id
    return Path(settings.MAKEGOOD_HOME) / "bundles" / str(engagement) / f"{submission.number}.bundle"


def bundle_of(submission: Submission) -> Path | None:
    path = bundle_path(submission)
    return path if path.exists() else None


def run_id_of(submission: Submission, asked: Event) -> str:
    """Each asking is a run of its own: one that failed can be asked for again."""
    return f"bundle-{submission.pk}-{asked.index}"


def last_run(submission: Submission) -> durable.Status | None:
    """None where nobody asked, and where the database of the work cannot be asked."""
    asked = Event.objects.filter(kind=TAKEN_AWAY, subject=submission.pk).order_by("-index").first()
    try:
        return durable.status(run_id_of(submission, asked)) if asked else None
    except durable.WorkUnavailable:
        return None


def ask_for_bundle(*, submission: Submission, asked_by: User) -> None:
    """Does nothing while one is being made."""
    last = last_run(submission)
    if last is not None and not last.ended:
        return
    with transaction.atomic():
        asked = record(
            engagement=submission.milestone.agreement.engagement,
            kind=TAKEN_AWAY,
            payload={"number": submission.number, "revision": submission.revision},
            actor=asked_by,
            subject=submission.pk,
        )
        durable.enqueue_after_commit(make_bundle, run_id_of(submission, asked), str(submission.pk))


@durable.workflow("acceptance.make_bundle", queue=BUNDLES)
def make_bundle(submission_id: str) -> None:
    write_bundle(submission_id)


@durable.step(tries=2)
def write_bundle(submission_id: str) -> None:
    """Whole or not at all; older ones of the engagement are removed."""
    row = Submission.objects.select_related("milestone__agreement__engagement").get(pk=submission_id)
    path = bundle_path(row)
    if path.exists():
        return
    bundles.write_bundle(mirror_of(row.milestone.agreement.engagement), row.revision, path)
    for old in path.parent.glob("*.bundle"):
        if old != path:
            old.unlink(missing_ok=True)
