"""A table of movements to payments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from makegood.rules.documents.document import Cell, Document, Table
from makegood.rules.figures.columns import is_month_first, is_order_known
from makegood.rules.figures.days import days
from makegood.rules.figures.sums import sums
from makegood.rules.payments.columns import MARK, Columns, cents_of, told_columns
from makegood.rules.payments.payment import Export, Kind, Payment
from makegood.rules.terms.reading import Question

TRANSFER = re.compile(
    r"\btransfer (?:to|from)\b(?!.*\b(?:llc|inc|ltd)\b)|\bonline transfer\b|\bxfer\b|\bto savings\b"
    r"|\bfrom savings\b|\binternal transfer\b|\bcredit card payment\b|\bpayment\W{1,3}thank you\b|\bautopay\b"
    r"|\bcard\b.{0,20}\b(?:pymt|pmt|payment)\b|\b(?:pymt|pmt|payment)\b.{0,12}\bcard\b",
    re.IGNORECASE,
)
FEE = re.compile(
    r"\b(?:wire|service|monthly|maintenance|overdraft|foreign transaction|atm|bank|transaction) fee\b|\bfee for\b"
    r"|\bservice charge\b",
    re.IGNORECASE,
)
NO_MOVE = re.compile(
    r"\b(?:opening|closing|beginning|ending|starting) balance\b|^\s*total\b|\bbalance (?:forward|brought)\b",
    re.IGNORECASE,
)
BOOKS_PAID = re.compile(
    r"\b(?:bill payment|bill pmt|check|cheque|expense|credit card (?:charge|expense)|payment|purchase|debit|sale"
    r"|withdrawal|wire|ach|cash)\b",
    re.IGNORECASE,
)
BOOKS_IN = re.compile(r"\b(?:deposit|refund|return|credit(?! card)|received|income)\b", re.IGNORECASE)
BOOKS_NO_MOVE = re.compile(
    r"^\s*(?:bill|invoice|estimate|purchase order|journal entry|vendor credit|statement)\s*$", re.IGNORECASE
)
THANKED = re.compile(r"\bpayment\b.{0,12}\bthank you\b|\bautopay payment\b", re.IGNORECASE)
"""How a card's own statement calls what its holder paid to it."""
UNMOVED = re.compile(
    r"\b(?:failed|failure|cancel\w*|declined|pending|reversed|void\w*|denied|returned|draft|rejected|bounced|blocked|stopped|nsf"
    r"|insufficient|not (?:completed|sent|paid|processed))\b",
    re.IGNORECASE,
)
SAMPLE_ROWS = 3


def read_export(document: Document) -> Export:
    """The movements of the largest table with a column of days. An unknown column is a question with sample rows."""
    tables = sorted(document.tables(), key=lambda table: -len(table.rows))
    for table in tables:
        texts = [[cell.text for cell in row] for row in table.rows]
        columns = told_columns(texts)
        if columns is not None:
            return _read(table, columns, document.kind)
    if not tables:
        return Export("ledger", (), (Question("columns", "This file holds no table; is it an export of payments?"),))
    return Export(
        "ledger", (), (_which(tables[0], "No column of this export holds days. Which column says when it was paid?"),)
    )


def _read(table: Table, columns: Columns, format: str) -> Export:
    if not columns.knows_money():
        sentence = (
            "It is not clear which column of this export holds what was paid. Which one is it, and does a "
            "minus mean paid out?"
        )
        return Export("ledger", (), (_which(table, sentence),))
    body = table.rows[columns.head + 1 :]
    dated = [row[columns.day].text for row in body if columns.day < len(row)]
    month_first = is_month_first(dated)
    questions = list(_doubts(table, columns, dated))
    sign, asked = _sign(body, columns)
    questions += [_which(table, asked)] if asked else []
    payments, unread = [], 0
    for number, row in enumerate(body, columns.head + 2):
        one = _payment(number, row, columns, month_first, sign)
        if one is None:
            unread += any(cell.text.strip() for cell in row)
        else:
            payments.append(one)
    rows = "One row of the export holds" if unread == 1 else f"{unread} rows of the export hold"
    notes = (f"{rows} no movement or could not be read.",) if unread else ()
    return Export(_source(table, columns, format), tuple(payments), tuple(questions), unread, notes)


def _which(table: Table, sentence: str, about: str = "columns") -> Question:
    cells = [cell for row in table.rows[: SAMPLE_ROWS + 1] for cell in row if cell.text.strip()]
    shown = "; ".join(" | ".join(cell.text for cell in row) for row in table.rows[1 : SAMPLE_ROWS + 1])
    return Question(about, f"{sentence} The first rows are: {shown}", tuple(cell.quote() for cell in cells[:12]))


def _doubts(table: Table, columns: Columns, dated: Sequence[str]) -> Iterator[Question]:
    if not is_order_known(dated):
        yield _which(
            table,
            "Every day here could be read with the month or the day first; we read the month first. Is that right?",
            "day order",
        )
    if columns.payee is None and columns.memo is None:
        yield _which(table, "No column of this export says to whom was paid. Which one is it?")


