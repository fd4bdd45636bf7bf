"""What papers say differently about money, until somebody answered."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.rules.desk.case import Case
from makegood.rules.desk.dossier import Door
from makegood.rules.desk.judgement import Cited, Effect, Reason, Rests
from makegood.rules.desk.source import Source
from makegood.rules.documents.document import Quote
from makegood.rules.figures.sums import Sum
from makegood.rules.terms.pricing import Part
from makegood.rules.terms.reading import Question

MONEY = frozenset(
    {"total", "parts", "rates", "total_cap", "monthly_cap", "retainage", "payments", "columns", "owner", "partner"}
)
"""What moves the sum or who is paid. The others are asked, and hold no money."""

ANSWERED_BY = {"payments": "paid", "columns": "paid", "day order": "paid"}


def find(case: Case) -> Iterator[Reason]:
    """One reason for each question that is open."""
    for question in case.dossier.reading.questions:
        if ANSWERED_BY.get(question.about, question.about) in case.dossier.confirmed:
            continue
        matters = question.about in MONEY or case.dossier.door is Door.CONTRACT
        yield Reason(
            name=f"question.{question.about}",
            effect=Effect.ASK if matters else Effect.WARN,
            sentence=question.sentence,
            cents=min(_apart(case, question), case.cents) if question.about in MONEY else 0,
            rests=Rests.PAPER,
            quotes=tuple(_cited(case, question, quote) for quote in question.quotes),
            changes=("answer",) if matters else (),
        )


def _apart(case: Case, question: Question) -> int:
    """How many cents the two prices differ by; all that is at stake where that cannot be said."""
    told = [
        (name, one.value)
        for paper in case.agreements
        for name, found in (paper.terms.found.items() if paper.terms else ())
        for one in found
        if name in (question.about, "parts") and one.quote in question.quotes
    ]
    totals = [value.cents for name, value in told if name == question.about and isinstance(value, Sum)]
    parts = [value.sum.cents for name, value in told if name == "parts" and isinstance(value, Part) and value.sum]
    if question.about in ("total", "total_cap", "monthly_cap") and len(totals) > 1 and not parts:
        return max(totals) - min(totals)
    if question.about == "total" and len(totals) == 1 and parts:
        return abs(totals[0] - sum(parts))
    return case.cents


def _cited(case: Case, question: Question, quote: Quote) -> Cited:
    """The quote with the paper that it was read from."""
    file = ""
    for paper in case.dossier.reading.papers:
        found = paper.terms.found.get(question.about, ()) if paper.terms else ()
        values = [one.quote for told in (paper.terms.found.values() if paper.terms else ()) for one in told]
        rows = [one.quote for one in paper.export.payments] if paper.export else []
        asked = [one for told in (paper.export.questions if paper.export else ()) for one in told.quotes]
        if quote in [one.quote for one in found] or quote in (*values, *rows, *asked):
            file = paper.name
            if question.sentence.startswith(f"{paper.name}:") or paper.name in question.sentence:
                break
    return Cited(quote.text, str(quote.place), file)


SOURCE = Source("contradictions", find, frozenset({Door.BILL, Door.WORRY, Door.CONTRACT}))
