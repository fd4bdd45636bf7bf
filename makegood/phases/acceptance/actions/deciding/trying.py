"""Acceptance scripts: proposed by one side, agreed by the other, tried by people; and sessions of exploring."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from makegood.accounts.models import User
from makegood.connectors.uploads import receive
from makegood.engagements.events import record
from makegood.engagements.intents import Refused
from makegood.engagements.models import Engagement
from makegood.engagements.permissions import Standing
from makegood.inspections.filing import evidence_folder, shown_name
from makegood.inspections.models import EvidenceFile
from makegood.phases.acceptance.models import Charter, Script, ScriptResult, Submission, SubmissionState
from makegood.phases.agreement.models import Milestone

PICTURES = ("png", "jpeg", "webp")
MOST_SCRIPTS = 50
"""Of one part: nobody tries more by hand in the agreed days."""


def propose_script(
    *, standing: Standing, milestone: Milestone, title: str, steps: str, expected: str, must: bool
) -> Script:
    """The side that proposes it has agreed; it holds a payment once the other one did, too. Raises Refused."""
    now = timezone.now()
    with transaction.atomic():
        engagement = Engagement.objects.select_for_update().get(pk=standing.engagement.pk)
        rows = Script.objects.filter(milestone__line=milestone.line, dropped=None)
        if rows.count() >= MOST_SCRIPTS:
            raise Refused(f"This part has {MOST_SCRIPTS} scripts, the most; drop one first.")
        script = Script(
            milestone=milestone,
            position=(rows.aggregate(Max("position"))["position__max"] or 0) + 1,
            title=title,
            steps=steps,
            expected=expected,
            must=must,
            proposed_by=standing.user,
            owner_agrees=now if standing.is_owner else None,
            partner_agrees=now if standing.is_partner else None,
        )
        script.event = record(
            engagement=engagement,
            kind="script.proposed",
            payload={**_said(script), "script": str(script.pk)},
            actor=standing.user,
            subject=script.pk,
        )
        script.save(force_insert=True)
    return script


def _said(script: Script) -> dict[str, object]:
    return {
        "milestone": str(script.milestone_id),
        "title": script.title,
        "steps": script.steps,
        "expected": script.expected,
        "must": script.must,
    }


def agree_script(*, standing: Standing, script: Script) -> None:
    """One side's yes. With both it holds the payment of every round that is not decided yet, where it must work."""
    _change(standing, script, "agreed")


def drop_script(*, standing: Standing, script: Script) -> None:
    """Taken away: before both agreed, by either side. Afterwards it is part of what was agreed. Raises Refused."""
    _change(standing, script, "dropped")


def _change(standing: Standing, script: Script, what: str) -> None:
    with transaction.atomic():
        engagement = Engagement.objects.select_for_update().get(pk=standing.engagement.pk)
        row = Script.objects.get(pk=script.pk)
        side = "owner" if standing.is_owner else "partner"
        if what == "dropped" and row.agreed:
            raise Refused("Both agreed on this script, so one side alone cannot take it away.")
        if row.dropped or (what == "agreed" and getattr(row, f"{side}_agrees")):
            return
        event = record(
            engagement=engagement,
            kind=f"script.{what}",
            payload={**_said(row), "script": str(row.pk), "side": side},
            actor=standing.user,
            subject=row.pk,
        )
        setattr(row, "dropped" if what == "dropped" else f"{side}_agrees", event.at)
        row.agreed = row.owner_agrees is not None and row.partner_agrees is not None
        row.save()


def keep_picture(*, engagement: Engagement, chunks: Iterable[bytes], name: str, by: User) -> str:
    """The digest of a screenshot, stripped and kept as evidence. Raises UploadRefused with one sentence."""
    kept = receive(chunks, evidence_folder(), PICTURES)
    EvidenceFile.objects.get_or_create(
        engagement=engagement,
        digest=kept.digest,
        defaults={
            "name": shown_name(name, kept.kind),
            "media_type": kept.kind.media_type,
            "size": kept.size,
            "filed_by": by,
        },
    )
    return kept.digest


def record_result(
    *, standing: Standing, submission: Submission, script: Script, result: str, seen: str, picture: str
) -> ScriptResult:
    """`result`: works, broken or not_tried; the latest of a round counts. Raises Refused for one that is over."""
    with transaction.atomic():
        engagement = _open(standing, submission)
        event = record(
            engagement=engagement,
            kind="script.tried",
            payload={
                "script": str(script.pk),
                "title": script.title,
                "submission": str(submission.pk),
                "content_digest": submission.content_digest,
                "result": result,
                "seen": seen,
                "picture": picture,
            },
            actor=standing.user,
            subject=script.pk,
        )
        return ScriptResult.objects.create(
            script=script,
            submission=submission,
            result=result,
            seen=seen,
            picture=picture,
            by=standing.user,
            event=event,
        )


def record_charter(
    *, standing: Standing, submission: Submission, mission: str, minutes: int, found: str, picture: str
) -> Charter:
    """What came up holds nothing by itself: it becomes a script, or a letter. Raises Refused for one that is over."""
    with transaction.atomic():
        engagement = _open(standing, submission)
        charter = Charter(submission=submission, mission=mission, minutes=minutes, found=found, picture=picture)
        charter.by = standing.user
        charter.event = record(
            engagement=engagement,
            kind="charter.recorded",
            payload={
                "charter": str(charter.pk),
                "submission": str(submission.pk),
                "mission": mission,
                "minutes": minutes,
                "found": found,
                "picture": picture,
            },
            actor=standing.user,
            subject=charter.pk,
        )
        charter.save(force_insert=True)
    return charter


def _open(standing: Standing, submission: Submission) -> Engagement:
    engagement = Engagement.objects.select_for_update().get(pk=standing.engagement.pk)
    row = Submission.objects.select_related("decision").get(pk=submission.pk)
    if row.state != SubmissionState.COMPLETE or hasattr(row, "decision"):
        raise Refused("This round was answered, or replaced by a later one; try the newest one.")
    return engagement


def script_of(engagement: Engagement, script_id: uuid.UUID) -> Script:
    """Raises Script.DoesNotExist for one of another engagement, too."""
    return Script.objects.select_related("milestone__agreement").get(
        pk=script_id, milestone__agreement__engagement=engagement, dropped=None
    )
