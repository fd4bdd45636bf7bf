"""Federal holidays of the United States (5 U.S.C. 6103), computed, with the day on which each is observed.

A holiday on a Saturday is observed on the Friday before, on a Sunday on the Monday after (6103(b); Executive Order
11582). Inauguration Day is a holiday around Washington only and is left out.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

MONDAY, THURSDAY, SATURDAY, SUNDAY = 0, 3, 5, 6


@lru_cache(maxsize=128)
def observed(year: int) -> dict[date, str]:
    """Holidays by the day on which they are observed, for days of that year. `year` is 2021 or later."""
    near = [*_named(year), *((day, name) for day, name in _named(year + 1) if name == "New Year's Day")]
    return {day: name for day, name in ((_observed(day), name) for day, name in near) if day.year == year}


def holiday(day: date) -> str | None:
    """The name of the federal holiday observed on that day."""
    return observed(day.year).get(day)


def _named(year: int) -> list[tuple[date, str]]:
    return [
        (date(year, 1, 1), "New Year's Day"),
        (_nth(year, 1, MONDAY, 3), "Birthday of Martin Luther King, Jr."),
        (_nth(year, 2, MONDAY, 3), "Washington's Birthday"),
        (_last(year, 5, MONDAY), "Memorial Day"),
        (date(year, 6, 19), "Juneteenth"),
        (date(year, 7, 4), "Independence Day"),
        (_nth(year, 9, MONDAY, 1), "Labor Day"),
        (_nth(year, 10, MONDAY, 2), "Columbus Day"),
        (date(year, 11, 11), "Veterans Day"),
        (_nth(year, 11, THURSDAY, 4), "Thanksgiving Day"),
        (date(year, 12, 25), "Christmas Day"),
    ]


def _nth(year: int, month: int, weekday: int, number: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))


def _last(year: int, month: int, weekday: int) -> date:
    last = date(year, month + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def _observed(day: date) -> date:
    if day.weekday() == SATURDAY:
        return day - timedelta(days=1)
    return day + timedelta(days=1) if day.weekday() == SUNDAY else day
