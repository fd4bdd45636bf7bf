"""What was agreed, as far as a bill can be held against it. None is "not known", and what needs it is not judged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from makegood.rules.figures.spans import Span
from makegood.rules.terms.reading import Terms, best


@dataclass(frozen=True, slots=True)
class Part:
    """A part with its price. `accepted`: the day on which it was, False when it was not, None when nobody said."""

    name: str
    cents: int
    accepted: date | bool | None = None


@dataclass(frozen=True, slots=True)
class Rate:
    """Cents for each hour or day of a role or a person; `who` None: of anybody."""

    cents: int
    unit: str
    who: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """Bank details that both sides use: digits without spaces."""

    account: str | None = None
    routing: str | None = None
    iban: str | None = None


@dataclass(frozen=True, slots=True)
class Agreed:
    """The agreement. Money in cents, shares in basis points.

    `roster`: names of those who may bill hours. `changes`: names or numbers of change orders that both signed.
    `weekends`: work on weekends and holidays was agreed. `tax`: whether tax is to be added. `warranty`: its length.
    """

    owner: str | None = None
    partner: str | None = None
    currency: str | None = None
    parts: tuple[Part, ...] = ()
    rates: tuple[Rate, ...] = ()
    roster: tuple[str, ...] = ()
    changes: tuple[str, ...] | None = None
    monthly_cap: int | None = None
    total_cap: int | None = None
    retainage: int | None = None
    tax: bool | None = None
    weekends: bool = False
    known: Known | None = None
    starts: date | None = None
    ends: date | None = None
    payment_days: Span | None = None
    warranty: Span | None = None
    partner_names: tuple[str, ...] = field(default=())


def agreed_of(papers: Iterable[Terms], offers: Iterable[Terms] = ()) -> Agreed:
    """From the terms of papers in the order in which they count, the first before the second, and then of offers.

    Parts are those of all papers, as a second statement of work adds to the first; those of an offer count only where
    no paper prices any: most offers are cut into other parts than the contract that came of them.
    """
    signed, offered = list(papers), list(offers)
    told = [*signed, *offered]
    parts = _parts(signed) or next((found for terms in offered if (found := _parts([terms]))), ())
    return Agreed(
        owner=_one(told, "owner"),
        partner=_one(told, "partner"),
        currency=_currency(told),
        parts=parts,
        rates=_rates(told),
        monthly_cap=_cents(_value(told, "monthly_cap")),
        total_cap=_cents(_value(told, "total_cap")),
        retainage=_value(told, "retainage"),
        starts=_value(told, "effective"),
        ends=_value(told, "ends"),
        payment_days=_value(told, "payment_days"),
        warranty=_value(told, "warranty"),
    )


def _value(told: list[Terms], name: str) -> Any:
    for terms in told:
        one = terms.one(name)
        if one is not None:
            return one.value
    return None


def _one(told: list[Terms], name: str) -> str | None:
    value = _value(told, name)
    return None if value is None else str(value)


def _cents(value: Any) -> int | None:
    return getattr(value, "cents", None)


def _currency(told: list[Terms]) -> str | None:
    seen = {
        one.value.sum.currency
        for terms in told
        for name in ("parts", "rates")
        for one in terms.all(name)
        if one.value.sum is not None and one.value.sum.currency
    } | {one.value.currency for terms in told for one in terms.all("total") if one.value.currency}
    return seen.pop() if len(seen) == 1 else None


def _parts(told: list[Terms]) -> tuple[Part, ...]:
    """A part that two papers name is priced by the first; a paper that names one twice means two."""
    found: list[Part] = []
    for terms in told:
        named = {part.name.casefold() for part in found}
        found += [part for part in _own_parts(terms) if part.name.casefold() not in named]
    return tuple(found)


def _own_parts(terms: Terms) -> Iterator[Part]:
    total = terms.one("total")
    for one in best(terms.all("parts")):
        if one.value.sum is not None:
            yield Part(one.value.name, one.value.sum.cents)
        elif one.value.share is not None and total is not None and one.value.name:
            yield Part(one.value.name, total.value.cents * one.value.share // 10_000)


def _rates(told: list[Terms]) -> tuple[Rate, ...]:
    for terms in told:
        found = tuple(Rate(one.value.sum.cents, one.value.unit, one.value.who) for one in terms.all("rates"))
        if found:
            return found
    return ()


def is_same_name(one: str, other: str) -> bool:
    """Whether two names of a firm or a person are one, but for "Inc.", points and order of nothing."""
    left, right = name_words(one), name_words(other)
    if not left or not right:
        return False
    return left == right or set(left) <= set(right) or set(right) <= set(left)


def name_words(name: str) -> list[str]:
    """The words of a name without what says its legal form."""
    words = re.findall(r"[a-z0-9]+", name.casefold().replace("&", " and ").replace("'", "").replace("’", ""))
    forms = {
        "inc",
        "llc",
        "ltd",
        "limited",
        "corp",
        "corporation",
        "company",
        "co",
        "gmbh",
        "llp",
        "lp",
        "plc",
        "the",
        "pty",
        "l",
        "c",
        "and",
    }
    kept = [word for word in words if word not in forms]
    return kept or words
