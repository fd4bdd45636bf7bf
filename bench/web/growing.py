"""An engagement that goes on: more parts, more rounds of each, and what was asked for, released and paid."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

from django.db.models import F, Max

from makegood.accounts.models import User
from makegood.engagements.models import Engagement, Event
from makegood.inspections.models import Inspection
from makegood.phases.acceptance.models import (
    Decision,
    Payment,
    PaymentRequest,
    Release,
    RequestLine,
    Submission,
    SubmissionState,
    Verb,
)
from makegood.phases.agreement.models import Agreement, AgreementState, Milestone, RuleBook
from tests.web.acceptance.built import event_of
from tests.web.rows import World

CENTS = 100_000


def go_on(world: World, *, parts: int, rounds: int) -> None:
    """So many parts more in each agreement, and in the signed one all that became of them; so many rounds more of each
    part that was handed in, all sent back."""
    engagement = Engagement.objects.get(pk=world.engagement.pk)
    for agreement in engagement.agreements.all():
        new = [_part(agreement) for _ in range(parts)]
        if agreement.state == AgreementState.SIGNED:
            event = event_of(engagement, "bench.went_on", world.cast.pat)
            for milestone in new:
                _accept(milestone, world.cast.olivia, event)
                _pay(milestone, world, event)
            for milestone in agreement.milestones.filter(submissions__state=SubmissionState.COMPLETE).distinct():
                _send_back(milestone, world.cast.pat, event, rounds)


def _part(agreement: Agreement) -> Milestone:
    position = (agreement.milestones.aggregate(most=Max("position"))["most"] or 0) + 1
    made = Milestone.objects.create(
        agreement=agreement, position=position, title=f"Part {position}", amount_cents=CENTS, promise="It works."
    )
    known = RuleBook.objects.filter(milestone__agreement=agreement).first()
    if known is not None:
        RuleBook.objects.create(milestone=made, base=known.base, content=known.content, digest=known.digest)
    return made


def _handed_in(milestone: Milestone, by: User, event: Event, number: int, inspection: Inspection | None) -> Submission:
    return Submission.objects.create(
        milestone=milestone,
        round=number,
        state=SubmissionState.COMPLETE,
        revision=f"{number:040x}",
        content_digest=hashlib.sha256(f"{milestone.pk}{number}".encode()).hexdigest(),
        by=by,
        at=event.at - timedelta(days=20),
        complete_at=event.at - timedelta(days=20),
        event=event,
        inspection=inspection,
    )


def _decide(submission: Submission, by: User, event: Event, verb: Verb) -> None:
    Decision.objects.create(
        submission=submission,
        verb=verb,
        gate_state="open" if verb == Verb.ACCEPTED else "held",
        because="As the items came out.",
        content_digest=submission.content_digest,
        by=by,
        at=submission.at + timedelta(days=1),
        event=event,
    )


def _accept(milestone: Milestone, by: User, event: Event) -> None:
    _decide(_handed_in(milestone, by, event, 1, None), by, event, Verb.ACCEPTED)


def _send_back(milestone: Milestone, by: User, event: Event, rounds: int) -> None:
    """Before what was handed in already, which stays the last."""
    inspection = next((one.inspection for one in milestone.submissions.exclude(inspection=None)), None)
    for one in milestone.submissions.order_by("-round"):
        Submission.objects.filter(pk=one.pk).update(round=F("round") + rounds)
    for number in range(1, rounds + 1):
        _decide(_handed_in(milestone, by, event, number, inspection), by, event, Verb.REJECTED)


def _pay(milestone: Milestone, world: World, event: Event) -> None:
    agreement, cast = milestone.agreement, world.cast
    number = (PaymentRequest.objects.filter(agreement=agreement).aggregate(most=Max("number"))["most"] or 0) + 1
    at = {"at": event.at - timedelta(days=10), "event": event}
    request = PaymentRequest.objects.create(
        agreement=agreement,
        number=number,
        kind="part",
        period_to=date.today(),
        due_cents=CENTS,
        held_back_cents=0,
        by=cast.pat,
        **at,
    )
    RequestLine.objects.create(
        request=request, milestone=milestone, previous_cents=0, this_cents=CENTS, held_back_cents=0
    )
    release = Release.objects.create(
        request=request,
        amount_cents=CENTS,
        parts={str(milestone.line): CENTS},
        payee=agreement.engagement.payees.filter(since__isnull=False).first(),
        pay_by=date.today(),
        by=cast.olivia,
        at=event.at,
        event=event_of(agreement.engagement, "bench.released", cast.olivia),
    )
    Payment.objects.create(
        engagement=agreement.engagement,
        release=release,
        amount_cents=CENTS,
        on=date.today(),
        reference=f"wire {number}",
        by=cast.ben,
        **at,
    )
