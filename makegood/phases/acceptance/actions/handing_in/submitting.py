"""Handing in a part: prepared, confirmed, and complete once the owner's copy holds what the receipt names (H8, H15)."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from makegood import durable
from makegood.accounts.models import User
from makegood.engagements.events import record
from makegood.engagements.intents import Content, Deed, Done, Question, Refused
from makegood.engagements.models import Engagement, Event, Intent, Strength
from makegood.engagements.permissions import Act
from makegood.phases.acceptance.actions.handing_in.completing import run_id_of
from makegood.phases.acceptance.actions.handing_in.receiving import take_in
from makegood.phases.acceptance.models import CodeSource, Submission, SubmissionState
from makegood.phases.acceptance.queries.handing_in.submissions import (
    handed_in_for,
    is_accepted,
    submissions_of,
    why_not_handed_in,
)
from makegood.phases.agreement.models import AgreementState, Milestone


def _ask(engagement: Engagement, content: Content) -> Question:
    source = content["upload_name"] or content["url"]
    points = [
        ("Part", str(content["title"])),
        ("Code", str(source)),
        ("Revision", str(content["revision"] or "the newest one")),
    ]
    if content["address"]:
        points.append(("Running at", str(content["address"])))
    return Question(
        title="Hand in this part",
        sentence=(
            f"{engagement.owner_company} gets a copy of the code and keeps it. It is inspected by the checklist you "
            "both signed. Their clock starts when the code has arrived whole, and you both hold the receipt."
        ),
        button="Hand it in",
        points=tuple(points),
    )


def _perform(intent: Intent, content: Content, event: Event) -> Done:
    engagement = event.engagement
    milestone = _open_milestone(engagement, str(content["milestone"]))
    source = _source(engagement, str(content["source"]))
    if source is None and not content["upload"]:
        raise Refused("This repository was taken away meanwhile. Please say again where the code comes from.")
    rows = submissions_of(engagement)
    submission = Submission.objects.create(
        milestone=milestone,
        round=(handed_in_for(milestone).aggregate(Max("round"))["round__max"] or 0) + 1,
        number=(rows.aggregate(Max("number"))["number__max"] or 0) + 1,
        source=source,
        upload=str(content["upload"]),
        upload_name=str(content["upload_name"]),
        asked_revision=str(content["revision"]),
        address=str(content["address"]),
        notes=str(content["notes"]),
        by=intent.user,
        at=event.at,
        event=event,
    )
    _begin(submission)
    path = reverse("acceptance:handed_in", args=[engagement.pk, submission.pk])
    return Done(next=path)


def _open_milestone(engagement: Engagement, id: str) -> Milestone:
    """Looked at anew, and held: two hand-ins of one part come one after the other."""
    found = (
        Milestone.objects.select_for_update(of=("self",))
        .select_related("agreement__engagement")
        .filter(pk=uuid.UUID(id), agreement__engagement=engagement, agreement__state=AgreementState.SIGNED)
        .first()
    )
    if found is None:
        raise Refused("The agreement was changed meanwhile. Please begin with the part as it is agreed now.")
    if because := why_not_handed_in(found):
        raise Refused(because)
    return found


def _source(engagement: Engagement, id: str) -> CodeSource | None:
    return CodeSource.objects.filter(engagement=engagement, ended=None, pk=uuid.UUID(id)).first() if id else None


def _begin(submission: Submission) -> None:
    durable.enqueue_after_commit(take_in, run_id_of(submission), str(submission.pk))


def fetch_again(*, submission: Submission, asked_by: User) -> Submission:
    """Tries once more to fetch what could not be fetched; the same hand-in, under the same number."""
    with transaction.atomic():
        row = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
        if row.state != SubmissionState.INCOMPLETE or is_accepted(row.milestone):
            return row
        row.state, row.problem, row.tries = SubmissionState.FETCHING, "", row.tries + 1
        row.save(update_fields=["state", "problem", "tries"])
        record(
            engagement=row.milestone.agreement.engagement,
            kind="submission.asked_again",
            payload={"submission": str(row.pk), "try": row.tries},
            actor=asked_by,
            subject=row.pk,
        )
        _begin(row)
    return row


HAND_IN = Deed(kind="submission.made", act=Act.SUBMIT, needs=Strength.PASSWORD, ask=_ask, perform=_perform)
