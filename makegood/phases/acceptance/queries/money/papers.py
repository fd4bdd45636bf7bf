"""A payment request on paper: to print, send, and read without an account."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from makegood.connectors.paper import pdf
from makegood.phases.acceptance.models import PaymentRequest
from makegood.phases.acceptance.queries.money.book import Book
from makegood.phases.acceptance.queries.money.saying import lines_of, statement_of
from makegood.rules.calendars.business import plain_day
from makegood.rules.money.amount import exact, formatted

TEMPLATE = Path(__file__).parents[2] / "templates" / "acceptance" / "money" / "request.typ"


def request_pdf(book: Book, asked: PaymentRequest) -> bytes:
    release = next((one for one in book.released if one.request_id == asked.pk), None)
    due = release.pay_by if release else book.due_on(asked)
    values = {
        "title": f"Payment request {asked.number}",
        "amount": formatted(asked.due_cents),
        "engagement": book.engagement.name,
        "from": book.engagement.partner,
        "to": str(book.engagement.owner_company),
        "day": _day(book, asked.at),
        "invoice": asked.invoice or "none given",
        "period": plain_day(asked.period_to),
        "stands": _stands(book, asked),
        "due": plain_day(due) if due else "when all of it is accepted",
        "statement": [[str(number), label, exact(cents)] for number, label, cents in statement_of(book, asked)],
        "lines": [
            [line.title, line.state, exact(line.cost), exact(line.previous), exact(line.this), exact(line.held)]
            for line in lines_of(book, asked)
        ],
        "contributors": "They state that everyone who worked on this was paid and has assigned their work."
        if asked.everyone_paid
        else "It is not stated that everyone who worked on this was paid and has assigned their work.",
        "note": asked.note,
        "release": f"Released by {release.by}, {_day(book, release.at)}: {formatted(release.amount_cents)}."
        if release
        else "",
        "digest": asked.agreement.digest,
    }
    return pdf(TEMPLATE.read_bytes(), values)


def _stands(book: Book, asked: PaymentRequest) -> str:
    if any(one.request_id == asked.pk for one in book.released):
        return "Released"
    if asked.refused is not None:
        return f"Sent back: {asked.refused_because}"
    return "Waits for an answer"


def _day(book: Book, moment: datetime) -> str:
    return plain_day(book.terms.calendar.day_of(moment))
