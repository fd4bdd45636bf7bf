"""Money held back: how much, and when it goes back."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from makegood.rules.money.retainage import Terms, holding, returns, to_hold
from tests.rules.money.drawn import CENTS

LAUNCH, WARRANTY, LATEST = date(2026, 6, 1), date(2026, 12, 1), date(2027, 1, 15)
TERMS = Terms(rate=1_000, latest_return=LATEST, launched=LAUNCH, warranty_ends=WARRANTY)


def test_from_launch_the_greater_of_the_two_is_held() -> None:
    assert to_hold(300_000, 10_800_000) == 540_000
    assert to_hold(500_000, 10_800_000) == 750_000
    assert to_hold(1, 0) == 2


def test_until_launch_the_agreed_share_stays_held() -> None:
    before = holding(
        TERMS, held_cents=1_080_000, punch_list_cents=0, verified_cents=10_800_000, on=LAUNCH - timedelta(days=1)
    )
    assert (before.hold_cents, before.return_cents, before.add_cents) == (1_080_000, 0, 0)
    assert "15 January 2027" in before.sentence


def test_at_launch_what_is_above_the_rule_goes_back() -> None:
    now = holding(TERMS, held_cents=1_080_000, punch_list_cents=300_000, verified_cents=10_800_000, on=LAUNCH)
    assert (now.hold_cents, now.return_cents) == (540_000, 540_000)
    assert "5 % of the $108,000 proven" in now.sentence


def test_too_little_held_is_kept_from_later_payments_and_never_asked_back() -> None:
    now = holding(TERMS, held_cents=100_000, punch_list_cents=500_000, verified_cents=10_800_000, on=LAUNCH)
    assert (now.return_cents, now.add_cents) == (0, 650_000)
    assert "1.5 times the $5,000 still to fix" in now.sentence


def test_after_the_warranty_only_what_is_still_to_fix_is_held() -> None:
    now = holding(TERMS, held_cents=540_000, punch_list_cents=100_000, verified_cents=10_800_000, on=WARRANTY)
    assert (now.hold_cents, now.return_cents) == (150_000, 390_000)


def test_on_the_latest_day_everything_goes_back() -> None:
    now = holding(TERMS, held_cents=540_000, punch_list_cents=9_000_000, verified_cents=10_800_000, on=LATEST)
    assert (now.hold_cents, now.return_cents, now.add_cents) == (0, 540_000, 0)


def test_the_plan_says_what_goes_back_on_which_day() -> None:
    plan = returns(
        TERMS, held_cents=1_080_000, punch_list_cents=100_000, verified_cents=10_800_000, on=date(2026, 5, 1)
    )
    assert [(one.on, one.cents) for one in plan] == [(LAUNCH, 540_000), (WARRANTY, 390_000), (LATEST, 150_000)]
    assert plan[0].sentence.startswith("$5,400 on 1 June 2026.")


@given(CENTS, CENTS, CENTS, st.dates(date(2026, 1, 1), date(2028, 1, 1)))
def test_returned_held_and_added_always_sum(held: int, punch: int, verified: int, on: date) -> None:
    now = holding(TERMS, held_cents=held, punch_list_cents=punch, verified_cents=verified, on=on)
    assert now.hold_cents == held - now.return_cents + now.add_cents
    assert min(now.hold_cents, now.return_cents, now.add_cents) >= 0
    assert now.return_cents == 0 or now.add_cents == 0
    if LAUNCH <= on < WARRANTY:
        assert now.hold_cents == max((3 * punch + 1) // 2, (verified * 5 + 50) // 100)


@given(CENTS, CENTS, CENTS, st.dates(date(2026, 1, 1), date(2028, 1, 1)))
def test_by_the_latest_day_all_that_is_held_has_gone_back(held: int, punch: int, verified: int, on: date) -> None:
    plan = returns(TERMS, held_cents=held, punch_list_cents=punch, verified_cents=verified, on=on)
    assert sum(one.cents for one in plan) == held
    assert all(one.on <= max(on, LATEST) and one.cents > 0 for one in plan)
