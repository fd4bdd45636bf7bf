"""Days in text: "March 12, 2026", "12th day of March 2026", "2026-03-12", "3/12/2026" (month first)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MONTHS = "january february march april may june july august september october november december".split()
_MONTH = "|".join([*MONTHS, "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec"])
_DAY = re.compile(
    rf"(?<![\w/-])(?:(?P<y>[12][0-9]{{3}})[-/.](?P<m>[0-9]{{1,2}})[-/.](?P<d>[0-9]{{1,2}})(?![0-9/-])"
    rf"|(?P<a>[0-9]{{1,2}})(?P<mark>[-/.])(?P<b>[0-9]{{1,2}})(?P=mark)(?P<yy>[12][0-9]{{3}}|[0-9]{{2}})(?![0-9/-])"
    rf"|(?P<mon>{_MONTH})\.?[\s-]+(?P<d2>[0-9]{{1,2}})(?:st|nd|rd|th)?,?[\s-]+(?P<y2>[12][0-9]{{3}})"
    rf"|(?P<d3>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:\s+day)?(?:\s+of)?[\s-]+(?P<mon3>{_MONTH})\.?,?[\s-]+(?P<y3>[12][0-"
    rf"9]{{3}}|[0-9]{{2}}(?=\s|$)))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day and where it stands. `doubtful`: day and month could also stand the other way round."""

    day: date
    start: int
    end: int
    doubtful: bool = False


def days(text: str, month_first: bool = True) -> Iterator[Day]:
    """Every whole day: a month without its year is none."""
    for match in _DAY.finditer(text):
        if match["a"]:
            found = _numeric(match, month_first)
        else:
            year = int(match["y"] or match["y2"] or match["y3"])
            named = match["mon"] or match["mon3"]
            month = month_of(named) if named else int(match["m"])
            found = _made(year, month, int(match["d"] or match["d2"] or match["d3"])), False
        if found[0] is not None:
            yield Day(found[0], match.start(), match.end(), found[1])


def month_of(name: str) -> int:
    """1 of "Jan" and "january"."""
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(name.lower()[:3]))


def _numeric(match: re.Match[str], month_first: bool) -> tuple[date | None, bool]:
    a, b, year = int(match["a"]), int(match["b"]), int(match["yy"])
    first, second = (a, b) if month_first and match["mark"] != "." else (b, a)
    doubtful = a <= 12 and b <= 12 and a != b
    return _made(year, first, second) or _made(year, second, first), doubtful


def _made(year: int, month: int, day: int) -> date | None:
    year += 2000 if year < 100 else 0
    try:
        return date(year, month, day) if 1980 <= year <= 2100 else None
    except ValueError:
        return None
