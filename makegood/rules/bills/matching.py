"""To which part of the agreement each line of a bill belongs, and how sure that is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from makegood.rules.bills.agreed import Part
from makegood.rules.bills.bill import Bill, Line
from makegood.rules.documents.document import Sureness

NUMBERED = re.compile(
    r"\b(milestone|phase|stage|sprint|deliverable|part|module|task|m|ms|p)\s?[#.-]?\s?([0-9]{1,2}|[ivx]{1,4})\b",
    re.IGNORECASE,
)
ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "x": "10"}
SHORT = {"m": "milestone", "ms": "milestone", "p": "phase"}
COMMON = frozenset(
    (
        "the and of for to a an in on with services service work development upon payment invoice per contract "
        "agreement project milestone phase part completion complete completed as agreed by final full due at "
        "after fee amount share hours hour"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Match:
    """A line and its part; None: it fits none. `because` says why, for people."""

    line: Line
    part: Part | None
    sureness: Sureness
    because: str


def matched(bill: Bill, parts: tuple[Part, ...]) -> tuple[Match, ...]:
    """One match for each line, in order."""
    return tuple(_matched(line, parts) for line in bill.lines)


def _matched(line: Line, parts: tuple[Part, ...]) -> Match:
    numbers = numbered(line.text)
    same = [part for part in parts if numbers & numbered(part.name)]
    if len(same) == 1:
        return Match(line, same[0], Sureness.SURE, "both name the same number")
    named = [part for part in parts if _stands_in(part.name, line.text)]
    if len(named) == 1:
        return Match(line, named[0], Sureness.SURE, "the name of the part stands in the line")
    words = told_words(line.text)
    scored = sorted(((_alike(words, told_words(part.name)), part) for part in parts), key=lambda one: -one[0])
    if scored and scored[0][0] >= 0.99 and (len(scored) == 1 or scored[1][0] < 0.99):
        return Match(line, scored[0][1], Sureness.SURE, "the name of the part stands in the line")
    if scored and scored[0][0] >= 0.6 and (len(scored) == 1 or scored[0][0] - scored[1][0] >= 0.15):
        return Match(line, scored[0][1], Sureness.LIKELY, "most words of the name are the same")
    priced = [part for part in parts if line.amount_cents and part.cents == line.amount_cents]
    if len(priced) == 1 and line.quantity is None:
        return Match(line, priced[0], Sureness.UNSURE, "the amount is the price of the part")
    return Match(line, None, Sureness.UNSURE, "it fits no part that was read")


def numbered(text: str) -> set[tuple[str, str]]:
    """("milestone", "2") of "Milestone 2", "M2", "milestone II"."""
    return {
        (SHORT.get(word.lower(), word.lower()), ROMAN.get(number.lower(), number.lower()))
        for word, number in NUMBERED.findall(text)
    }


def told_words(text: str) -> set[str]:
    """Words that tell parts apart, without their endings."""
    return {
        re.sub(r"(?:ing|ed|s)$", "", word) for word in re.findall(r"[a-z]{2,}", text.casefold()) if word not in COMMON
    }


def _stands_in(name: str, text: str) -> bool:
    """ "Final Payment" in "Final payment, website (50%)": two words at least, as they are."""
    words, said = (re.findall(r"[a-z0-9]+", one.casefold()) for one in (name, text))
    return len(words) > 1 and f" {' '.join(words)} " in f" {' '.join(said)} "


def _alike(line: set[str], part: set[str]) -> float:
    return len(line & part) / len(part) if part else 0.0
