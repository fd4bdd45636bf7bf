"""Spans of time in text: "thirty (30) days", "10 business days", "a 90-day", "two weeks"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from makegood.rules.figures.blanks import unbracketed
from makegood.rules.figures.numbers import WORDS, of_words

_SPAN = re.compile(
    rf"(?<![\w$€£.,])(?:(?P<words>{WORDS})\s*\(\s*(?P<both>[0-9]{{1,4}})\s*\)|(?P<digits>[0-9]{{1,4}})(?:\s*\(\s*(?P<after>{WORDS})\s*\))?"
    rf"|(?P<alone>{WORDS}))[\s\u00a0-]+(?:(?P<kind>business|working|calendar|consecutive|full|week)[\s-]+)?"
    rf"(?P<unit>days?|weeks?|months?|years?|hours?)\b(?:['\u2019])?",
    re.IGNORECASE,
)
KINDS = {"business": "business", "working": "business", "week": "business", "calendar": "calendar"}
DAYS = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.4, "year": 365.0}


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time. `unit` is day, week, month, year or hour; `kind` business or calendar where it says so."""

    count: int
    unit: str
    kind: str | None = None

    def __str__(self) -> str:
        kind = f"{self.kind} " if self.kind == "business" else ""
        return f"{self.count} {kind}{self.unit}{'' if self.count == 1 else 's'}"

    def days(self) -> float:
        """About how many calendar days: to compare two spans, not to count with."""
        return self.count * DAYS[self.unit] * (1.4 if self.kind == "business" and self.unit == "day" else 1)


@dataclass(frozen=True, slots=True)
class Lasts:
    """A span and where it stands; `contradicts` is the number in words when it says another one than the figures."""

    span: Span
    start: int
    end: int
    contradicts: int | None = None


def spans(text: str) -> Iterator[Lasts]:
    """Every span of time, the figures counting where the words beside them say something else."""
    for match in _SPAN.finditer(unbracketed(text)):
        words = match["words"] or match["after"]
        figures = match["both"] or match["digits"]
        number = int(figures) if figures else of_words(match["alone"])
        if number is None:
            continue
        said = of_words(words) if words else None
        kind = KINDS.get((match["kind"] or "").lower())
        span = Span(number, match["unit"].lower().rstrip("s"), kind)
        yield Lasts(span, match.start(), match.end(), said if said not in (None, number) else None)
