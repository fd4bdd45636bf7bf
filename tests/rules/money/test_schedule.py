"""What each part costs ties to the contract."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from makegood.rules.money.schedule import ChangeOrder, Line, Schedule, schedule_problems
from makegood.rules.refusal import blocking
from tests.rules.money.drawn import EXAMPLE, schedules


def names(schedule: Schedule) -> set[str]:
    return {problem.name for problem in schedule_problems(schedule)}


def test_only_signed_changes_raise_the_price() -> None:
    assert EXAMPLE.total_cents == 10_800_000
    assert (EXAMPLE.worth("c"), EXAMPLE.worth("d"), EXAMPLE.worth("nowhere")) == (3_800_000, 2_000_000, 0)
    assert schedule_problems(EXAMPLE) == ()


@given(schedules(), st.sampled_from([-1, 1]), st.data())
def test_a_cent_on_any_line_breaks_the_tie_to_the_contract(schedule: Schedule, cent: int, data: st.DataObject) -> None:
    assert blocking(schedule_problems(schedule)) == ()
    place = data.draw(st.integers(0, len(schedule.lines) - 1))
    lines = list(schedule.lines)
    lines[place] = replace(lines[place], cents=lines[place].cents + cent)
    assert "lines_do_not_sum" in names(replace(schedule, lines=tuple(lines)))


@given(schedules())
def test_the_lines_with_their_changes_sum_to_the_price_to_date(schedule: Schedule) -> None:
    assert sum(schedule.worth(part.id) for part in schedule.lines) == schedule.total_cents


def test_the_difference_is_said() -> None:
    short = replace(EXAMPLE, contract_cents=10_000_001)
    [problem] = schedule_problems(short)
    assert problem.sentence == "The parts sum to $100,000, $0.01 less than the contract's $100,000.01."


def test_a_first_part_above_fifteen_percent_is_flagged_and_does_not_block() -> None:
    fifteen = Schedule(10_000, (Line("a", "Start", 1_500), Line("b", "Rest", 8_500)))
    more = Schedule(10_000, (Line("a", "Start", 1_501), Line("b", "Rest", 8_499)))
    assert schedule_problems(fifteen) == ()
    [problem] = schedule_problems(more)
    assert (problem.name, problem.blocks) == ("front_loaded", False)
    assert "15.01 % of the price" in problem.sentence


def test_a_schedule_that_cannot_be_is_named() -> None:
    assert names(Schedule(0, ())) == {"no_lines"}
    assert "line_twice" in names(Schedule(2, (Line("a", "A", 1), Line("a", "A", 1))))
    credit = ChangeOrder("7", "a", -101, approved=True)
    assert "line_below_zero" in names(Schedule(100, (Line("a", "A", 100),), (credit,)))
    assert names(Schedule(100, (Line("a", "A", 100),), (replace(credit, cents=-100),))) == set()
    lost = ChangeOrder("8", "z", 5, approved=True)
    assert "change_without_line" in names(Schedule(100, (Line("a", "A", 100),), (lost,)))
    assert names(Schedule(100, (Line("a", "A", 100),), (replace(lost, approved=False),))) == set()
