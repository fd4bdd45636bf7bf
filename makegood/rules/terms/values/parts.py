"""The parts that are paid for: milestones, phases, deliverables, each with its price or share and its day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from makegood.rules.documents.document import Found, Sureness
from makegood.rules.figures.sums import Sum
from makegood.rules.terms.evidence import judged
from makegood.rules.terms.headed import headed
from makegood.rules.terms.paper import Paper
from makegood.rules.terms.pricing import Part, tabled
from makegood.rules.terms.scheduled import said as told_in_words
from makegood.rules.terms.value import Value, rule
from makegood.rules.terms.values import total

WHOLE, WHEN = 10_000, "paid when"
LEAST_SCHEDULED = 2
"""One share alone ("a deposit of 20%") is no schedule of parts."""


def find(paper: Paper) -> Iterator[Found[Part]]:
    """Rows of tables of parts, then sentences that price a part; each name and price once, shares with their price."""
    told = judged("parts", _found(paper))
    yield from _with_prices(told, total.agreed(paper) if told else None)


def _with_prices(told: tuple[Found[Part], ...], whole: Sum | None) -> Iterator[Found[Part]]:
    """Shares that make up the whole together become prices where the paper says one total; the last takes the rest."""
    shared = [one for one in told if one.value.sum is None and one.value.share and one.sureness is not Sureness.UNSURE]
    if whole is None or sum(one.value.share or 0 for one in shared) != WHOLE:
        yield from told
        return
    left = whole.cents
    own = {id(one) for one in shared}
    for one in told:
        if id(one) not in own:
            yield one
            continue
        cents = left if one is shared[-1] else whole.cents * (one.value.share or 0) // WHOLE
        left -= cents
        yield replace(one, value=replace(one.value, sum=Sum(cents, whole.currency)))


def _found(paper: Paper) -> Iterator[Found[Part]]:
    rows, said = [*tabled(paper), *headed(paper)], list(told_in_words(paper))
    if any(one.value.sum and one.value.share for one, _ in said):
        rated = {one.value.share for one, _ in said}
        rows = [one for one in rows if one.value.sum is not None or one.value.share not in rated]
    when = [one for one, _ in said if one.rule.startswith(WHEN)]
    scheduled = len(when) >= LEAST_SCHEDULED or (when and len(said) >= LEAST_SCHEDULED and not rows)
    priced = {one.value.sum.cents for one in rows if one.value.sum}
    shared = {one.value.share for one in rows if one.value.share}
    seen: set[tuple[int | None, int | None, str]] = set()
    in_tables = {id(one) for one in rows}
    for one in (*rows, *_once(said)):
        part = one.value
        if not re.search(r"[^\W\d_]{3}", part.name) or (one.rule.startswith(WHEN) and part.share == WHOLE):
            continue
        again = id(one) not in in_tables and (
            (part.sum is not None and part.sum.cents in priced) or (part.share is not None and part.share in shared)
        )
        key = (part.sum.cents if part.sum else None, part.share, _key(part.name))
        if key in seen or again or (one.rule.startswith(WHEN) and not scheduled):
            continue
        seen.add(key)
        yield one


def _once(said: list[tuple[Found[Part], str]]) -> Iterator[Found[Part]]:
    """A schedule that stands again under another heading is left out."""
    groups: dict[str, list[Found[Part]]] = {}
    for one, heading in said:
        groups.setdefault(heading, []).append(one)
    told: list[list[int]] = []
    for group in groups.values():
        prices = sorted(one.value.sum.cents if one.value.sum else -(one.value.share or 0) for one in group)
        if prices not in told or len(prices) < LEAST_SCHEDULED:
            yield from group
        told.append(prices)


def _key(name: str) -> str:
    return re.sub(r"\W+", " ", name.casefold()).strip()


VALUE = Value("parts", "parts with prices", find, many=True, hint=rule(r"\b(?:milestone|phase) \d\b"))
