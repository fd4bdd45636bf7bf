"""What was decided, asked, signed and ruled: to whom it matters, with money, days and what to do now."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from makegood.engagements.models import Event
from makegood.notices.telling import BOTH_SIDES, OWNERS, PARTNERS, REVIEWERS, Content, Message, tells
from makegood.phases.acceptance.models import Appeal, Attestation, Submission, Waiver
from makegood.phases.acceptance.queries.money.lateness import days_late_in, fix_due
from makegood.phases.agreement.queries import calendar_of
from makegood.rules.calendars.business import plain_day, said_day
from makegood.rules.money.amount import formatted

SIDES = BOTH_SIDES
NOBODY = uuid.UUID(int=0)


def _path(event: Event, act: Content) -> str:
    submission = act.get("submission")
    return reverse("acceptance:submission", args=[event.engagement_id, submission]) if submission else ""


def _owner(event: Event) -> str:
    return event.engagement.owner_company.name


def _money(act: Content) -> str:
    cents = act.get("amount_cents")
    return f"{formatted(cents)} for {act.get('title')}" if isinstance(cents, int) else str(act.get("title"))


@tells("submission.accepted")
def accepted(event: Event, act: Content) -> Iterable[Message]:
    yield Message(
        roles=PARTNERS,
        subject=f"{_owner(event)} accepted {act.get('title')}",
        text=f"{event.actor} accepted round {act.get('round')}. You can ask for {_money(act)} now; a pay date runs.",
        path=reverse("acceptance:money", args=[event.engagement_id]),
    )
    yield Message(
        roles=OWNERS,
        subject=f"You accepted {act.get('title')}",
        text=f"Round {act.get('round')}, content {str(act.get('content_digest'))[:12]}. Your receipt lies on the page.",
        path=_path(event, act),
        copy_to_actor=True,
    )


@tells("submission.rejected")
def sent_back(event: Event, act: Content) -> Iterable[Message]:
    row = Submission.objects.filter(pk=event.subject or NOBODY).select_related("decision").first()
    calendar = calendar_of(event.engagement)
    late = days_late_in([event.engagement]).get(event.engagement_id, ())
    cure = fix_due(row.decision, late, calendar) if row is not None and hasattr(row, "decision") else None
    day = said_day(calendar.day_of(cure)) if cure else ""
    due = f"Your fix is due on {day}." if day else "No round to fix it is left."
    yield Message(
        roles=PARTNERS,
        subject=f"{_owner(event)} sent {act.get('title')} back: {due}",
        text=f"{act.get('letter')}\n\n{due}",
        path=_path(event, act),
    )


@tells("submission.accepted_by_silence")
def by_silence(event: Event, act: Content) -> Iterable[Message]:
    gate = act.get("gate")
    state = gate.get("state") if isinstance(gate, dict) else ""
    shown = "" if state == "open" else " Not everything agreed was met, so it counts as not proven."
    yield Message(
        roles=SIDES,
        subject=f"Silence counted as yes for {act.get('title')}",
        text=f"Nobody answered in the agreed days.{shown}",
        path=_path(event, act),
        urgent=True,
    )


@tells("alarm.silence_in_5_days", "alarm.silence_in_2_days")
def alarm(event: Event, act: Content) -> Iterable[Message]:
    yield Message(
        roles=OWNERS,
        subject=f"Answer soon, or {_money(act)} counts as accepted",
        text=f"{act.get('says')} Accept it or send it back before then.",
        path=_path(event, act),
        urgent=True,
    )


@tells("waiver.requested")
def waiver_asked(event: Event, act: Content) -> Iterable[Message]:
    yield Message(
        roles=OWNERS,
        subject=f"{event.actor} asks you to accept a finding of {act.get('title')} anyway",
        text=f"{act.get('promise')} Why: {act.get('reason')} Until {said_day(date.fromisoformat(str(act['until'])))}.",
        path=_path(event, act),
    )


@tells("waiver.approved", "waiver.refused")
def waiver_answered(event: Event, act: Content) -> Iterable[Message]:
    del act
    row = Waiver.objects.filter(pk=event.subject or NOBODY).select_related("submission__milestone").first()
    if row is None:
        return
    yes = event.kind == "waiver.approved"
    answer = f"is accepted anyway until {plain_day(row.until)}" if yes else "is not accepted anyway"
    yield Message(
        roles=PARTNERS | REVIEWERS,
        subject=f"A finding of {row.submission.milestone.title} {answer}",
        text=row.reason if yes else row.answer,
        path=_path(event, {"submission": str(row.submission_id)}),
    )


@tells("attestation.signed")
def attested(event: Event, act: Content) -> Iterable[Message]:
    yield Message(
        roles=SIDES,
        subject=f"{event.actor} signed for {act.get('title')} what could not be seen",
        text=f"{act.get('promise')} It counts once both sides let {event.actor} sign. {act.get('how')}",
        path=_path(event, act),
    )


@tells("attestation.accepted_by_owner", "attestation.accepted_by_partner")
def reviewer_accepted(event: Event, act: Content) -> Iterable[Message]:
    row = Attestation.objects.filter(pk=event.subject or NOBODY).select_related("by").first()
    yield Message(
        roles=SIDES | REVIEWERS,
        subject=f"{event.actor} lets {row.by if row else 'the reviewer'} sign",
        text="Once both sides do, what was signed counts.",
        path=_path(event, act),
    )


@tells("attestation.refused_by_owner", "attestation.refused_by_partner")
def reviewer_refused(event: Event, act: Content) -> Iterable[Message]:
    side = _owner(event) if event.kind.endswith("owner") else event.engagement.partner
    yield Message(
        roles=SIDES | REVIEWERS,
        subject=f"{event.actor} says no to what {act.get('reviewer_name')} signed for {act.get('title')}",
        text=(
            f"{act.get('reason')}\n\nIt counts for nothing, and stays unseen, as long as {side} does not let "
            f"{act.get('reviewer_name')} sign after all, as they can while the round is open. It can be signed anew."
        ),
        path=_path(event, act),
    )


@tells("attestation.lapsed")
def lapsed(event: Event, act: Content) -> Iterable[Message]:
    yield Message(
        roles=SIDES,
        subject=f"What could not be seen no longer holds {act.get('title')}",
        text="It was on our side or the owner's, and nobody whom both sides let sign did so in the agreed days.",
        path=_path(event, act),
    )


@tells("report.taken")
def report_taken(event: Event, act: Content) -> Iterable[Message]:
    yield Message(
        roles=SIDES,
        subject=f"{event.actor} handed in a report about {act.get('title')}",
        text=f"What {act.get('tool') or 'a tool that it does not name'} found. It counts once {event.actor} signs it.",
        path=_reports_path(event, act),
    )


@tells("report.signed")
def report_signed(event: Event, act: Content) -> Iterable[Message]:
    yield Message(
        roles=SIDES,
        subject=f"{event.actor} signed a report about {act.get('title')}: {act.get('results')}",
        text=f"{act.get('tool')} on commit {str(act.get('revision'))[:10]}. It informs; it holds no payment by itself.",
        path=_reports_path(event, act),
    )


@tells("report.run_again")
def report_run_again(event: Event, act: Content) -> Iterable[Message]:
    """Only what differs is worth a message."""
    if not (act.get("absences") or act.get("missings")):
        return
    missing = f"{act['missings']} of what Makegood found with it are not in the report" if act.get("missings") else ""
    absent = f"{act['absences']} of the places it names are not in the code" if act.get("absences") else ""
    yield Message(
        roles=SIDES,
        subject=f"The report of {act.get('by')} about {act.get('title')} differs from what Makegood saw",
        text=f"{act.get('said')}: {' and '.join(filter(None, (missing, absent)))}. Look at it before you rely on it.",
        path=_reports_path(event, act),
    )


def _reports_path(event: Event, act: Content) -> str:
    return reverse("acceptance:reports", args=[event.engagement_id, act["submission"]])


@tells("appeal.made")
def appealed(event: Event, act: Content) -> Iterable[Message]:
    yield Message(
        roles=OWNERS | REVIEWERS,
        subject=f"{event.actor} thinks that a finding of {act.get('title')} is wrong",
        text=f"{act.get('reason')} {act.get('neutral_name')} rules within two business days.",
        path=_path(event, act),
    )


@tells("appeal.ruled")
def ruled(event: Event, act: Content) -> Iterable[Message]:
    row = Appeal.objects.filter(pk=event.subject or NOBODY).first()
    stands = row is None or row.ruling != "withdrawn"
    yield Message(
        roles=SIDES,
        subject=f"{event.actor} ruled: the finding of {act.get('title')} {'stands' if stands else 'is withdrawn'}",
        text=f"{act.get('reason')} {act.get('apology') or ''}".strip(),
        path=_path(event, act),
    )


@tells("script.proposed")
def script_proposed(event: Event, act: Content) -> Iterable[Message]:
    yield Message(
        roles=SIDES,
        subject=f"{event.actor} proposed something to try: {act.get('title')}",
        text="It counts once both sides agree.",
        path=reverse("acceptance:milestone", args=[event.engagement_id, act["milestone"]]),
    )