def _sign(body: Sequence[tuple[Cell, ...]], columns: Columns) -> tuple[int, str | None]:
    """-1 when a minus is money out, 1 when it is money in."""
    if columns.amount is None:
        return -1, None
    amounts = [one for row in body if (one := _cents(row, columns.amount, columns.decimal)) is not None]
    if any(cents < 0 for cents in amounts):
        if columns.balance is None and _is_charged_above_zero(body, columns):
            return 1, None
        if columns.balance is None and columns.kind is not None and (told := _by_kind(body, columns)):
            return told, None
        return -1, None
    if columns.kind is not None and any(BOOKS_PAID.search(_text(row, columns.kind)) for row in body):
        return 1, None
    if columns.balance is not None and (told := _by_balance(body, columns)):
        return told, None
    return 1, "All amounts of this export have the same sign. We read them as paid out. Is that right?"


def _is_charged_above_zero(body: Sequence[tuple[Cell, ...]], columns: Columns) -> bool:
    """Whether it is a card's statement on which a charge has no sign, as of American Express: the holder's payments to
    the card, which it thanks for, are below zero and nearly all else is not."""
    told = [
        (bool(THANKED.search(f"{_text(row, columns.payee)} {_text(row, columns.memo)}")), cents)
        for row in body
        if (cents := _cents(row, columns.amount, columns.decimal))
    ]
    paid = [cents for thanked, cents in told if thanked]
    charged = [cents > 0 for thanked, cents in told if not thanked]
    return bool(paid) and max(paid) < 0 and sum(charged) * 2 > len(charged)


def _by_kind(body: Sequence[tuple[Cell, ...]], columns: Columns) -> int | None:
    out = [
        _cents(row, columns.amount, columns.decimal) or 0
        for row in body
        if re.search(r"\b(?:sale|purchase|debit|expense|check|withdrawal)\b", _text(row, columns.kind), re.IGNORECASE)
    ]
    if not out:
        return None
    return -1 if sum(cents < 0 for cents in out) * 2 >= len(out) else 1


def _by_balance(body: Sequence[tuple[Cell, ...]], columns: Columns) -> int | None:
    pairs = [
        (_cents(row, columns.amount, columns.decimal), _cents(row, columns.balance, columns.decimal)) for row in body
    ]
    whole = [(amount, balance) if amount is not None and balance is not None else None for amount, balance in pairs]
    steps = [(a[0], b[0], b[1] - a[1]) for a, b in pairwise(whole) if a and b]
    out = sum(step in (-second, first) and step != second for first, second, step in steps)
    return 1 if steps and out * 2 > len(steps) else None


def _payment(number: int, row: tuple[Cell, ...], columns: Columns, month_first: bool, sign: int) -> Payment | None:
    day = next((day.day for day in days(_text(row, columns.day), month_first)), None)
    kind_text = _text(row, columns.kind)
    payee, memo = _text(row, columns.payee), _text(row, columns.memo)
    words = f"{payee} {memo}".strip()
    if (
        day is None
        or NO_MOVE.search(words)
        or BOOKS_NO_MOVE.match(kind_text)
        or UNMOVED.search(_text(row, columns.state))
    ):
        return None
    moved = _moved(row, columns, sign, kind_text)
    if moved is None:
        return None
    cents, cell, outward = moved
    kind = Kind.PAID if outward else Kind.RECEIVED
    if TRANSFER.search(words) or re.fullmatch(r"transfer", kind_text.strip(), re.IGNORECASE):
        kind = Kind.TRANSFER
    elif outward and FEE.search(words):
        kind = Kind.FEE
    return Payment(
        number, day, payee or memo, cents, kind, cell.quote(), memo if payee else "", _currency(row, columns, cell)
    )


def _moved(row: tuple[Cell, ...], columns: Columns, sign: int, kind: str) -> tuple[int, Cell, bool] | None:
    if columns.amount is not None:
        cents = _cents(row, columns.amount, columns.decimal)
        if not cents:
            return None
        cell = row[columns.amount]
        if marked := MARK.search(cell.text.strip()):
            return abs(cents), cell, marked[1].upper().startswith("D")
        if cents > 0 and sign == 1 and BOOKS_IN.search(kind) and not re.search(r"\bpayment\b", kind, re.IGNORECASE):
            return cents, cell, False
        return abs(cents), cell, (cents < 0) == (sign == -1)
    for place, outward in ((columns.out, True), (columns.inward, False)):
        cents = _cents(row, place, columns.decimal)
        if cents and place is not None:
            return abs(cents), row[place], outward
    return None


def _cents(row: Sequence[Cell], place: int | None, decimal: str | None) -> int | None:
    return cents_of(row[place].text, decimal) if place is not None and place < len(row) else None


def _text(row: Sequence[Cell], place: int | None) -> str:
    return " ".join(row[place].text.split()) if place is not None and place < len(row) else ""


def _currency(row: Sequence[Cell], columns: Columns, cell: Cell) -> str | None:
    if columns.currency is not None:
        return _text(row, columns.currency) or None
    return next((stands.sum.currency for stands in sums(cell.text)), None)


def _source(table: Table, columns: Columns, format: str) -> str:
    head = " ".join(cell.text for cell in table.rows[columns.head]).casefold() if columns.head >= 0 else ""
    if "transaction type" in head and ("num" in head or "split" in head or "vendor" in head):
        return "quickbooks"
    if "card" in head or ("transaction date" in head and "post" in head):
        return "card"
    if format == "ofx":
        return "bank"
    return "bank" if columns.balance is not None or columns.out is not None else "ledger"
