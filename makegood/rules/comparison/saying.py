"""The figures of a course in words, each with from how many it came about."""

from __future__ import annotations

from dataclasses import dataclass

from makegood.rules.calendars.business import plain_day
from makegood.rules.comparison.course import FEW_ENGAGEMENTS, FEW_PARTS, Course
from makegood.rules.money.amount import formatted
from makegood.rules.wording import counted


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` is the figure, `terms` from what and how many it came about, `how` how it is counted everywhere."""

    key: str
    label: str
    value: str
    terms: str
    how: str


HOW = {
    "first_go": "A part counts as accepted at the first go when the first delivery that the owner decided about was "
    "accepted, by a word or by silence. What the partner replaced before that does not count.",
    "back": "Each time the owner sent a delivery back. What was sent back although everything agreed was met is named.",
    "late": "Days of the calendar from the day that was agreed, for a part or for a fix, to the day on which it was "
    "handed in. Days on which the partner waited for money move these dates first.",
    "owner_late": "Days on which the partner waited for money that was due. Other lateness of owners is not counted.",
    "ahead": "The most that was paid and not proven on one day, in one engagement. The owner pays, so it says "
    "how payment was agreed and kept, and not how the work was.",
    "open": "Items of the agreed checklist that were not met in the delivery that was accepted, by its inspection. "
    "Findings that were withdrawn after an appeal are left out.",
    "appeals": "Rulings of the neutral on “we think this is wrong”. Won: the finding was withdrawn.",
    "counted": "From the first signed agreement until all parts were accepted, else until today.",
}


def how_counted() -> tuple[Figure, ...]:
    """The same without any engagement: only what each figure is called and how it is counted."""
    return figures(Course())


def figures(course: Course) -> tuple[Figure, ...]:
    return tuple(Figure(key, label, value, terms, HOW[key]) for key, label, value, terms in _told(course))


def _told(course: Course) -> tuple[tuple[str, str, str, str], ...]:
    decided = counted(course.decided, "part was decided", "parts were decided")
    return (
        ("first_go", "Accepted at the first go", f"{course.first_go} of {course.decided}", _first(course)),
        ("back", "Rounds of fixing", str(course.back), _back(course, decided)),
        ("late", "Days late", str(course.late), _late(course)),
        ("owner_late", "Days the owner was late", str(course.owner_late), "With money."),
        ("ahead", "Paid ahead of proof at its worst", formatted(course.ahead), _ahead(course)),
        ("open", "Findings open at acceptance", str(course.open_items), _open(course)),
        ("appeals", "Appeals", f"{course.appeals_won} won, {course.appeals_lost} lost", _appeals(course)),
        ("counted", "Counted", _engagements(course), f"Over {counted(course.months, 'month')}."),
    )


def too_little(course: Course) -> str:
    """Why it cannot be compared, as one sentence; empty where it can."""
    if not course.is_little:
        return ""
    return (
        f"{_engagements(course)} and {counted(course.decided, 'decided part')}: too little to compare. With fewer "
        f"than {FEW_ENGAGEMENTS} engagements or {FEW_PARTS} decided parts, what shows may lie in the one project."
    )


def _engagements(course: Course) -> str:
    return counted(course.engagements, "engagement")


def _first(course: Course) -> str:
    silent = f", {course.by_silence} by silence" if course.by_silence else ""
    accepted = f"{counted(course.accepted, 'part is', 'parts are')} accepted by now{silent}."
    return f"{counted(course.decided, 'part was', 'parts were')} decided, of {course.parts} agreed; {accepted}"


def _back(course: Course, decided: str) -> str:
    if not course.back_though_met:
        return f"{decided}."
    return f"{decided}. {course.back_though_met} of these rounds although everything agreed was met."


def _late(course: Course) -> str:
    told = [f"Over {counted(course.handed, 'part or fix', 'parts and fixes')} with an agreed day."]
    if course.overdue:
        told.append(f"{counted(course.overdue, 'is', 'are')} overdue and not handed in.")
    return " ".join(told) if course.handed or course.overdue else "Nothing with an agreed day was due yet."


def _ahead(course: Course) -> str:
    if not course.ahead or course.ahead_on is None:
        return "Nothing was paid before it was proven."
    return f"On {plain_day(course.ahead_on)}, of {formatted(course.ahead_of)} agreed."


def _open(course: Course) -> str:
    said = f"In {counted(course.inspected, 'accepted part', 'accepted parts')} with an inspection."
    return f"{said} {counted(course.unseen, 'was', 'were')} accepted without one." if course.unseen else said


def _appeals(course: Course) -> str:
    return f"{counted(course.appeals_open, 'is', 'are')} open." if course.appeals_open else "None is open."
