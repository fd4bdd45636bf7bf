"""Lines 1 to 9 of the pay application."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from makegood.rules.money.amount import share
from makegood.rules.money.application import (
    Application,
    Certified,
    Claim,
    Figures,
    certified,
    figures,
    held_by_line,
    next_application,
    numbered,
    parts_due,
)
from makegood.rules.money.schedule import Schedule
from tests.rules.money.drawn import EXAMPLE, chains, example_applications

Chain = tuple[Schedule, list[Application], Certified | None]


def test_the_worked_example_comes_out_as_on_paper() -> None:
    _, second = example_applications()
    assert figures(EXAMPLE, second) == Figures(
        original=10_000_000,
        changes=800_000,
        contract=10_800_000,
        completed=5_000_000,
        held=500_000,
        earned=4_500_000,
        previous=1_080_000,
        due=3_420_000,
        to_finish=6_300_000,
    )


def test_requests_are_numbered_and_go_on_where_the_last_one_ended() -> None:
    first, second = example_applications()
    assert (first.number, first.previous_earned_cents, second.number) == (1, 0, 2)
    assert [claim.previous_cents for claim in second.claims] == [1_200_000, 0, 0, 0]
    assert [claim.proven for claim in second.claims] == [True, True, False, False]


def test_a_claim_is_not_proven_unless_it_is_said() -> None:
    assert (Claim("a", 0, 5).proven, Claim("a", 0, 5).paid_anyway) == (False, False)
    assert [number for number, _, _ in numbered(figures(EXAMPLE, example_applications()[0]))] == list(range(1, 10))


def test_money_held_back_is_rounded_per_line() -> None:
    claims = tuple(Claim(line, 0, 5) for line in "abc")
    assert held_by_line(Application(1, claims, rate=1_000)) == {"a": 1, "b": 1, "c": 1}


def test_money_returned_after_launch_is_due_without_new_work() -> None:
    _, second = example_applications()
    last = certified(EXAMPLE, second)
    third = next_application(EXAMPLE, last, {}, rate=1_000, held_cents=250_000)
    assert figures(EXAMPLE, third).due == 250_000
    before = {"a": 1_080_000, "b": 3_420_000}
    assert sum(parts_due(third, before).values()) == 250_000


def test_more_to_hold_than_before_is_kept_from_what_is_due() -> None:
    _, second = example_applications()
    third = next_application(
        EXAMPLE, certified(EXAMPLE, second), {"c": 3_800_000}, rate=1_000, held_cents=2_000_000, proven=frozenset("abc")
    )
    parts = parts_due(third, {"a": 1_080_000, "b": 3_420_000})
    assert sum(parts.values()) == figures(EXAMPLE, third).due == 2_300_000


@given(chains())
def test_the_nine_lines_hold_their_identities(chain: Chain) -> None:
    schedule, applications, _ = chain
    for application in applications:
        nine = figures(schedule, application)
        assert nine.contract == nine.original + nine.changes
        assert nine.earned == nine.completed - nine.held
        assert nine.due == nine.earned - nine.previous
        assert nine.to_finish == nine.contract - nine.earned
        assert nine.held == sum(share(claim.to_date_cents, application.rate) for claim in application.claims)
        assert [cents for _, _, cents in numbered(nine)][3] == nine.completed


@given(chains())
def test_all_dues_sum_to_what_is_earned(chain: Chain) -> None:
    schedule, applications, _ = chain
    assert sum(figures(schedule, each).due for each in applications) == figures(schedule, applications[-1]).earned


@given(chains())
def test_previous_and_this_never_exceed_the_line(chain: Chain) -> None:
    schedule, applications, _ = chain
    for application in applications:
        assert all(cents <= schedule.worth(line) for line, cents in application.to_date().items())


@given(chains(), st.data())
def test_parts_sum_to_what_is_due_and_stay_within_their_lines(chain: Chain, data: st.DataObject) -> None:
    schedule, applications, _ = chain
    before: dict[str, int] = {}
    earned = 0
    for application in applications:
        if data.draw(st.booleans()):
            application = replace(application, held_cents=data.draw(st.integers(0, 50_000_000)))
        application = replace(application, previous_earned_cents=earned)
        parts = parts_due(application, before)
        due = figures(schedule, application).due
        assert sum(parts.values()) == max(0, due)
        assert all(cents > 0 for cents in parts.values())
        before = {line: before.get(line, 0) + parts.get(line, 0) for line in application.to_date()}
        assert all(cents <= application.to_date()[line] for line, cents in before.items())
        earned = sum(before.values())


@given(chains())
def test_when_all_is_done_and_given_back_every_line_is_paid_to_the_cent(chain: Chain) -> None:
    """Whatever was asked for in which steps, at whatever share held back: the price, no cent less, none more."""
    schedule, applications, _ = chain
    rate, last = applications[0].rate, certified(schedule, applications[-1])
    rest = {line.id: max(0, schedule.worth(line.id) - last.to_date.get(line.id, 0)) for line in schedule.lines}
    finished = next_application(schedule, last, rest, rate=rate, proven=frozenset(rest))
    returned = next_application(schedule, certified(schedule, finished), {}, rate=rate, proven=frozenset(rest))
    every = [*applications, finished, replace(returned, held_cents=0)]
    paid: dict[str, int] = {}
    for application in every:
        for line, cents in parts_due(application, paid).items():
            paid[line] = paid.get(line, 0) + cents
    worth = {line.id: schedule.worth(line.id) for line in schedule.lines}
    assert {line: paid.get(line, 0) for line in worth} == worth
    assert sum(figures(schedule, application).due for application in every) == schedule.total_cents
