"""Fixed price or time and materials: advice with its reasons."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from makegood.rules.advice import Form, Situation, advise

CLEAR = Situation(
    scope_frozen=True, criteria_written=True, unknown_integrations=0, size_cents=10_000_000, weeks=10, owner_hours=2
)


def test_what_is_written_down_suits_a_fixed_price() -> None:
    advice = advise(CLEAR)
    assert advice.form is Form.FIXED_PRICE
    assert advice.sentence == "A fixed price of about $100,000, paid part by part, suits this."


def test_each_open_point_alone_turns_the_advice() -> None:
    for open_point in (
        replace(CLEAR, scope_frozen=False),
        replace(CLEAR, criteria_written=False),
        replace(CLEAR, unknown_integrations=1),
    ):
        advice = advise(open_point)
        assert advice.form is Form.TIME_AND_MATERIALS
        assert len(advice.would_change) == 1


def test_an_owner_without_time_is_told_what_time_and_materials_ask_of_them() -> None:
    reasons = advise(replace(CLEAR, scope_frozen=False, owner_hours=1)).reasons
    assert "you have 1 hour" in reasons[-1]


def test_long_work_is_to_be_cut_into_parts() -> None:
    assert any("parts that are each accepted" in reason for reason in advise(replace(CLEAR, weeks=26)).reasons)


@given(
    st.builds(
        Situation,
        scope_frozen=st.booleans(),
        criteria_written=st.booleans(),
        unknown_integrations=st.integers(0, 5),
        size_cents=st.integers(1, 10**9),
        weeks=st.integers(1, 100),
        owner_hours=st.integers(0, 40),
    )
)
def test_advice_always_has_two_or_three_reasons_and_what_would_change_it(situation: Situation) -> None:
    advice = advise(situation)
    assert 2 <= len(advice.reasons) <= 3
    assert advice.would_change
    assert all(text.endswith(".") for text in (advice.sentence, *advice.reasons, *advice.would_change))
