"""A value as a person types it, read by the same rules that read the papers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from makegood.accounts.lines import one_line
from makegood.engine.redaction import redact
from makegood.rhythm.desk.queries.items import Item
from makegood.rules.calendars.business import plain_day
from makegood.rules.figures.days import days
from makegood.rules.figures.spans import spans
from makegood.rules.money.amount import formatted, parse, parse_percent, percent
from makegood.rules.refusal import Refused

MOST = 300
UNIT = re.compile(r"\b(hour|day|week|month|year)s?\b", re.IGNORECASE)
PART = re.compile(r"^(?P<name>.+?)\s*[:=]\s*(?P<price>[^:=]+)$")
RATE = re.compile(
    r"^(?P<price>\S.*?)\s*(?:per|an?|/)\s*(?P<unit>hour|day|week|month)s?\b\s*(?:[,:]\s*(?P<who>.+))?$", re.I
)
Typed = tuple[str, Any]


def read_typed(item: Item, text: str) -> Typed:
    """(as people read it, as makegood.reading/1 writes it). Raises Refused with one sentence."""
    typed = redact(one_line(text))[:MOST]
    if not typed:
        raise Refused("Write what it is, or say that it is not in there.")
    return _READERS.get(item.asked.kind, _text)(item, typed)


def read_ticked(item: Item, ticked: Sequence[str]) -> Typed:
    """Which of its options were ticked; none is an answer, too."""
    told = [name for name in item.options if name in ticked]
    return "; ".join(told) or "None", told


def _text(item: Item, typed: str) -> Typed:
    if item.name in ("owner", "partner"):
        return typed, {"name": typed, "role": "", "state": None, "address": None}
    return typed, typed


def _money(item: Item, typed: str) -> Typed:
    cents = parse(typed)
    return formatted(cents), cents if item.name.startswith("bill.") else {"cents": cents, "currency": "USD"}


def _span(item: Item, typed: str) -> Typed:
    del item
    found = next(spans(typed if UNIT.search(typed) else f"{typed} days"), None)
    if found is None:
        raise Refused("Write a length of time, such as 10 business days or 3 months.")
    span = found.span
    return str(span), {"count": span.count, "unit": span.unit, "kind": span.kind}


def _day(item: Item, typed: str) -> Typed:
    del item
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        told = [one.day for one in days(typed)]
        if len(told) != 1 or not isinstance(told[0], date):
            raise Refused("Write one day, such as March 12, 2027.") from None
        day = told[0]
    return plain_day(day), day.isoformat()


def _share(item: Item, typed: str) -> Typed:
    del item
    rate = parse_percent(typed, most=10_000)
    return percent(rate), rate


def _part(item: Item, typed: str) -> Typed:
    """ "Sign-in: 12,000"; a price alone keeps the name."""
    old = item.choices[0].value if item.choices and isinstance(item.choices[0].value, dict) else {}
    found = PART.match(typed)
    name = found["name"] if found else str(old.get("name", ""))
    if not name:
        raise Refused("Write the part and its price, such as Sign-in: 12,000.")
    cents = parse(found["price"] if found else typed)
    value = {"name": name, "sum": {"cents": cents, "currency": "USD"}, "share": None, "due": old.get("due")}
    return f"{name}: {formatted(cents)}", value


def _rate(item: Item, typed: str) -> Typed:
    del item
    found = RATE.match(typed)
    if found is None:
        raise Refused("Write the price and what it is for, such as 150 per hour.")
    cents, unit = parse(found["price"]), found["unit"].lower()
    value = {"sum": {"cents": cents, "currency": "USD"}, "unit": unit, "who": found["who"]}
    return f"{formatted(cents)} per {unit}", value


def _yes_or_no(item: Item, typed: str) -> Typed:
    del item
    if typed not in ("Yes", "No"):
        raise Refused("Choose yes or no.")
    return typed, typed == "Yes"


_READERS = {
    "money": _money,
    "span": _span,
    "day": _day,
    "share": _share,
    "part": _part,
    "rate": _rate,
    "yes or no": _yes_or_no,
}
