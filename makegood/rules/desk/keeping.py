"""A dossier as JSON (`makegood.dossier/1`) and back, so that nothing must be read again to decide again.

What is kept of a paper is what was read from it, each value with its words and their place; its running text is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

from makegood.rules.bills import bill
from makegood.rules.clauses.clause import State
from makegood.rules.clauses.judging import Finding, Review, clauses
from makegood.rules.desk.dossier import Door, Dossier
from makegood.rules.desk.seen import Seen
from makegood.rules.documents.document import Document, Found, Place, Quote, Sureness
from makegood.rules.figures.spans import Span
from makegood.rules.figures.sums import Sum
from makegood.rules.payments import payment
from makegood.rules.reading.confirming import confirm, facts_to_json
from makegood.rules.reading.kinds import PaperKind
from makegood.rules.reading.together import ReadPaper, joined
from makegood.rules.refusal import Refused
from makegood.rules.terms import pricing
from makegood.rules.terms.named import Party
from makegood.rules.terms.reading import Blank, Question, Terms
from makegood.rules.terms.values import late_fee, liability_cap, maintenance, people, rates, retainage, upfront

SCHEMA = "makegood.dossier/1"
TAG = "is"
KEPT: tuple[type, ...] = (
    ReadPaper, Terms, Blank, Question, Party, Found, Quote, Place, Span, Sum,
    bill.Bill, bill.Line, bill.Period, bill.Account, payment.Export, payment.Payment,
    late_fee.LateFee, liability_cap.LiabilityCap, maintenance.Maintenance, pricing.Part, people.Person, rates.Rate,
    upfront.Upfront,
)  # fmt: skip
CHOICES: tuple[type[Enum], ...] = (PaperKind, Sureness, payment.Kind)
MOVED = {"parties.Party": "named.Party", "parts.Part": "pricing.Part"}
"""How dossiers that were kept before call what stands elsewhere now."""
LEFT_OUT = {(ReadPaper, "audit")}
"""What is worked out again from the rest."""


class KeptRefused(ValueError):
    """The JSON is no dossier that we wrote; the message is one sentence."""


def dossier_to_json(dossier: Dossier) -> dict[str, object]:
    """Plain values only."""
    return {
        "schema": SCHEMA,
        "today": dossier.today.isoformat(),
        "door": dossier.door.value,
        "papers": [_kept(paper) for paper in dossier.reading.papers],
        "review": _review(dossier.review) if dossier.review else None,
        "review_file": dossier.review_file,
        "confirmed": facts_to_json(dossier.confirmed),
        "absent": sorted(dossier.absent),
        "seen": [row.as_json() for row in dossier.seen],
        "unread": dict(sorted(dossier.unread.items())),
    }


def dossier_from_json(value: object) -> Dossier:
    """Raises KeptRefused."""
    if not isinstance(value, dict) or value.get("schema") != SCHEMA:
        raise KeptRefused("This is no dossier of the desk.")
    try:
        confirmed = {str(name): confirm(str(name), str(said)) for name, said in value["confirmed"].items()}
        return Dossier(
            today=date.fromisoformat(value["today"]),
            door=Door(value["door"]),
            reading=joined([_read(paper) for paper in value["papers"]], confirmed),
            review=_review_of(value["review"]) if value["review"] else None,
            review_file=str(value["review_file"]),
            confirmed=confirmed,
            absent=frozenset(str(one) for one in value["absent"]),
            seen=tuple(Seen.from_json(row) for row in value["seen"]),
            unread={str(file): str(because) for file, because in value["unread"].items()},
        )
    except Refused as refused:
        raise KeptRefused(str(refused)) from None
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError) as broken:
        raise KeptRefused(f"This dossier is not as we wrote it ({type(broken).__name__}).") from None


@cache
def _tags() -> dict[str, type]:
    return {f"{kind.__module__.rpartition('.')[2]}.{kind.__name__}": kind for kind in (*KEPT, *CHOICES)}


@cache
def _tag(kind: type) -> str:
    return next(tag for tag, known in _tags().items() if known is kind)


def _kept(value: Any) -> Any:
    if isinstance(value, Document):
        return {TAG: "document", **_stub(value)}
    if isinstance(value, Enum):
        return {TAG: _tag(type(value)), "value": value.value}
    if isinstance(value, retainage.Rate):
        return {TAG: "rate", "value": int(value)}
    if isinstance(value, date | Decimal):
        return {TAG: type(value).__name__, "value": str(value)}
    if isinstance(value, Mapping):
        return {TAG: "map", "value": {name: _kept(one) for name, one in value.items()}}
    if isinstance(value, tuple):
        return [_kept(one) for one in value]
    if is_dataclass(value):
        names = [field.name for field in fields(value) if (type(value), field.name) not in LEFT_OUT]
        return {TAG: _tag(type(value)), **{name: _kept(getattr(value, name)) for name in names}}  # type: ignore[arg-type]
    return value


def _read(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_read(one) for one in value)
    if not isinstance(value, dict):
        return value
    tag = value[TAG]
    if tag in SIMPLE:
        return SIMPLE[tag](value)
    kind = _tags()[MOVED.get(str(tag), str(tag))]
    if issubclass(kind, Enum):
        return kind(value["value"])
    return kind(**{name: _read(one) for name, one in value.items() if name != TAG})


SIMPLE: Mapping[str, Any] = {
    "document": lambda value: _document(value),
    "rate": lambda value: retainage.Rate(value["value"]),
    "date": lambda value: date.fromisoformat(value["value"]),
    "Decimal": lambda value: Decimal(value["value"]),
    "map": lambda value: {name: _read(one) for name, one in value["value"].items()},
}


def _stub(document: Document) -> dict[str, object]:
    names = ("kind", "title", "language", "pages")
    return {**{name: getattr(document, name) for name in names}, "notes": list(document.notes)}


def _document(value: Mapping[str, Any]) -> Document:
    return Document(value["kind"], value["title"], (), value["language"], value["pages"], tuple(value["notes"]))


def _review(review: Review) -> dict[str, object]:
    told = [
        {"clause": one.clause.number, "state": one.state.value, "quote": _kept(one.quote) if one.quote else None,
         "because": one.because, "judged": one.judged, "reason": one.reason, "sure": one.sure}
        for one in review.findings
    ]  # fmt: skip
    return {
        "document": _stub(review.document),
        "findings": told,
        "notes": list(review.notes),
        "judged": review.judged,
    }


def _review_of(value: Mapping[str, Any]) -> Review:
    known = {clause.number: clause for clause in clauses()}
    findings = tuple(
        Finding(known[one["clause"]], State(one["state"]), _read(one["quote"]), str(one["because"]),
                one["judged"] is True, str(one["reason"]), sure=one.get("sure", True) is True)
        for one in value["findings"]
    )  # fmt: skip
    return Review(_document(value["document"]), findings, tuple(value["notes"]), value["judged"] is True)
