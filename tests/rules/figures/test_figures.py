"""Sums, spans, shares, days and blanks as they stand in running text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makegood.rules.figures.blanks import blanks
from makegood.rules.figures.columns import decimal_mark, is_month_first, is_order_known
from makegood.rules.figures.currencies import currency_named
from makegood.rules.figures.days import days
from makegood.rules.figures.numbers import of_words
from makegood.rules.figures.ranges import firm_sums
from makegood.rules.figures.shares import shares
from makegood.rules.figures.spans import spans
from makegood.rules.figures.sums import Sum, bare_amount, sums
from makegood.rules.money.amount import exact, formatted


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a fee of $12,500.00 now", ["$12,500"]),
        ("USD 12,500 or 12,500 USD", ["$12,500", "$12,500"]),
        ("€1.250,50 and EUR 1'250.50", ["EUR 1,250.50", "EUR 1,250.50"]),
        ("Credit: ($500.00), then -$20 (and $30)", ["-$500", "-$20", "$30"]),
        ("$1.2 million, $15k, 5000 dollars", ["$1,200,000", "$15,000", "$5,000"]),
        ("70,000 INR of 120 hours in 2026", ["INR 70,000"]),
        ("In 2024 USD 5", ["$5"]),
        ("version 2.5 of section 7.2", []),
    ],
)
def test_a_sum_is_what_carries_a_currency(text: str, said: list[str]) -> None:
    assert [str(stands.sum) for stands in sums(text)] == said


@given(st.integers(0, 10**11))
def test_what_money_writes_is_read_back(cents: int) -> None:
    assert [stands.sum for stands in sums(f"pay {formatted(cents)} now")] == [Sum(cents)]
    assert bare_amount(exact(cents)) == Sum(cents, None)


@given(st.text(max_size=80))
def test_no_text_breaks_the_readers(text: str) -> None:
    for reader in (sums, spans, shares, days, blanks):
        for found in reader(text):
            start, end = found if isinstance(found, tuple) else (found.start, found.end)
            assert 0 <= start < end <= len(text)


def test_a_cell_holds_an_amount_and_nothing_else() -> None:
    assert [bare_amount(text) for text in ("(50.00)", "1.234,56", "8 hrs", "")] == [
        Sum(-5_000, None), Sum(123_456, None), None, None,
    ]  # fmt: skip


def test_figures_count_and_words_that_say_something_else_are_told() -> None:
    found = list(spans("within thirty (60) days, ten business days, a 90-day term, 5 (five) working days, two weeks"))
    assert [str(lasts.span) for lasts in found] == [
        "60 days",
        "10 business days",
        "90 days",
        "5 business days",
        "2 weeks",
    ]
    assert [lasts.contradicts for lasts in found] == [30, None, None, None, None]


def test_shares_are_read_in_figures_and_in_words() -> None:
    text = "1.5% per month, fifty percent (50%), one and one-half percent (1.5%), ten percent, ten (12%) percent"
    assert [(share.rate, share.contradicts) for share in shares(text)] == [
        (150, None), (5000, None), (150, None), (1000, None), (1200, 1000),
    ]  # fmt: skip


WRITTEN = (
    "March 12, 2026", "12 March 2026", "the 12th day of March, 2026", "2026-03-12", "3/12/2026", "12-Mar-2026",
    "12.03.2026",
)  # fmt: skip


@pytest.mark.parametrize("text", WRITTEN)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert [day.day for day in days(text)] == [date(2026, 3, 12)]


def test_a_day_that_could_be_read_both_ways_is_doubtful() -> None:
    assert [day.doubtful for day in days("3/12/2026, 25/12/2026, March 12, 2026")] == [True, False, False]
    assert [day.day.month for day in days("25/12/2026")] == [12]


def test_words_are_numbers() -> None:
    words = ("one hundred and twenty", "forty-five", "two thousand five hundred", "many")
    assert [of_words(text) for text in words] == [
        120, 45, 2500, None,
    ]  # fmt: skip


def test_blanks_are_told_and_links_and_notes_are_none() -> None:
    text = "pay $X,XXX to [CLIENT NAME] on ______ or {{date}}, TBD; see [1] and [terms](https://a.test)"
    assert [text[start:end] for start, end in blanks(text)] == ["$X,XXX", "[CLIENT NAME]", "______", "{{date}}", "TBD"]


def test_a_column_shows_what_a_cell_cannot() -> None:
    assert decimal_mark(["1.234,56", "12,00", "7"]) == ","
    assert decimal_mark(["1,234.56", "12.00"]) == "."
    assert decimal_mark(["7", "12"]) is None
    assert is_month_first(["03/04/2026", "04/25/2026"]) is True
    assert is_month_first(["03/04/2026", "25/04/2026"]) is False
    assert is_month_first(["01/02/2026", "01/03/2026", "02/03/2026"]) is True
    assert is_month_first(["01/02/2026", "03/02/2026", "01/03/2026"]) is False
    assert is_order_known(["03/04/2026"]) is False


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$25-$50", []),
        ("$18-25/month", []),
        ("between $2,000 and $5,000", []),
        ("PHP 10,000 to PHP 15,000", []),
        ("$10K-$30K", []),
        ("$3,000+", []),
        ("increase from $2,000 to $5,000", ["$2,000", "$5,000"]),
        ("$400 + VAT", ["$400"]),
        ("$5,000 - 50% now", ["$5,000"]),
        ("$500 to 2 people", ["$500"]),
        ("$20,000 or $15,000", ["$20,000", "$15,000"]),
    ],
)
def test_the_ends_of_a_range_are_no_sums(text: str, expected: list[str]) -> None:
    assert [str(one.sum) for one in firm_sums(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KES 7,500.00", ["KES 7,500"]),
        ("GH₵3,000", ["GHS 3,000"]),
        ("KSh 5000", ["KES 5,000"]),
        ("Rs. 5,000", ["INR 5,000"]),
        ("$55,000 MXN", ["MXN 55,000"]),
        ("incur a $25 fee", ["$25"]),
        ("PHP 8.2 and all 3 of them", []),
        ("PHP 10,000", ["PHP 10,000"]),
    ],
)
def test_sums_of_many_currencies_are_read(text: str, expected: list[str]) -> None:
    assert [str(one.sum) for one in sums(text)] == expected


def test_a_heading_names_one_currency_or_none() -> None:
    assert [currency_named(text) for text in ("Amount (KES)", "Price in €", "USD or EUR", "Amount")] == [
        "KES", "EUR", None, None,
    ]  # fmt: skip
