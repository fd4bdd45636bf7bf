"""Files for a spreadsheet and for a bookkeeper; no cell of them can act."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

Cell = str | int | Decimal | date | None

# owasp.org/www-community/attacks/CSV_Injection: what begins so is a formula to Excel, LibreOffice or Sheets, behind
# blanks, too, and in the wide letters of East Asia, which Excel reads as the narrow ones.
_ACTING = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")


def defused(text: str) -> str:
    """An apostrophe before what could act; control characters gone. A negative number is given as a number instead."""
    clean = "".join(letter for letter in text if letter in "\t\r\n" or letter >= " ")
    begins = clean.lstrip(" \u00a0\u200b\ufeff")
    return f"'{clean}" if clean.startswith(_ACTING) or begins.startswith(_ACTING) else clean


def csv_bytes(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with its mark (without it Excel takes ä for Ã¤), RFC 4180; every text in quotes, dates as 2026-03-12.

    Raises ValueError for a row that is not as long as the head.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow([defused(name) for name in head])
    for row in rows:
        if len(row) != len(head):
            raise ValueError("a row of another length than its head")
        writer.writerow([_cell(value) for value in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _cell(value: Cell) -> str | int | Decimal:
    if value is None:
        return ""
    if isinstance(value, str):
        return defused(value)
    if isinstance(value, date):
        return value.isoformat(sep=" ", timespec="seconds") if isinstance(value, datetime) else value.isoformat()
    return value


def money(cents: int) -> Decimal:
    """12345 -> 123.45"""
    return Decimal(cents).scaleb(-2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """One payment to make. `number` is shown to 21 letters, the most that QuickBooks keeps."""

    number: str
    vendor: str
    billed: date
    due: date
    account: str
    """The name in the owner's books, as "Software development"; the bookkeeper chooses it, we never guess."""
    cents: int
    description: str
    memo: str = ""


QUICKBOOKS_HEAD = ("Bill No", "Vendor", "Bill Date", "Due Date", "Account", "Line Amount", "Line Description", "Memo")
QUICKBOOKS_NUMBER = 21


def quickbooks_bills(bills: Iterable[Bill]) -> bytes:
    """For QuickBooks Online: Settings, Import data, Bills; a column is matched to a field there by hand, once.

    The fields and their limits are those that importers list (Zed Axis, "Import bills into QuickBooks Online";
    Transaction Pro, "Bill"): number of 21 letters, vendor, dates as 03/12/2026, account and amount of each line. IIF is
    not written: it is read by QuickBooks Desktop alone, links no payment to its bill and is not checked when it is read
    (community.intuit.com, "Export or import IIF files"). Tried with no QuickBooks of ours.
    Raises ValueError for an amount that is not above zero or a number that would be cut.
    """
    rows: list[Sequence[Cell]] = []
    for bill in bills:
        if bill.cents <= 0:
            raise ValueError("a bill is about more than nothing")
        if not 0 < len(bill.number) <= QUICKBOOKS_NUMBER:
            raise ValueError(f"the number of a bill has 1 to {QUICKBOOKS_NUMBER} letters")
        dates = (f"{bill.billed:%m/%d/%Y}", f"{bill.due:%m/%d/%Y}")
        rows.append((bill.number, bill.vendor, *dates, bill.account, money(bill.cents), bill.description, bill.memo))
    return csv_bytes(QUICKBOOKS_HEAD, rows)
