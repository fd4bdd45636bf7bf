"""Amounts as people type and read them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makegood.rules.money.amount import MOST, apportioned, divided, formatted, parse, parse_percent, percent, share
from makegood.rules.refusal import Refused


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("$38,000.00", 3_800_000),
        ("38000", 3_800_000),
        (" 38,000 ", 3_800_000),
        ("USD 38,000.5", 3_800_050),
        ("38000 usd", 3_800_000),
        ("US$1", 100),
        ("0", 0),
        ("0.07", 7),
        ("0" * 5000 + "7", 700),
        ("1,000,000,000", MOST),
    ],
)
def test_what_people_type_is_read(typed: str, cents: int) -> None:
    assert parse(typed) == cents


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Please enter an amount in dollars"),
        ("   ", "Please enter an amount in dollars"),
        ("€500", "Amounts are in US dollars"),
        ("500 EUR", "Amounts are in US dollars"),
        ("38k", "instead of 38k"),
        ("38.000", "Cents have two digits"),
        ("38,00", "commas"),
        ("1,2345", "commas"),
        ("12,34,567", "commas"),
        ("about a lot", "not an amount"),
        ("1e5", "not an amount"),
        ("NaN", "not an amount"),
        ("١٢", "not an amount"),
        ("$", "not an amount"),
        ("--5", "not an amount"),
        ("-5", "cannot be below $0"),
        ("($5)", "cannot be below $0"),
        ("1,000,000,000.01", "more than $1,000,000,000"),
        ("9" * 5000, "more than $1,000,000,000"),
    ],
)
def test_every_refusal_is_a_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(Refused, match=r"\.$") as refused:
        parse(typed)
    assert sentence in str(refused.value)


def test_a_credit_is_read_where_one_may_be_entered() -> None:
    assert {parse(typed, least=-MOST) for typed in ("-500", "-$500", "$-500", "($500)", "\u2212500.00")} == {-50_000}


def test_nothing_is_refused_where_something_must_be_asked() -> None:
    with pytest.raises(Refused, match=r"more than \$0"):
        parse("0", least=1)


def test_too_little_and_too_much_are_said_with_their_bounds() -> None:
    with pytest.raises(Refused, match=r"must be at least \$10\."):
        parse("9.99", least=1_000)
    with pytest.raises(Refused, match=r"more than \$100, the most"):
        parse("100.01", most=10_000)
    with pytest.raises(Refused, match=r"cannot be below \$0"):
        parse("-5", least=1)


@given(st.integers(-MOST, MOST))
def test_what_is_written_is_read_back(cents: int) -> None:
    assert parse(formatted(cents), least=-MOST) == cents


@given(st.text(max_size=20))
def test_any_text_gives_cents_or_a_sentence(typed: str) -> None:
    assert 0 <= cents_or_sentence(typed)[0] <= MOST
    assert cents_or_sentence(typed)[1].endswith(".")


def cents_or_sentence(typed: str) -> tuple[int, str]:
    try:
        return parse(typed), "Fine."
    except Refused as refused:
        return 0, str(refused)


def test_whole_dollars_are_written_without_cents() -> None:
    assert [formatted(cents) for cents in (3_800_000, 3_800_050, 5, -50_000)] == [
        "$38,000",
        "$38,000.50",
        "$0.05",
        "-$500",
    ]


@given(st.integers(-(10**12), 10**12), st.integers(0, 10_000))
def test_a_share_is_rounded_half_up(cents: int, rate: int) -> None:
    exact = Decimal(cents) * rate / 10_000
    assert share(cents, rate) == int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def test_half_a_cent_goes_up() -> None:
    assert [divided(top, 2) for top in (1, 3, -1, 2)] == [1, 2, -1, 1]


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=8).filter(sum), st.data())
def test_parts_sum_to_the_whole_and_none_exceeds_its_weight(weights: list[int], data: st.DataObject) -> None:
    cents = data.draw(st.integers(0, sum(weights)))
    parts = apportioned(cents, tuple(weights))
    assert sum(parts) == cents
    assert all(0 <= part <= weight for part, weight in zip(parts, weights, strict=True))


def test_what_does_not_split_evenly_goes_to_the_largest_remainders_and_then_in_order() -> None:
    assert apportioned(1, (1, 2)) == (0, 1)
    assert apportioned(5, (3, 3, 3)) == (2, 2, 1)


def test_nothing_cannot_carry_something() -> None:
    assert apportioned(0, (0, 0)) == (0, 0)
    with pytest.raises(ValueError, match="split"):
        apportioned(1, (0, 0))


@pytest.mark.parametrize(("typed", "rate"), [("10", 1_000), ("10 %", 1_000), ("7.5%", 750), ("0", 0), ("100", 10_000)])
def test_a_percentage_is_read(typed: str, rate: int) -> None:
    assert parse_percent(typed) == rate


@pytest.mark.parametrize("typed", ["", "ten", "101", "-5", "7.555", "1e1"])
def test_a_percentage_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="percentage"):
        parse_percent(typed)


@given(st.integers(0, 10_000))
def test_a_percentage_is_read_back(rate: int) -> None:
    assert parse_percent(percent(rate)) == rate
