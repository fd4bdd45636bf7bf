"""Money in words and rows: where each part stands, lines 1 to 9 of a request, what ties and what does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from makegood.phases.acceptance.models import PaymentRequest, Release, RequestLine
from makegood.phases.acceptance.queries.money.book import Book, living
from makegood.rules.money.amount import formatted, percent


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRow:
    """One part of the price: cents. `accepted`: since when; `proven`: its checks had passed then."""

    id: str
    title: str
    cost: int
    accepted: datetime | None
    proven: bool
    waived: int
    released: int
    paid: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One part of one request, in cents. `state`: proven, accepted (by silence), or neither."""

    title: str
    cost: int
    previous: int
    this: int
    held: int
    state: str


def rows_of(book: Book) -> list[PartRow]:
    released, paid = book.released_by_line, _paid_by_line(book)
    return [
        PartRow(
            id=str(one.pk),
            title=one.title,
            cost=book.schedule.worth(line),
            accepted=book.taken.get(line),
            proven=line in book.proven,
            waived=book.waived.get(line, 0),
            released=released.get(line, 0),
            paid=paid.get(line, 0),
        )
        for one in book.milestones
        if (line := str(one.line))
    ]


def _paid_by_line(book: Book) -> Mapping[str, int]:
    """What was paid of each release, shared out by its parts, in order: the first part is paid first."""
    left = {release.pk: 0 for release in book.released}
    for payment in living(book.payments):
        if payment.release_id in left:
            left[payment.release_id] += payment.amount_cents
    found: dict[str, int] = {}
    for release in book.released:
        rest = left[release.pk]
        for line, cents in release.parts.items():
            taken = min(rest, cents)
            found[line] = found.get(line, 0) + taken
            rest -= taken
    return found


def standing_sentence(book: Book) -> str:
    """The first line of the money page."""
    proven, whole = book.verified_cents, book.schedule.total_cents
    paid = sum(payment.amount_cents for payment in living(book.payments))
    return f"{formatted(proven)} of {formatted(whole)} is proven, {formatted(paid)} is paid."


def paid_of(book: Book, release: Release) -> int:
    return sum(one.amount_cents for one in living(book.payments) if one.release_id == release.pk)


def released_sentence(book: Book, release: Release) -> str:
    """The first line of a request that was released: how much of it has left the account."""
    whole, paid = formatted(release.amount_cents), paid_of(book, release)
    proven = " although not proven" if release.anyway else ""
    if paid >= release.amount_cents:
        return f"{whole} was released{proven} and paid."
    if paid:
        return f"{formatted(paid)} of the {whole} that was released{proven} is paid."
    return f"{whole} is released{proven}."


def lines_of(book: Book, asked: PaymentRequest) -> list[Line]:
    return [_line(book, line) for line in sorted(asked.lines.all(), key=lambda one: one.milestone.position)]


def _line(book: Book, line: RequestLine) -> Line:
    key = str(line.milestone.line)
    state = "proven" if key in book.proven else "accepted" if key in book.taken else "not proven"
    return Line(
        title=line.milestone.title,
        cost=book.schedule.worth(key),
        previous=line.previous_cents,
        this=line.this_cents,
        held=line.held_back_cents,
        state=state,
    )


def statement_of(book: Book, asked: PaymentRequest) -> list[tuple[int, str, int]]:
    """Lines 1 to 9 as they were when it was asked for: (number, label, cents)."""
    completed = sum(line.previous_cents + line.this_cents for line in asked.lines.all())
    earned = completed - asked.held_back_cents
    schedule = book.schedule
    rate = percent(book.agreement.held_back_share)
    return [
        (1, "Price as signed", schedule.contract_cents),
        (2, "Approved changes", schedule.changes_cents),
        (3, "Price now (1 + 2)", schedule.total_cents),
        (4, "Asked for so far", completed),
        (5, f"Money held back ({rate} until launch)", asked.held_back_cents),
        (6, "Less money held back (4 - 5)", earned),
        (7, "Released before", earned - asked.due_cents),
        (8, "Due with this request (6 - 7)", asked.due_cents),
        (9, "Left of the price, money held back included (3 - 6)", schedule.total_cents - earned),
    ]
