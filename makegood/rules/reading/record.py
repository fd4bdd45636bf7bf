"""What was read as JSON: `makegood.reading/1`. Every value has its words, their place, and how sure it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from makegood.rules.bills.auditing import Audit
from makegood.rules.bills.bill import Bill
from makegood.rules.documents.document import Found, Quote
from makegood.rules.payments.matching import Settled, ToPartner
from makegood.rules.payments.payment import Export, Payment
from makegood.rules.reading.together import Reading, ReadPaper
from makegood.rules.terms.reading import Question, Terms

SCHEMA = "makegood.reading/1"


def reading_to_json(reading: Reading, unread: Mapping[str, str]) -> dict[str, object]:
    """All of it; `unread` are files that could not be read, and why. Money is integer cents, days are ISO 8601."""
    return {
        "schema": SCHEMA,
        "papers": [_paper(paper) for paper in reading.papers],
        "unread": [{"file": file, "because": because} for file, because in unread.items()],
        "questions": [_question(question) for question in reading.questions],
        "settled": [_settled(one) for one in reading.settled],
        "paid_without_bill": [_to_partner(one) for one in reading.unbilled],
    }


def plain(value: Any) -> Any:
    """Dataclasses as objects, days, decimals and names as texts."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, date | Decimal):
        return str(value)
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    return value


def _quote(quote: Quote) -> dict[str, object]:
    return {"text": quote.text, "place": str(quote.place), "at": {k: v for k, v in plain(quote.place).items() if v}}


def found_to_json(one: Found[Any]) -> dict[str, object]:
    """A value with its words."""
    return {
        "said": str(one.value),
        "value": plain(one.value),
        "quote": _quote(one.quote),
        "sureness": one.sureness.value,
        "rule": one.rule,
    }


def _paper(paper: ReadPaper) -> dict[str, object]:
    document = paper.document
    told: dict[str, object] = {
        "file": paper.file,
        "part": paper.part,
        "kind": paper.kind.value,
        "format": document.kind,
        "title": document.title,
        "language": document.language,
        "pages": document.pages,
        "notes": list(document.notes),
    }
    if paper.terms:
        told |= _terms(paper.terms)
    if paper.bill and paper.audit:
        told |= {"bill": _bill(paper.bill), **_audit(paper.audit)}
    if paper.export:
        told |= _export(paper.export)
    return told


def _terms(terms: Terms) -> dict[str, object]:
    return {
        "values": {name: [found_to_json(one) for one in found] for name, found in terms.found.items() if found},
        "missing": list(terms.missing),
        "blanks": [{"value": blank.name, "quote": _quote(blank.quote)} for blank in terms.blanks],
    }


def _bill(bill: Bill) -> dict[str, object]:
    told: dict[str, object] = {}
    for field in fields(bill):
        value = getattr(bill, field.name)
        if isinstance(value, Found):
            told[field.name] = found_to_json(value)
    told["lines"] = [
        {
            **{field.name: plain(getattr(line, field.name)) for field in fields(line) if field.name != "quote"},
            "quote": _quote(line.quote),
        }
        for line in bill.lines
    ]
    account = {
        field.name: found_to_json(found)
        for field in fields(bill.account)
        if (found := getattr(bill.account, field.name))
    }
    return told | {"currency": bill.currency, "credit": bill.credit, "account": account, "notes": list(bill.notes)}


def _audit(audit: Audit) -> dict[str, object]:
    return {
        "faults": [
            {
                "fault": doubt.fault,
                "sentence": doubt.sentence,
                "ask": doubt.ask,
                "cents": doubt.cents,
                "advisory": doubt.advisory,
                "quotes": [_quote(quote) for quote in doubt.quotes],
            }
            for doubt in audit.doubts
        ],
        "not_judged": [plain(one) for one in audit.not_judged],
        "matches": [
            {
                "line": match.line.number,
                "part": match.part.name if match.part else None,
                "sureness": match.sureness.value,
                "because": match.because,
            }
            for match in audit.matches
        ],
    }


def _export(export: Export) -> dict[str, object]:
    return {
        "source": export.source,
        "payments": [_payment(one) for one in export.payments],
        "rows_without_payment": export.unread,
    }


def _payment(one: Payment) -> dict[str, object]:
    return {
        "row": one.row,
        "day": one.day.isoformat(),
        "payee": one.payee,
        "memo": one.memo,
        "cents": one.cents,
        "kind": one.kind.value,
        "currency": one.currency,
        "quote": _quote(one.quote),
    }


def _question(question: Question) -> dict[str, object]:
    return {
        "about": question.about,
        "sentence": question.sentence,
        "quotes": [_quote(quote) for quote in question.quotes],
    }


def _to_partner(one: ToPartner) -> dict[str, object]:
    return {**_payment(one.payment), "sureness": one.sureness.value, "because": one.because}


def _settled(one: Settled) -> dict[str, object]:
    return {
        "bill": one.bill.number.value if one.bill.number else None,
        "asked_cents": one.bill.asked_cents(),
        "paid_cents": one.paid_cents,
        "open_cents": one.open_cents,
        "sureness": one.sureness.value,
        "because": one.because,
        "payments": [_to_partner(payment) for payment in one.payments],
    }
