"""Where each part of the signed agreement stands, with the state that its own pages tell more of, and its money."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.urls import reverse

from makegood.engagements.figures import Course, Part, Step, Tone
from makegood.engagements.permissions import Act, Standing
from makegood.inspections.models import State
from makegood.phases.acceptance.models import Decision, Release, Submission, SubmissionState, Verb
from makegood.phases.acceptance.queries.handing_in.submissions import that_counts
from makegood.phases.acceptance.queries.money.book import Book
from makegood.phases.acceptance.queries.money.books import book_of
from makegood.phases.acceptance.queries.money.lateness import days_late, fix_due
from makegood.phases.acceptance.queries.money.saying import PartRow, rows_of
from makegood.phases.agreement.models import Milestone
from makegood.phases.agreement.queries.journey import Said, step_of
from makegood.rules.calendars.agreement import extended
from makegood.rules.calendars.business import Calendar, plain_day
from makegood.rules.money import amount

DECIDED = {
    Verb.ACCEPTED: ("Accepted", Tone.GOOD),
    Verb.SILENT: ("Accepted by silence", Tone.GOOD),
    Verb.ANYWAY: ("Paid anyway, not accepted", Tone.BAD),
}


def course(standing: Standing) -> Course:
    """The parts of the signed agreement; nothing before there is one."""
    book = book_of(standing.engagement)
    return Course() if book is None else Course(steps=list(_steps(standing, book)), parts=_parts(book))


def _path(standing: Standing, milestone: Milestone) -> str:
    if not standing.may(Act.SEE_WORK):
        return ""
    return reverse("acceptance:milestone", args=[standing.engagement.pk, milestone.pk])


def _steps(standing: Standing, book: Book) -> Iterator[Step]:
    handed_in: dict[uuid.UUID, list[Submission]] = {}
    rounds = Submission.objects.filter(milestone__agreement__engagement=standing.engagement)
    for submission in rounds.select_related("milestone", "decision", "inspection").order_by("round"):
        handed_in.setdefault(submission.milestone.line, []).append(submission)
    released = {line: release for release in book.released for line, cents in release.parts.items() if cents}
    late, calendar = days_late(book), book.terms.calendar
    for milestone, row in zip(book.milestones, rows_of(book), strict=True):
        due, path = milestone.due, _path(standing, milestone)
        if release := released.get(str(milestone.line)):
            yield step_of(standing, milestone, _of_release(standing, release, row, calendar), due=due, path=path)
            continue
        counts = that_counts(handed_in.get(milestone.line, []))
        if due and late and not row.accepted:
            due = extended(due, late, calendar)
        yield step_of(standing, milestone, _of_submission(counts, late, calendar), due=due, path=path)


def _parts(book: Book) -> list[Part]:
    held = {
        str(line.milestone.line): line.held_back_cents
        for release in book.released  # the last release says how much is held so far
        for line in release.request.lines.all()
    }
    return [
        Part(
            title=f"{one.position}. {row.title}",
            cents=row.cost,
            accepted_cents=row.cost if row.accepted else 0,
            held_back_cents=held.get(str(one.line), 0),
            paid_cents=row.paid,
        )
        for one, row in zip(book.milestones, rows_of(book), strict=True)
    ]


def _of_release(standing: Standing, release: Release, row: PartRow, calendar: Calendar) -> Said:
    by = _by(release.pay_by, calendar)
    if not row.paid:
        return f"To be paid{by}", Tone.WAIT
    if row.paid < row.released:
        figures = f"{amount.formatted(row.paid)} of {amount.formatted(row.released)} paid"
        return f"{figures if standing.may(Act.SEE_MONEY) else 'Paid in part'}, the rest{by}", Tone.WAIT
    return ("Paid anyway, not accepted", Tone.BAD) if release.anyway else ("Paid", Tone.GOOD)


def _of_submission(submission: Submission | None, late: Sequence[date], calendar: Calendar) -> Said:
    if submission is None:
        return "Not handed in", Tone.PLAIN
    decision: Decision | None = getattr(submission, "decision", None)
    if decision is not None:
        return DECIDED.get(Verb(decision.verb)) or (
            f"To be fixed{_by(fix_due(decision, late, calendar), calendar)}",
            Tone.WAIT,
        )
    if submission.state == SubmissionState.INCOMPLETE:
        return "The code could not be fetched", Tone.BAD
    if submission.state == SubmissionState.FETCHING:
        return "Being fetched", Tone.WAIT
    return _of_inspection(submission, calendar)


def _of_inspection(submission: Submission, calendar: Calendar) -> Said:
    inspection = submission.inspection
    if inspection is not None and inspection.is_live:
        return "Being inspected", Tone.WAIT
    if inspection is not None and inspection.state == State.DONE:
        return f"To be decided{_by(submission.silence_at, calendar)}", Tone.WAIT
    return "Handed in, not inspected", Tone.WAIT


def _by(moment: datetime | date | None, calendar: Calendar) -> str:
    """Days of people are those of the engagement's time zone."""
    if moment is None:
        return ""
    return f" by {plain_day(calendar.day_of(moment) if isinstance(moment, datetime) else moment)}"
