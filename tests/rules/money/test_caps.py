"""Time and materials stay under their caps."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from makegood.rules.money.caps import Caps, cap_problems, caps_problems
from makegood.rules.refusal import blocking

CAPS = Caps(monthly_cents=2_000_000, total_cents=5_000_000)


def names(spent: dict[str, int], asked: int) -> list[str]:
    return [problem.name for problem in cap_problems(CAPS, spent, "2026-03", asked)]


def test_a_cent_above_the_month_is_refused() -> None:
    assert names({}, 1_499_999) == []
    assert names({}, 1_500_000) == ["monthly_notice"]
    assert names({}, 2_000_000) == ["monthly_notice"]
    assert names({}, 2_000_001) == ["above_monthly_cap"]


def test_a_cent_above_the_whole_is_refused() -> None:
    spent = {"2026-01": 2_000_000, "2026-02": 2_000_000}
    assert names(spent, 1_000_000) == ["total_notice"]
    assert names(spent, 1_000_001) == ["above_total_cap"]


def test_notice_at_three_quarters_says_what_is_left_and_does_not_block() -> None:
    problems = cap_problems(CAPS, {"2026-01": 1_900_000, "2026-02": 1_850_000}, "2026-03", 0)
    assert [problem.sentence for problem in problems] == ["75 % of the total cap of $50,000 is used; $12,500 left."]
    assert blocking(problems) == ()


@given(st.dictionaries(st.sampled_from(["2026-01", "2026-02", "2026-03"]), st.integers(0, 2_500_000)), st.data())
def test_what_there_is_room_for_is_not_refused_and_a_cent_more_is(spent: dict[str, int], data: st.DataObject) -> None:
    left = max(0, min(CAPS.monthly_cents - spent.get("2026-03", 0), CAPS.total_cents - sum(spent.values())))
    over = sum(spent.values()) > CAPS.total_cents or spent.get("2026-03", 0) > CAPS.monthly_cents
    assert blocking(cap_problems(CAPS, spent, "2026-03", data.draw(st.integers(0, left)))) == () or over
    assert blocking(cap_problems(CAPS, spent, "2026-03", left + 1))


def test_how_much_is_above_is_said() -> None:
    [problem] = cap_problems(CAPS, {}, "2026-03", 2_100_000)
    assert problem.sentence == "$21,000 for March 2026 is $1,000 above the monthly cap of $20,000."


def test_caps_that_cannot_be_are_named() -> None:
    assert [problem.name for problem in caps_problems(Caps(0, 1))] == ["cap_missing"]
    assert [problem.name for problem in caps_problems(Caps(2, 1))] == ["caps_crossed"]
    assert [problem.name for problem in caps_problems(Caps(1, 0))] == ["cap_missing"]
    assert caps_problems(CAPS) == caps_problems(Caps(1, 1)) == ()
