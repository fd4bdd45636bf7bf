"""Ranges of money: "$25-$50", "$18-25", "USD 10,000 to 15,000", "between $2,000 and $5,000". No end of one is a sum."""

from __future__ import annotations

import re
from collections.abc import Iterator

from makegood.rules.figures.shares import Share, shares
from makegood.rules.figures.sums import Stands, cents_of, sums

_BETWEEN = re.compile(r"\s{0,2}(?:-|\u2013|\u2014|~|to|up to|and|or)\s{0,2}", re.IGNORECASE)
_BARE = re.compile(
    r"\s?[-\u2013]\s?(?P<number>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+(?:\.[0-9]{1,2})?)(?P<times>\s?[kKmM]\b)?(?![0-9%])"
)
_LED = re.compile(r"(?P<number>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{2,})\s?[-\u2013]\s?$")
_CHANGED = re.compile(
    r"\b(?:increas|rais|chang|amend|reduc|decreas|replac|lower|adjust|revis|was|were)\w*[^.;]{0,60}$", re.IGNORECASE
)
_NAMES_RANGE = re.compile(r"\bbetween\b[^.;]{0,12}$", re.IGNORECASE)
_LEAST_SHARE = re.compile(r"(?:[0-9]\s?%?\s?(?:[-\u2013\u2014~]|to)|[<>\u2264\u2265])\s?$")
_OVER = re.compile(r"^\s?\+(?!\s?[A-Za-z])")


def firm_sums(text: str) -> Iterator[Stands]:
    """The sums that are no end of a range, and not the least of an open one ("$3,000+")."""
    told = list(sums(text))
    ends: set[int] = set()
    for number, stands in enumerate(told):
        following = told[number + 1] if number + 1 < len(told) else None
        if following is not None and _is_range(text, stands, following):
            ends |= {number, number + 1}
        elif _goes_on(text, stands) or _OVER.match(text[stands.end :]):
            ends.add(number)
        elif (led := _LED.search(text[: stands.start])) and text[: led.start()].strip()[-1:] not in ("-", "\u2013"):
            low = cents_of(led["number"])
            ends |= {number} if low is not None and low < abs(stands.sum.cents) else set()
    yield from (stands for number, stands in enumerate(told) if number not in ends)


def firm_shares(text: str) -> Iterator[Share]:
    """The shares that are no end of a range ("25-40%", "30% to 40%", ">50%")."""
    told = list(shares(text))
    for number, share in enumerate(told):
        between = text[share.end : told[number + 1].start] if number + 1 < len(told) else ""
        ends = bool(between) and _BETWEEN.fullmatch(between) and between.strip().casefold() not in ("and", "or")
        if not ends and not _LEAST_SHARE.search(text[: share.start]):
            yield share


def _is_range(text: str, one: Stands, other: Stands) -> bool:
    between = text[one.end : other.start]
    word = between.strip().casefold()
    before = text[: one.start]
    if not _BETWEEN.fullmatch(between) or not abs(one.sum.cents) < abs(other.sum.cents):
        return False
    if word in ("and", "or"):
        return word == "and" and bool(_NAMES_RANGE.search(before))
    return not (word == "to" and _CHANGED.search(before))


def _goes_on(text: str, stands: Stands) -> bool:
    """ "$18-25", "$10-30K": the second end without a sign."""
    match = _BARE.match(text[stands.end :])
    if match is None:
        return False
    high = cents_of(match["number"])
    if high is None:
        return False
    times = 1_000 if match["times"] else 1
    return high * times > abs(stands.sum.cents)
