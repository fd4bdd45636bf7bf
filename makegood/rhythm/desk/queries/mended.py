"""Bills as the person mended them: a total that was misread counts as it was typed, not as it was read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from makegood.rhythm.desk.models import Answer, Desk, How
from makegood.rhythm.desk.queries.items import mark
from makegood.rules.bills.bill import Bill
from makegood.rules.documents.document import Found, Quote, Sureness
from makegood.rules.reading.together import ReadPaper

TEXTS, DAYS = frozenset({"number", "sender", "addressee"}), frozenset({"issued", "due"})
RULE = "said by the person"


def with_mended_bills(desk: Desk, papers: Sequence[ReadPaper]) -> list[ReadPaper]:
    """The same papers; a value keeps the words beside which it was read, so that every quote stays literal."""
    said: dict[str, dict[str, Any]] = {}
    rows = Answer.objects.filter(desk=desk, name__startswith="bill.").exclude(how=How.RIGHT)
    for key, value in rows.values_list("key", "value"):
        _, paper, field = key.split(":")
        said.setdefault(paper, {})[field] = value
    return [
        replace(paper, bill=_mended(paper.bill, said[mark(paper.name)]))
        if paper.bill and mark(paper.name) in said
        else paper
        for paper in papers
    ]


def _mended(bill: Bill, said: Mapping[str, Any]) -> Bill:
    return replace(bill, **dict(_fields(bill, said)))


def _fields(bill: Bill, said: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for field, value in said.items():
        if field not in TEXTS | DAYS | {"total"}:
            continue
        old: Found[Any] | None = getattr(bill, field)
        quote = old.quote if old else _any_quote(bill)
        if value is None:
            yield field, None
        elif quote is not None:
            typed = date.fromisoformat(value) if field in DAYS else value
            yield field, Found(typed, quote, Sureness.SURE, RULE)


def _any_quote(bill: Bill) -> Quote | None:
    """Words of the bill for a value that was not found in it: what names it, else its first line."""
    return bill.number.quote if bill.number else bill.lines[0].quote if bill.lines else None
