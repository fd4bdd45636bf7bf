"""What was read as lines for a person: the worst first, each value with its words, then what was not found."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping

from makegood.rules.bills.auditing import faults
from makegood.rules.bills.bill import Bill
from makegood.rules.documents.document import Quote, Sureness
from makegood.rules.documents.language import NAMES
from makegood.rules.figures.sums import Sum
from makegood.rules.money.amount import formatted
from makegood.rules.payments.payment import Export, Kind
from makegood.rules.reading.kinds import AGREEMENTS, SAID
from makegood.rules.reading.together import Reading, ReadPaper
from makegood.rules.terms.reading import Terms, values

WIDTH = 100
QUOTED_MOST = 150
FIRST = (
    "owner",
    "partner",
    "effective",
    "ends",
    "term",
    "total",
    "parts",
    "rates",
    "total_cap",
    "monthly_cap",
    "upfront",
)
"""What an owner looks for first; the rest follows by name."""
OF_BILLS = re.compile(r"\bthe bill\b|\bno lines?\b|\blines say\b|\bearlier bill|\bfrom before\b")
LIKELY = {Sureness.SURE: "", Sureness.LIKELY: " (likely)", Sureness.UNSURE: " (not sure)"}
READ_IT = {**LIKELY, Sureness.UNSURE: " (not sure: read it yourself)"}


def lines(reading: Reading, unread: Mapping[str, str]) -> Iterator[str]:
    """The whole report, line by line."""
    for file, because in unread.items():
        yield from _wrapped(f"{file} was not read. {because}")
    for paper in reading.papers:
        yield ""
        yield from _paper(paper, any(one.terms for one in reading.papers))
    if reading.questions:
        yield ""
        yield f"QUESTIONS ({len(reading.questions)})"
        for number, question in enumerate(reading.questions, 1):
            yield from _wrapped(f"{number}. {question.sentence}", "   ")
            for quote in question.quotes[:2]:
                yield from _quote(quote, "   ")
    yield from _paid(reading)


def _paper(paper: ReadPaper, agreement: bool) -> Iterator[str]:
    pages = f", {paper.document.pages} pages" if (paper.document.pages or 0) > 1 else ""
    yield f"{paper.name}: {SAID[paper.kind]} ({paper.document.kind}{pages})"
    for note in paper.document.notes:
        yield from _wrapped(f"Note: {note}", "  ")
    if (language := paper.document.language) not in (None, "en"):
        yield from _wrapped(
            f"Note: It is written in {NAMES.get(language, language)}; agreements are read in English only.", "  "
        )
    if paper.bill and paper.audit:
        yield from _bill(paper, paper.bill, agreement)
    if paper.terms:
        yield from _terms(paper.terms, whole=paper.kind in AGREEMENTS)
    if paper.export:
        yield from _export(paper.export)


def _terms(terms: Terms, *, whole: bool) -> Iterator[str]:
    """`whole`: it is an agreement, of which what is not found is told; a mail owes nobody a warranty."""
    titles = {name: value.title for name, value in values().items()}
    for name in sorted(terms.found, key=lambda name: FIRST.index(name) if name in FIRST else len(FIRST)):
        for one in terms.found[name]:
            yield from _wrapped(f"{titles[name].capitalize()}: {one.value}{READ_IT[one.sureness]}", "  ")
            yield from _quote(one.quote, "    ")
    if terms.blanks:
        yield from _wrapped("Left blank: " + ", ".join(titles[blank.name] for blank in terms.blanks) + ".", "  ")
    blank = {one.name for one in terms.blanks}
    missing = [titles[name] for name in terms.missing if name not in blank]
    if missing and whole:
        yield from _wrapped("Not found: " + ", ".join(missing) + ".", "  ")


def _bill(paper: ReadPaper, bill: Bill, agreement: bool) -> Iterator[str]:
    priced = bill.total or bill.lines_cents()
    asked = str(Sum(bill.asked_cents(), bill.currency or "USD")) if priced else "no amount could be read"
    number = bill.number.value if bill.number else "without number"
    whom = f" from {bill.sender.value}" if bill.sender else ""
    to = f" to {bill.addressee.value}" if bill.addressee else ""
    yield from _wrapped(f"Bill {number}{whom}{to}: {asked}" + (f", due {bill.due.value}" if bill.due else ""), "  ")
    matches = {match.line.number: match for match in paper.audit.matches} if paper.audit else {}
    for line in bill.lines:
        amount = str(Sum(cents, bill.currency or "USD")) if (cents := line.asked_cents()) is not None else "no amount"
        match = matches.get(line.number)
        part = f" → {match.part.name}{LIKELY[match.sureness]}" if match and match.part else ""
        yield from _wrapped(f"{line.number}. {line.text}: {amount}{part}", "    ")
    for note in bill.notes:
        yield from _wrapped(f"Note: {note}", "  ")
    if paper.audit is None:
        return
    yield "  Before you pay:" if paper.audit.holding else "  Nothing was found that speaks against this bill."
    for doubt in paper.audit.doubts:
        yield from _wrapped(f"{'·' if doubt.advisory else '!'} {doubt.sentence}", "    ")
        yield from _wrapped(f"Ask: {doubt.ask}", "      ")
    titles = {name: fault.title for name, fault in faults().items()}
    unknown: dict[str, list[str]] = {}
    for one in paper.audit.not_judged:
        because = one.because if agreement or OF_BILLS.search(one.because) else "no contract or proposal was given"
        unknown.setdefault(because, []).append(titles[one.fault])
    if unknown:
        said = "; ".join(f"{', '.join(kinds)} ({because})" for because, kinds in unknown.items())
        yield from _wrapped(f"Not judged: {said}.", "  ")


def _export(export: Export) -> Iterator[str]:
    paid = [one for one in export.payments if one.kind is Kind.PAID]
    yield f"  {len(export.payments)} movements, {formatted(sum(one.cents for one in paid))} paid out in {len(paid)}."
    for note in export.notes:
        yield from _wrapped(f"Note: {note}", "  ")


def _paid(reading: Reading) -> Iterator[str]:
    if reading.settled or reading.unbilled:
        yield ""
        yield "PAID"
    for one in reading.settled:
        number = one.bill.number.value if one.bill.number else "without number"
        left = f"{formatted(one.open_cents)} open" if one.open_cents > 0 else "nothing open"
        if one.open_cents < 0:
            left = f"{formatted(-one.open_cents)} too much"
        yield from _wrapped(f"Bill {number}: {formatted(one.paid_cents)} paid, {left} ({one.because}).", "  ")
    for other in reading.unbilled:
        way = "paid to" if other.payment.kind is Kind.PAID else "came back from"
        yield from _wrapped(
            f"{other.payment.day.isoformat()}: {formatted(other.payment.cents)} {way} {other.payment.payee}, for "
            f"no bill here.",
            "  ",
        )


def _quote(quote: Quote, indent: str) -> Iterator[str]:
    text = " ".join(quote.text.split())
    short = text if len(text) <= QUOTED_MOST else text[: QUOTED_MOST - 1].rsplit(" ", 1)[0] + " …"
    yield from _wrapped(f'"{short}" ({quote.place})', indent)


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent + "  ", break_long_words=False)
