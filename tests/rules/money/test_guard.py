"""Nothing is released twice, above its line, its price or its cap, or to an account that was not agreed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makegood.rules.money.caps import Caps
from makegood.rules.money.guard import (
    Instruction,
    Part,
    Payee,
    PayeeChange,
    Standing,
    refusals,
    released_by_line,
)
from makegood.rules.money.schedule import ChangeOrder, Schedule
from tests.rules.money.drawn import EXAMPLE, schedules

SIGNED = datetime(2026, 1, 5, 15, 0, tzinfo=UTC)
NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
PAYEE = Payee("account-1", SIGNED)
INSTRUCTION = Instruction("request-2", "account-1", (Part("b", 3_420_000),))
STANDING = Standing(EXAMPLE, {"request-2": {"b": 3_420_000}}, (), PAYEE)


def names(instruction: Instruction = INSTRUCTION, standing: Standing = STANDING, now: datetime = NOW) -> set[str]:
    found = refusals(instruction, standing, now=now)
    assert all(problem.sentence.endswith(".") and problem.blocks for problem in found)
    return {problem.name for problem in found}


def test_what_was_approved_may_be_released() -> None:
    assert names() == set()


def test_nothing_is_released_twice() -> None:
    assert "released_before" in names(standing=replace(STANDING, released=(INSTRUCTION,)))


def test_a_second_smaller_release_of_the_same_request_is_a_second_release() -> None:
    small = replace(INSTRUCTION, parts=(Part("b", 1),))
    assert names(small, replace(STANDING, released=(small,))) == {"released_before"}


def test_only_what_was_approved_is_released() -> None:
    assert names(replace(INSTRUCTION, request="request-9")) == {"not_approved"}
    assert names(replace(INSTRUCTION, parts=(Part("b", 3_420_001),))) == {"above_approved"}
    assert "above_approved" in names(replace(INSTRUCTION, parts=(Part("a", 1),)))


def test_an_approval_above_the_line_does_not_help() -> None:
    generous = replace(STANDING, approved={"request-2": {"b": 99_000_000}})
    assert names(replace(INSTRUCTION, parts=(Part("b", 3_800_001),)), generous) == {"above_line"}
    assert names(replace(INSTRUCTION, parts=(Part("b", 10_800_001),)), generous) == {"above_line", "above_contract"}


def test_the_whole_price_may_be_released_and_not_a_cent_more() -> None:
    worth = {part.id: EXAMPLE.worth(part.id) for part in EXAMPLE.lines}
    standing = replace(STANDING, approved={"request-2": worth})
    whole = replace(INSTRUCTION, parts=tuple(Part(line, cents) for line, cents in worth.items()))
    assert whole.cents == EXAMPLE.total_cents
    assert names(whole, standing) == set()
    credit = replace(EXAMPLE, contract_cents=EXAMPLE.contract_cents - 1, capped=True)
    assert names(whole, replace(standing, schedule=credit)) == {"above_contract"}


def test_refusals_say_how_much_too_much_it_is() -> None:
    earlier = Instruction("request-1", "account-1", (Part("b", 500_000),))
    [problem] = refusals(INSTRUCTION, replace(STANDING, released=(earlier,)), now=NOW)
    assert problem.sentence == "Ordering: $39,200 released would be $1,200 more than its $38,000."
    assert problem.line == "b"
    [problem] = refusals(replace(INSTRUCTION, parts=(Part("a", 1),)), STANDING, now=NOW)
    assert problem.sentence == "$0.01 is more than the $0 approved."


def test_an_unsigned_change_order_carries_nothing() -> None:
    assert names(replace(INSTRUCTION, changes=("1",))) == set()
    assert names(replace(INSTRUCTION, changes=("2",))) == {"change_not_signed"}
    launch = replace(INSTRUCTION, parts=(Part("d", 2_500_000),))
    approved = replace(STANDING, approved={"request-2": {"d": 2_500_000}})
    assert names(launch, approved) == {"above_line"}
    signed = replace(EXAMPLE, changes=(ChangeOrder("2", "d", 500_000, approved=True),))
    assert names(launch, replace(approved, schedule=signed)) == set()


def test_time_and_materials_stay_under_both_caps() -> None:
    capped = replace(STANDING, schedule=replace(EXAMPLE, capped=True), caps=Caps(3_420_000, 6_000_000))
    march = replace(INSTRUCTION, month="2026-03")
    assert names(march, capped) == set()
    assert names(march, replace(capped, caps=Caps(3_419_999, 6_000_000))) == {"above_monthly_cap"}
    earlier = Instruction("request-1", "account-1", (Part("a", 1_200_000),), month="2026-02")
    spent = replace(capped, released=(earlier,))
    assert names(march, spent) == set()
    assert names(march, replace(spent, caps=Caps(3_420_000, 4_619_999))) == {"above_total_cap"}


def test_money_held_back_is_returned_whatever_the_month() -> None:
    capped = replace(STANDING, caps=Caps(100, 6_000_000))
    assert names(INSTRUCTION, capped) == set()


def test_a_release_leaves_what_is_to_be_held_back_today() -> None:
    earlier = Instruction("request-1", "account-1", (Part("a", 1_080_000),))
    standing = replace(STANDING, released=(earlier,), earned_cents=4_500_000)
    assert names(standing=standing) == set()
    assert names(standing=replace(standing, earned_cents=4_499_999)) == {"above_earned"}


@pytest.mark.parametrize(
    ("parts", "name"),
    [((), "nothing_to_release"), ((Part("b", -1),), "part_below_zero"), ((Part("b", 1), Part("b", 1)), "part_twice")],
)
def test_parts_that_make_no_sense_are_refused(parts: tuple[Part, ...], name: str) -> None:
    assert name in names(replace(INSTRUCTION, parts=parts))


def test_money_goes_to_the_account_that_both_signed() -> None:
    assert names(standing=replace(STANDING, payee=Payee("account-1", None))) == {"payee_not_frozen"}
    assert names(now=SIGNED) == set()
    assert names(now=SIGNED - timedelta(seconds=1)) == {"payee_not_frozen"}
    assert names(replace(INSTRUCTION, payee="account-9")) == {"payee_differs"}


def test_a_changed_account_waits_72_hours_and_a_call_back() -> None:
    asked = NOW - timedelta(hours=72)
    new = replace(INSTRUCTION, payee="account-2")

    def with_change(asked: datetime, called: datetime | None) -> Standing:
        return replace(STANDING, payee=replace(PAYEE, change=PayeeChange("account-2", asked, called)))

    assert names(new, with_change(asked, NOW)) == set()
    for waits, words in ((timedelta(seconds=1), "1 hour to wait."), (timedelta(hours=71), "71 hours to wait.")):
        [problem] = refusals(new, with_change(asked + waits, NOW), now=NOW)
        assert problem.sentence.endswith(words)
    assert names(new, with_change(asked, None)) == {"no_call_back"}
    assert names(new, with_change(asked + timedelta(seconds=1), NOW)) == {"payee_change_waits"}
    assert names(new, with_change(asked, asked - timedelta(seconds=1))) == {"no_call_back"}
    assert names(standing=with_change(asked + timedelta(seconds=1), NOW)) == set(), "the agreed account still counts"
    assert names(standing=with_change(asked, NOW)) == {"payee_differs"}, "the change counts from now on"


def test_72_hours_are_hours_also_when_clocks_change() -> None:
    zone = ZoneInfo("America/New_York")
    asked = datetime(2026, 3, 6, 12, 0, tzinfo=zone)
    change = replace(STANDING, payee=replace(PAYEE, change=PayeeChange("account-2", asked, asked)))
    new = replace(INSTRUCTION, payee="account-2")
    assert names(new, change, datetime(2026, 3, 9, 12, 59, tzinfo=zone)) == {"payee_change_waits"}
    assert names(new, change, datetime(2026, 3, 9, 13, 0, tzinfo=zone)) == set()


@given(schedules(), st.data())
def test_no_order_of_tries_releases_twice_or_above_line_price_or_cap(schedule: Schedule, data: st.DataObject) -> None:
    lines = [part.id for part in schedule.lines]
    amounts = st.dictionaries(st.sampled_from(lines), st.integers(-5, 60_000_000), max_size=3)
    requests = st.sampled_from(["r1", "r2", "r3", "r4"])
    caps = data.draw(st.none() | st.builds(Caps, st.integers(1, 10**8), st.integers(1, 2 * 10**8)))
    standing = Standing(schedule, data.draw(st.dictionaries(requests, amounts)), (), PAYEE, caps)
    for _ in range(data.draw(st.integers(1, 12))):
        request = data.draw(requests)
        tried = data.draw(amounts | st.just(standing.approved.get(request, {})))
        parts = tuple(Part(line, cents) for line, cents in tried.items())
        month = data.draw(st.sampled_from(["2026-01", "2026-02"]))
        instruction = Instruction(request, "account-1", parts, month=month)
        if not refusals(instruction, standing, now=NOW):
            standing = replace(standing, released=(*standing.released, instruction))
    done = standing.released
    assert len({instruction.request for instruction in done}) == len(done)
    assert all(cents <= schedule.worth(line) for line, cents in released_by_line(done).items())
    assert sum(instruction.cents for instruction in done) <= schedule.total_cents
    for instruction in done:
        approved = standing.approved[instruction.request]
        assert all(0 <= part.cents <= approved.get(part.line, 0) for part in instruction.parts)
    if caps:
        assert sum(instruction.cents for instruction in done) <= caps.total_cents
        for month in ("2026-01", "2026-02"):
            assert sum(one.cents for one in done if one.month == month) <= caps.monthly_cents
