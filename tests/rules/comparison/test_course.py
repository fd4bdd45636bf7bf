"""What is counted of a partner: from plain rows, added up, and fair where the owner was late or changed their mind."""

from __future__ import annotations

from datetime import date

import pytest

from makegood.rules.comparison.course import Answer, Appeals, Course, Delivery, Money, Part, course_of, together
from makegood.rules.comparison.saying import HOW, figures, too_little

TODAY = date(2026, 6, 30)


def day(month: int, of: int) -> date:
    return date(2026, month, of)


def counted(*parts: Part, money: Money | None = None, appeals: Appeals | None = None, owner_late: int = 0) -> Course:
    return course_of(
        parts, money or Money(), appeals or Appeals(), signed=day(1, 1), today=TODAY, owner_late=owner_late
    )


def part(*deliveries: Delivery, due: date | None = None) -> Part:
    return Part(due=due, deliveries=deliveries)


def test_the_first_delivery_that_was_decided_says_whether_it_was_the_first_go() -> None:
    replaced = Delivery(on=day(2, 1))
    back = Delivery(on=day(2, 3), answer=Answer.BACK)
    taken = Delivery(on=day(2, 9), answer=Answer.TAKEN, open_items=2)
    silent = Delivery(on=day(2, 9), answer=Answer.SILENT)
    anyway = Delivery(on=day(2, 9), answer=Answer.NEITHER)
    found = counted(part(replaced, taken), part(back, taken), part(silent), part(anyway), part())
    assert (found.first_go, found.decided, found.accepted, found.later, found.not_yet) == (2, 4, 3, 1, 1)
    assert (found.by_silence, found.back, found.parts) == (1, 1, 5)
    assert (found.open_items, found.inspected, found.unseen) == (4, 2, 1)


def test_what_was_sent_back_although_all_was_met_is_told() -> None:
    course = counted(part(Delivery(on=day(2, 1), answer=Answer.BACK, met=True)))
    assert course.back_though_met == 1
    assert (
        "1 of these rounds although everything agreed was met."
        in {one.key: one for one in figures(course)}["back"].terms
    )


@pytest.mark.parametrize(
    ("due", "deliveries", "late", "handed", "overdue"),
    [
        (day(3, 1), (Delivery(on=day(3, 1)),), 0, 1, 0),
        (day(3, 1), (Delivery(on=day(2, 20)),), 0, 1, 0),
        (day(3, 1), (Delivery(on=day(3, 4)), Delivery(on=day(5, 1))), 3, 1, 0),
        (day(3, 1), (), 0, 0, 1),
        (TODAY, (), 0, 0, 0),
        (None, (Delivery(on=day(3, 4)),), 0, 0, 0),
        (None, (Delivery(on=day(3, 4), answer=Answer.BACK, fix_by=day(3, 10)),), 0, 0, 1),
        (None, (Delivery(on=day(3, 4), answer=Answer.BACK, fix_by=day(3, 10)), Delivery(on=day(3, 12))), 2, 1, 0),
    ],
)
def test_days_late_are_counted_for_what_came_and_what_did_not_come_is_overdue(
    due: date | None, deliveries: tuple[Delivery, ...], late: int, handed: int, overdue: int
) -> None:
    found = counted(part(*deliveries, due=due))
    assert (found.late, found.handed, found.overdue) == (late, handed, overdue)


def test_the_worst_day_is_the_highest_that_stood_and_a_proof_of_the_same_day_counts_first() -> None:
    paid = ((day(2, 1), 30_000), (day(3, 1), 20_000), (day(4, 1), 5_000))
    proven = ((day(3, 1), 40_000),)
    found = counted(part(), money=Money(paid=paid, proven=proven, agreed=90_000))
    assert (found.ahead, found.ahead_on, found.ahead_of) == (30_000, day(2, 1), 90_000)
    assert counted(part(), money=Money(paid=((day(3, 1), 40_000),), proven=proven)).ahead == 0


def test_engagements_are_added_and_the_worst_day_stays_that_of_one() -> None:
    taken = Delivery(on=day(2, 9), answer=Answer.TAKEN, open_items=1)
    one = counted(part(taken), money=Money(paid=((day(1, 5), 100),), agreed=900), appeals=Appeals(won=1, open=1))
    other = counted(part(taken), part(taken), money=Money(paid=((day(1, 6), 700),), agreed=800), owner_late=4)
    found = together([one, other])
    assert (found.engagements, found.parts, found.open_items, found.owner_late) == (2, 3, 3, 4)
    assert (found.ahead, found.ahead_on, found.ahead_of) == (700, day(1, 6), 800)
    assert (found.appeals_won, found.appeals_lost, found.appeals_open) == (1, 0, 1)


def test_months_end_with_the_last_part_and_go_on_while_one_is_open() -> None:
    taken = Delivery(on=day(3, 1), answer=Answer.TAKEN)
    assert counted(part(taken)).months == 2
    assert counted(part(taken), part()).months == 6


def test_too_little_is_said_and_enough_is_not() -> None:
    taken = Delivery(on=day(3, 1), answer=Answer.TAKEN)
    one = counted(*[part(taken)] * 9)
    assert too_little(one).startswith("1 engagement and 9 decided parts: too little to compare.")
    assert too_little(together([counted(part(taken)), counted(part(taken))])).startswith("2 engagements and 2 decided")
    assert too_little(together([one, one])) == ""


def test_every_figure_says_from_how_many_and_how_it_is_counted() -> None:
    told = figures(counted(part(Delivery(on=day(3, 1), answer=Answer.TAKEN))))
    assert [one.key for one in told] == list(HOW)
    assert all(one.value and one.terms and one.how for one in told)
