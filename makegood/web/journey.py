"""Where an engagement stands: the agreement, then each part, each with the state that its own pages tell more of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.urls import NoReverseMatch, reverse

from makegood.engagements.figures import Step, Tone
from makegood.engagements.permissions import Act, Standing
from makegood.inspections.models import State
from makegood.phases.acceptance.models import Decision, Release, RequestLine, Submission, SubmissionState, Verb
from makegood.phases.agreement.models import Agreement, AgreementState, Milestone
from makegood.web.parts import agreement_of, released_and_paid
from makegood.web.templatetags.face import day, dollars

AGREED = {
    AgreementState.DRAFT: ("Being drafted", Tone.WAIT),
    AgreementState.OFFERED: ("With the partner", Tone.WAIT),
    AgreementState.SIGNED: ("Signed by both", Tone.GOOD),
}
DECIDED = {
    Verb.ACCEPTED: ("Accepted", Tone.GOOD),
    Verb.SILENT: ("Accepted by silence", Tone.GOOD),
    Verb.ANYWAY: ("Paid anyway, not accepted", Tone.BAD),
}
State_ = tuple[str, str]


def journey(standing: Standing) -> Sequence[Step]:
    agreement = agreement_of(standing.engagement)
    steps = [_agreement(standing, agreement)]
    if agreement is not None:
        steps += _parts(standing, agreement)
    return steps


def _agreement(standing: Standing, agreement: Agreement | None) -> Step:
    state, tone = AGREED[AgreementState(agreement.state)] if agreement else ("Not begun", Tone.PLAIN)
    return Step(
        title="The agreement",
        state=state,
        tone=tone,
        hint=f"Since {day(agreement.signed)}" if agreement and agreement.signed else "",
        path=_path("agreement:show", standing),
    )


def _parts(standing: Standing, agreement: Agreement) -> Iterator[Step]:
    milestones = list(Milestone.objects.filter(agreement=agreement))
    latest = {
        submission.milestone_id: submission  # the last round of each
        for submission in Submission.objects.filter(milestone__in=milestones)
        .select_related("decision", "inspection")
        .order_by("round")
    }
    released = {
        line.milestone_id: line.request.release
        for line in RequestLine.objects.filter(milestone__in=milestones, request__release__isnull=False)
        .select_related("request__release")
        .order_by("request__number")
    }
    _, paid = released_and_paid(agreement)
    signed = agreement.state == AgreementState.SIGNED
    for milestone in milestones:
        state, tone = _state(latest.get(milestone.pk), released.get(milestone.pk), paid[milestone.pk])
        yield Step(
            title=f"{milestone.position}. {milestone.title}",
            state=state if signed else "Not agreed yet",
            tone=tone if signed else Tone.PLAIN,
            hint=_hint(standing, milestone),
            path=_path("acceptance:milestone", standing, milestone_id=milestone.pk) if signed else "",
            place=milestone.position,
        )


def _state(submission: Submission | None, release: Release | None, paid_cents: int) -> State_:
    if release is not None:
        if paid_cents:
            return ("Paid anyway, not accepted", Tone.BAD) if release.anyway else ("Paid", Tone.GOOD)
        return f"To be paid by {day(release.pay_by)}", Tone.WAIT
    if submission is None:
        return "Not submitted", Tone.PLAIN
    decision: Decision | None = getattr(submission, "decision", None)
    if decision is not None:
        return DECIDED.get(Verb(decision.verb)) or (f"Being fixed{_until(decision.cure_until)}", Tone.WAIT)
    return _in_hand(submission)


def _in_hand(submission: Submission) -> State_:
    if submission.state == SubmissionState.INCOMPLETE:
        return "The code could not be fetched", Tone.BAD
    if submission.state == SubmissionState.FETCHING:
        return "Being fetched", Tone.WAIT
    inspection = submission.inspection
    if inspection is not None and inspection.is_live:
        return "Being inspected", Tone.WAIT
    if inspection is not None and inspection.state == State.DONE:
        return f"To be decided{_until(submission.silence_at)}", Tone.WAIT
    return "Submitted, not inspected", Tone.WAIT


def _until(moment: datetime | date | None) -> str:
    return f" until {day(moment)}" if moment else ""


def _hint(standing: Standing, milestone: Milestone) -> str:
    cost = dollars(milestone.amount_cents) if standing.may(Act.SEE_MONEY) else ""
    due = f"due on {day(milestone.due)}" if milestone.due else ""
    return ", ".join(word for word in (cost, due) if word)


def _path(name: str, standing: Standing, **more: object) -> str:
    """Empty where the page is not there, or not theirs."""
    if not (standing.may(Act.SEE_WORK) or standing.may(Act.SEE_MONEY)):
        return ""
    try:
        return reverse(name, kwargs={"engagement_id": standing.engagement.pk, **more})
    except NoReverseMatch:
        return ""
