"""Parts that are paid for, and the tables that price them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from makegood.rules.documents.document import Cell, Found, Sureness, Table
from makegood.rules.figures.blanks import has_blank
from makegood.rules.figures.currencies import currency_named
from makegood.rules.figures.days import days
from makegood.rules.figures.ranges import firm_shares, firm_sums
from makegood.rules.figures.sums import Sum, bare_amount, sums
from makegood.rules.money.amount import percent
from makegood.rules.terms.asides import weighed
from makegood.rules.terms.paper import Paper
from makegood.rules.terms.value import rule

NAMES = rule(
    r"\b(?:milestones?|phases?|deliverables?|items?|services?|tasks?|descriptions?|modules?|stages?|work|features?"
    r"|components?|payments?|line items?|fees?|products?|packages?|options?|areas?|elements?|categor\w+|scope"
    r"|sprints?|event|trigger|activit\w+|clin|instal?lments?)\b"
)
PRICES = rule(
    r"\b(?:amount|price|fee|fees|cost|costs|total|investment|payment|value|due|subtotal|usd|budget|estimate)\b|\$|€|£"
)
NO_PRICES = rule(
    r"\b(?:rate|hours?|hourly|date|terms?|method|schedule|trigger|due date|qty|quantity|days|monthly|/mo|per month|type"
    r"|description)\b"
)
TOTAL = re.compile(
    r"^\W*(?:(?:grand|sub|project|overall|estimated|contract)[\s-]?)*total\b|^\W*$|\bdiscount\b|^\W*balance",
    re.IGNORECASE,
)
ELSE = rule(
    r"\b(?:late|interest|tax|vat|liab\w*|hour|hourly|(?<!-)month|monthly|quarter(?:ly)?|overdue|terminat\w*|cancel\w*|discount|rush"
    r"|kill fee|expens\w*|penalt\w*|increase|overtime|equity|uptime|availability|coverage|growth|damages"
    r"|insurance|(?<!non-)(?<!non)refund\w*|credit)\b"
)


RECURRING = rule(
    r"\b(?:monthly|quarterly|annual(?:ly)?|yearly|recurring|hourly|per (?:month|quarter|year|hour)|a month)\b|/\s?mo\b"
)
SHORT_CELL, WORDY = 40, 10
LETTERED = re.compile(r"^\W*[A-Z][A-Za-z]{0,2}\.?\s?(?=[0-9])")
"""The local sign of a currency before an amount: "K 4,000", "R 500"."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its name, its price or its share of the whole (basis points), and its day."""

    name: str
    sum: Sum | None
    share: int | None = None
    due: date | None = None

    def __str__(self) -> str:
        return f"{self.name}: {self.sum if self.sum is not None else percent(self.share or 0)}"


def tabled(paper: Paper) -> Iterator[Found[Part]]:
    """The priced rows of every table that stands under no aside; of one to choose from unsure."""
    yield from (one for _, one in tabled_by_table(paper))


def tabled_by_table(paper: Paper) -> Iterator[tuple[Table, Found[Part]]]:
    """The same with the table of each."""
    for table in paper.tables:
        columns = columns_of(table)
        if columns is None:
            continue
        name, price = columns
        head = " / ".join(cell.text for cell in table.rows[0])
        line = next((paper.of_cell[id(cell)] for cell in table.rows[0] if id(cell) in paper.of_cell), None)
        sureness = weighed(paper, line, Sureness.SURE, head) if line else Sureness.SURE
        if sureness is None:
            continue
        currency = currency_named(table.rows[0][price].text) or paper.currency or "USD"
        for row in table.rows[1:]:
            if max(name, price) < len(row) and (part := _part_of(row, name, price, currency)):
                yield table, Found(part, row[price].quote(), sureness, "row of a table")


def _part_of(row: tuple[Cell, ...], name: int, price: int, currency: str) -> Part | None:
    first = row[0].text.strip()
    if TOTAL.search(row[name].text) or (name and first and TOTAL.match(first)):
        return None
    if any(RECURRING.search(cell.text) for cell in (*row[:price], *row[price + 1 :]) if len(cell.text) < SHORT_CELL):
        return None
    amount = _amount(row[price])
    if amount is None or (isinstance(amount, Sum) and amount.cents == 0):
        return None
    due = next((day.day for cell in row for day in days(cell.text)), None)
    words = " ".join(row[name].text.split()).strip(" *")
    if isinstance(amount, int):
        return Part(words, None, amount, due)
    beside = [
        one.rate for cell in row for one in firm_shares(cell.text) if len(cell.text) < SHORT_CELL and one.rate < 10_000
    ]
    return Part(words, Sum(amount.cents, amount.currency or currency), beside[0] if len(beside) == 1 else None, due)


def columns_of(table: Table) -> tuple[int, int] | None:
    """The column of names and the column of prices; None for a table that is about something else."""
    if len(table.rows) < 2:
        return None
    head = [cell.text for cell in table.rows[0]]
    names = [
        column
        for column, text in enumerate(head)
        if NAMES.search(text) and not re.search(r"\b(?:date|amount)\b", text, re.IGNORECASE)
    ]
    prices = [column for column, text in enumerate(head) if PRICES.search(text) and not NO_PRICES.search(text)]
    prices = [
        column
        for column in prices
        if any(_amount(row[column]) is not None for row in table.rows[1:] if column < len(row))
    ]
    rest = [name for name in names if name not in prices]
    if not rest or not prices:
        return None
    signed = [
        column for column in prices if any(_is_signed(row[column]) for row in table.rows[1:] if column < len(row))
    ]
    summed = signed or [
        column for column in prices if any(_is_sum(row[column]) for row in table.rows[1:] if column < len(row))
    ]
    filled = {
        column: sum(_amount(row[column]) is not None for row in table.rows[1:] if column < len(row))
        for column in summed or prices
    }
    price = max(filled, key=lambda column: (filled[column], column))
    wordy = [
        name
        for name in rest
        if sum(len(row[name].text) > 2 for row in table.rows[1:] if name < len(row)) > len(table.rows) // 2
    ]
    return (wordy or rest)[0], price


def _is_signed(cell: Cell) -> bool:
    return _is_sum(cell) and any(True for _ in firm_sums(cell.text))


def _is_sum(cell: Cell) -> bool:
    return isinstance(_amount(cell), Sum)


def _amount(cell: Cell) -> Sum | int | None:
    text = cell.text.strip(" *")
    if (
        has_blank(text)
        or ELSE.search(text)
        or re.search(r"/\s?(?:mo|hr|h|yr)|per (?:hour|month|year)", text, re.IGNORECASE)
    ):
        return None
    told = [stands.sum for stands in firm_sums(text)]
    if len(text.split()) > WORDY:
        return None
    if not told and any(True for _ in sums(text)):
        return None
    if told:
        return told[0] if len(told) == 1 else None
    rated = list(firm_shares(text))
    if rated:
        return rated[0].rate if len(rated) == 1 and rated[0].rate <= 10_000 else None
    bare = bare_amount(LETTERED.sub("", text))
    return bare if bare and bare.cents >= 10_000 else None
