"""Where an engagement stands: the agreement, then each part, each with the state that its own pages tell more of."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.urls import reverse

from makegood.engagements.figures import Course, Step, Tone
from makegood.engagements.permissions import Act, Standing
from makegood.inspections.models import State
from makegood.phases.acceptance.models import Decision, Release, Submission, SubmissionState, Verb
from makegood.phases.acceptance.queries.handing_in.submissions import that_counts
from makegood.phases.acceptance.queries.money.book import Book
from makegood.phases.acceptance.queries.money.books import book_of
from makegood.phases.acceptance.queries.money.lateness import days_late, fix_due
from makegood.phases.acceptance.queries.money.saying import PartRow, rows_of
from makegood.phases.agreement.models import AgreementState, Milestone
from makegood.phases.agreement.queries import milestones_of
from makegood.rules.calendars.agreement import extended
from makegood.rules.calendars.business import Calendar
from makegood.web.parts import draft_for, parts_drafted, parts_signed
from makegood.web.templatetags.face import day, dollars

DECIDED = {
    Verb.ACCEPTED: ("Accepted", Tone.GOOD),
    Verb.SILENT: ("Accepted by silence", Tone.GOOD),
    Verb.ANYWAY: ("Paid anyway, not accepted", Tone.BAD),
}
Said = tuple[str, str]
"""A state in words, and its tone."""


def course(standing: Standing) -> Course:
    """Of the signed agreement; before there is one, of what is being agreed."""
    book = book_of(standing.engagement)
    if book is not None:
        signed = f"Since {day(book.agreement.signed)}" if book.agreement.signed else ""
        agreed = _agreement(standing, ("Signed by both", Tone.GOOD), signed)
        return Course(steps=[agreed, *_parts(standing, book)], parts=parts_signed(book))
    draft = draft_for(standing)
    if draft is None:
        return Course(steps=[_agreement(standing, ("Not begun", Tone.PLAIN), "")])
    with_partner = draft.state == AgreementState.OFFERED
    said = (f"With {standing.engagement.partner}" if with_partner else "Being drafted", Tone.WAIT)
    milestones = milestones_of(draft)
    steps = [_part(standing, one, ("Not agreed yet", Tone.PLAIN), leads=False) for one in milestones]
    return Course(steps=[_agreement(standing, said, ""), *steps], parts=parts_drafted(milestones))


def _agreement(standing: Standing, said: Said, hint: str) -> Step:
    may_open = standing.may(Act.SEE_MONEY)
    path = reverse("agreement:show", args=[standing.engagement.pk]) if may_open else ""
    return Step(title="The agreement", state=said[0], tone=said[1], hint=hint, path=path)


def _part(standing: Standing, milestone: Milestone, said: Said, *, leads: bool = True) -> Step:
    cost = dollars(milestone.amount_cents) if standing.may(Act.SEE_MONEY) else ""
    due = f"due on {day(milestone.due)}" if milestone.due else ""
    return Step(
        title=f"{milestone.position}. {milestone.title}",
        state=said[0],
        tone=said[1],
        hint=", ".join(word for word in (cost, due) if word),
        place=milestone.position,
        path=_path(standing, milestone) if leads else "",
    )


def _path(standing: Standing, milestone: Milestone) -> str:
    if not standing.may(Act.SEE_WORK):
        return ""
    return reverse("acceptance:milestone", args=[standing.engagement.pk, milestone.pk])


def _parts(standing: Standing, book: Book) -> Iterator[Step]:
    handed_in: dict[uuid.UUID, list[Submission]] = {}
    rounds = Submission.objects.filter(milestone__agreement__engagement=standing.engagement)
    for submission in rounds.select_related("milestone", "decision", "inspection").order_by("round"):
        handed_in.setdefault(submission.milestone.line, []).append(submission)
    released = {line: release for release in book.released for line, cents in release.parts.items() if cents}
    late = days_late(book)
    for milestone, row in zip(book.milestones, rows_of(book), strict=True):
        release = released.get(str(milestone.line))
        if release:
            yield _part(standing, milestone, _of_release(standing, release, row))
            continue
        counts = that_counts(handed_in.get(milestone.line, []))
        if milestone.due and late and not row.accepted:
            milestone.due = extended(milestone.due, late, book.terms.calendar)
        yield _part(standing, milestone, _of_submission(counts, late, book.terms.calendar))


def _of_release(standing: Standing, release: Release, row: PartRow) -> Said:
    if not row.paid:
        return f"To be paid by {day(release.pay_by)}", Tone.WAIT
    if row.paid < row.released:
        of = f"{dollars(row.paid)} of {dollars(row.released)} paid" if standing.may(Act.SEE_MONEY) else "Paid in part"
        return f"{of}, the rest by {day(release.pay_by)}", Tone.WAIT
    return ("Paid anyway, not accepted", Tone.BAD) if release.anyway else ("Paid", Tone.GOOD)


def _of_submission(submission: Submission | None, late: Sequence[date], calendar: Calendar) -> Said:
    if submission is None:
        return "Not handed in", Tone.PLAIN
    decision: Decision | None = getattr(submission, "decision", None)
    if decision is not None:
        return DECIDED.get(Verb(decision.verb)) or (
            f"To be fixed{_by(fix_due(decision, late, calendar))}",
            Tone.WAIT,
        )
    if submission.state == SubmissionState.INCOMPLETE:
        return "The code could not be fetched", Tone.BAD
    if submission.state == SubmissionState.FETCHING:
        return "Being fetched", Tone.WAIT
    return _of_inspection(submission)


def _of_inspection(submission: Submission) -> Said:
    inspection = submission.inspection
    if inspection is not None and inspection.is_live:
        return "Being inspected", Tone.WAIT
    if inspection is not None and inspection.state == State.DONE:
        return f"To be decided{_by(submission.silence_at)}", Tone.WAIT
    return "Handed in, not inspected", Tone.WAIT


def _by(moment: datetime | date | None) -> str:
    return f" by {day(moment)}" if moment else ""
