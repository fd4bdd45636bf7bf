"""Percentages in text, in hundredths of a percent: "1.5%", "fifty percent (50%)", "10 per cent"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from makegood.rules.figures.blanks import unbracketed
from makegood.rules.figures.numbers import WORDS, of_words

_SHARE = re.compile(
    rf"(?:(?P<words>\b{WORDS})(?P<half>\s+and\s+(?:a|one)[\s-]half)?\s*(?:percent|per\s?cent)?\s*\(\s*)?"
    rf"(?P<digits>[0-9]{{1,3}}(?:[.,][0-9]{{1,3}})?)\s?(?:%|percent\b|per\s?cent\b)(?:\s*\))?"
    rf"|(?P<alone>\b{WORDS})(?P<half2>\s+and\s+(?:a|one)[\s-]half)?\s+(?:percent|per\s?cent)\b",
    re.IGNORECASE,
)
_SAYS = re.compile(r"%|per\s?cent", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Share:
    """Basis points, where they stand, and the number in words when it says another one."""

    rate: int
    start: int
    end: int
    contradicts: int | None = None


def shares(text: str) -> Iterator[Share]:
    """Every percentage."""
    if _SAYS.search(text) is None:
        return
    for match in _SHARE.finditer(unbracketed(text)):
        if match["alone"]:
            number = of_words(match["alone"])
            if number is not None:
                yield Share(number * 100 + 50 * bool(match["half2"]), match.start(), match.end())
            continue
        whole, _, rest = match["digits"].replace(",", ".").partition(".")
        rate = int(whole) * 100 + int((rest + "00")[:2])
        said = of_words(match["words"]) if match["words"] else None
        words = None if said is None else said * 100 + 50 * bool(match["half"])
        yield Share(rate, match.start(), match.end(), words if words not in (None, rate) else None)
