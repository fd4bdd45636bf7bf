"""What the bookkeeper is to pay, and the file for QuickBooks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from makegood.connectors.spreadsheet import QUICKBOOKS_NUMBER, Bill, quickbooks_bills
from makegood.phases.acceptance.models import Release
from makegood.phases.acceptance.queries.money.book import Book, living


@dataclass(frozen=True, slots=True, kw_only=True)
class ToPay:
    """One release, what was paid of it, and what is left (cents). `late`: days after its pay date, 0 when in time."""

    release: Release
    paid: int
    left: int
    late: int


def to_pay_of(book: Book) -> list[ToPay]:
    paid: Counter[object] = Counter()
    for payment in living(book.payments):
        paid[payment.release_id] += payment.amount_cents
    rows = []
    for release in book.released:
        left = release.amount_cents - paid[release.pk]
        late = max(0, (book.today - release.pay_by).days) if left else 0
        rows.append(ToPay(release=release, paid=paid[release.pk], left=left, late=late))
    return sorted(rows, key=lambda row: row.release.pay_by)


def bills_file(book: Book) -> bytes:
    """What is left to pay, one bill a release."""
    return quickbooks_bills(
        Bill(
            number=(row.release.request.invoice or f"Request {row.release.request.number}")[:QUICKBOOKS_NUMBER],
            vendor=row.release.payee.name,
            billed=book.terms.calendar.day_of(row.release.at),
            due=row.release.pay_by,
            cents=row.left,
            account="",
            description=f"{book.engagement.name}, payment request {row.release.request.number}",
        )
        for row in to_pay_of(book)
        if row.left
    )
