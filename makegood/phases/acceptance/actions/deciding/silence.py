"""Silence: the owner is told five and two business days before it would count as yes; then it counts, once (H17).

A submission that is not complete has no clock, and one that was replaced has none any more (H15).
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from makegood import durable
from makegood.engagements.events import now_in, record
from makegood.engagements.models import Engagement, Event
from makegood.phases.acceptance.actions.deciding.answering import about, gate_of, record_decision
from makegood.phases.acceptance.models import Decision, Submission, SubmissionState, Verb
from makegood.phases.acceptance.queries.deciding.page import page_of
from makegood.phases.acceptance.queries.handing_in.receipts import clock_of
from makegood.phases.acceptance.queries.handing_in.submissions import ACCEPTED, accepted_for
from makegood.rules.calendars.clock import ALARM_DAYS, Alarm, alarms_due

BY_SILENCE = "submission.accepted_by_silence"
ALARMS = {days: f"alarm.silence_in_{days}_days" for days in ALARM_DAYS}
AT_ONCE = 200

log = logging.getLogger("makegood.acceptance")


@durable.tick("acceptance.silence", every=60)
def watch_silence() -> None:
    """Nobody may miss it because a worker was away: after an outage the most urgent alarm alone is sent."""
    rows = list(_running().exclude(milestone__agreement__engagement__in=Engagement.objects.staged())[:AT_ONCE])
    sent = _sent(rows)
    for row in rows:
        try:
            _watch(row, sent.get(row.pk, ()))
        except Exception:  # a hand-in that cannot be read must not keep the alarms of others from being rung
            log.exception("The clock of submission %s could not be looked at", row.pk)


def _watch(row: Submission, sent: Iterable[int]) -> None:
    if row.silence_at is not None and now_in(row.milestone.agreement.engagement) > row.silence_at:
        count_silence(submission=row)
    else:
        ring(submission=row, sent=sent)


def _running() -> QuerySet[Submission]:
    """With the owner, undecided, and of a part of which no round is accepted; soonest first."""
    accepted = Decision.objects.filter(submission__milestone__line=OuterRef("milestone__line"), verb__in=ACCEPTED)
    rows = Submission.objects.filter(state=SubmissionState.COMPLETE, silence_at__isnull=False, decision=None)
    return rows.exclude(Exists(accepted)).select_related("milestone__agreement__engagement").order_by(F("silence_at"))


def _sent(rows: Iterable[Submission]) -> dict[uuid.UUID, list[int]]:
    days = {kind: number for number, kind in ALARMS.items()}
    found: dict[uuid.UUID, list[int]] = {}
    events = Event.objects.filter(subject__in=[row.pk for row in rows], kind__in=days)
    for subject, kind in events.values_list("subject", "kind"):
        if subject is not None:
            found.setdefault(subject, []).append(days[kind])
    return found


def ring(*, submission: Submission, sent: Iterable[int] = ()) -> Alarm | None:
    """Records the alarm whose time has come; notices tell it by mail and on the page. None where none is due."""
    engagement = submission.milestone.agreement.engagement
    due = alarms_due(clock_of(submission), now_in(engagement), sent)
    if not due:
        return None
    alarm = due[0]
    with transaction.atomic():
        Engagement.objects.select_for_update().get(pk=engagement.pk)
        kind = ALARMS[alarm.days_before]
        if Event.objects.filter(subject=submission.pk, kind=kind).exists():
            return None
        if not _running().filter(pk=submission.pk).exists():
            return None
        record(
            engagement=engagement,
            kind=kind,
            payload={
                "submission": str(submission.pk),
                "title": submission.milestone.title,
                "amount_cents": submission.milestone.amount_cents,
                "says": alarm.sentence,
                "until": submission.silence_at.isoformat() if submission.silence_at else "",
            },
            actor=None,
            subject=submission.pk,
        )
    return alarm


def count_silence(*, submission: Submission) -> Decision | None:
    """Writes down that silence counted as yes, with the gate's word at this moment. None where it was answered."""
    engagement = submission.milestone.agreement.engagement
    with transaction.atomic():
        # The same row as every deed takes: whoever confirms at this moment comes before or after, never beside.
        locked = Engagement.objects.select_for_update().get(pk=engagement.pk)
        row = _running().filter(pk=submission.pk).first()
        if row is None or row.silence_at is None or now_in(locked) <= row.silence_at:
            return None
        page = page_of(row.milestone, row)
        assert page.decided is not None
        event = record(
            engagement=locked,
            kind=BY_SILENCE,
            payload={
                **about(row),
                "silence_at": row.silence_at.isoformat(),
                "gate": gate_of(page.decided),
                "accepted_for": accepted_for(row),
            },
            actor=None,
            subject=row.pk,
            anchored=True,
        )
        return record_decision(page, event, Verb.SILENT)
