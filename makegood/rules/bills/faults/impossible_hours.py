"""More than 12 hours of a person in a day, or more than 60 in a week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from makegood.rules.bills.bill import Line
from makegood.rules.bills.fault import Case, Doubt, Fault
from makegood.rules.money.amount import divided

MOST_IN_A_DAY = Decimal(12)
MOST_IN_A_WEEK = Decimal(60)


def needs(case: Case) -> str | None:
    return (
        None
        if any(line.hours() is not None and line.day for line in case.bill.lines)
        else "no line says hours of a day"
    )


def look(case: Case) -> Iterator[Doubt]:
    """Days first; a week only when none of its days was doubted. Lines without a person cannot be added up."""
    days: dict[tuple[str, str], list[Line]] = defaultdict(list)
    weeks: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in case.bill.lines:
        if line.hours() is None or line.day is None:
            continue
        who = (line.person or f"line {line.number}").casefold()
        days[who, line.day.isoformat()].append(line)
        if line.person:
            weeks[who, (line.day - timedelta(days=line.day.weekday())).isoformat()].append(line)
    doubted = set()
    for (_, day), lines in days.items():
        if (hours := _hours(lines)) > MOST_IN_A_DAY:
            doubted |= {line.number for line in lines}
            yield _doubt(lines, hours, MOST_IN_A_DAY, f"on {day}", "a day")
    for (_, monday), lines in weeks.items():
        hours = _hours(lines)
        if hours > MOST_IN_A_WEEK and not doubted & {line.number for line in lines}:
            yield _doubt(lines, hours, MOST_IN_A_WEEK, f"in the week of {monday}", "a week")


def _hours(lines: list[Line]) -> Decimal:
    return sum((line.hours() or Decimal(0) for line in lines), Decimal(0))


def _doubt(lines: list[Line], hours: Decimal, most: Decimal, when: str, unit: str) -> Doubt:
    cents = sum(line.amount_cents or line.product_cents() or 0 for line in lines)
    numerator, denominator = (cents * (hours - most) / hours).as_integer_ratio()
    who = lines[0].person or f"Line {lines[0].number}"
    return Doubt(
        "impossible_hours",
        f"{who} bills {hours.normalize():f} hours {when}; more than {most} hours {unit} is hardly possible.",
        f"Please show how {hours.normalize():f} hours came about {when}.",
        tuple(line.quote for line in lines),
        abs(divided(numerator, denominator)),
    )


FAULT = Fault("impossible_hours", "more hours than a day has", needs, look)
