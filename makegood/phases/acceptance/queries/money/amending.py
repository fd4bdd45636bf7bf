"""What a changed agreement may not undo: a part that was accepted or asked for stays, and costs no less than that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from makegood.phases.acceptance.queries.money.book import Book
from makegood.phases.acceptance.queries.money.books import book_of
from makegood.phases.agreement.models import Agreement
from makegood.rules.money.amount import formatted
from makegood.rules.refusal import Problem


def what_was_paid_stays(agreement: Agreement) -> Iterator[Problem]:
    """Names: accepted_part_gone, below_what_was_asked. Nothing for a first agreement."""
    book = book_of(agreement.engagement) if agreement.number > 1 else None
    if book is None:
        return
    asked, kept = _asked(book), {str(one.line): one.amount_cents for one in agreement.milestones.all()}
    for line in dict.fromkeys([*book.taken, *asked]):
        title = book.schedule.title(line)
        if line not in kept:
            yield Problem(
                "accepted_part_gone", f"{title} was accepted or asked for already; it must stay a part.", line
            )
        elif kept[line] < asked[line]:
            sentence = f"{title}: {formatted(asked[line])} were asked for already; it cannot cost less than that."
            yield Problem("below_what_was_asked", sentence, line)


def _asked(book: Book) -> Counter[str]:
    """Cents by line, of the requests that were released or wait for an answer."""
    sums: Counter[str] = Counter(book.last.to_date if book.last else {})
    if book.open_request is not None:
        for row in book.open_request.lines.all():
            sums[str(row.milestone.line)] += row.this_cents
    return +sums
