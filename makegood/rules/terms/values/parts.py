"""The parts that are paid for: milestones, phases, deliverables, each with its price or share and its day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from makegood.rules.documents.document import Found
from makegood.rules.terms.paper import Paper
from makegood.rules.terms.pricing import Part, tabled
from makegood.rules.terms.scheduled import said as told_in_words
from makegood.rules.terms.value import Value, rule

WHOLE = 10_000
LEAST_SCHEDULED = 2
"""One share alone ("a deposit of 20%") is no schedule of parts."""


def find(paper: Paper) -> Iterator[Found[Part]]:
    """Rows of tables of parts, then sentences that price a part; each name and price once."""
    rows, said = list(tabled(paper)), list(told_in_words(paper))
    when = [one for one, _ in said if one.rule == "paid when"]
    scheduled = len(when) >= LEAST_SCHEDULED or (when and len(said) >= LEAST_SCHEDULED and not rows)
    priced = {one.value.sum.cents for one in rows if one.value.sum}
    shared = {one.value.share for one in rows if one.value.share}
    seen: set[tuple[int | None, int | None, str]] = set()
    for one in (*rows, *_once(said)):
        part = one.value
        if not re.search(r"[^\W\d_]{3}", part.name) or (one.rule == "paid when" and part.share == WHOLE):
            continue
        again = one.rule != "row of a table" and (
            part.sum.cents in priced if part.sum is not None else part.share in shared
        )
        key = (part.sum.cents if part.sum else None, part.share, _key(part.name))
        if key in seen or again or (one.rule == "paid when" and not scheduled):
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
