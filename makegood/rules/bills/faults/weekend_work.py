"""Hours on a weekend or a federal holiday, where that was not agreed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from makegood.rules.bills.fault import Case, Doubt, Fault
from makegood.rules.calendars.holidays import holiday


def needs(case: Case) -> str | None:
    return None if any(line.unit and line.day for line in case.bill.lines) else "no line says hours of a day"


def look(case: Case) -> Iterator[Doubt]:
    """One doubt with all such lines."""
    if case.agreed.weekends:
        return
    lines = [line for line in case.bill.lines if line.unit and line.day and closed(line.day)]
    if not lines:
        return
    cents = sum(line.amount_cents or 0 for line in lines)
    told = ", ".join(dict.fromkeys(f"{line.day:%A} {line.day.isoformat()}" for line in lines if line.day))
    yield Doubt(
        "weekend_work",
        f"{case.money(cents)} are for work on days when business is closed ({told}), which was not agreed.",
        f"Was the work on {told} agreed beforehand, and with whom?",
        tuple(line.quote for line in lines),
        abs(cents),
    )


def closed(day: date) -> bool:
    """Saturday, Sunday, or a federal holiday."""
    return day.weekday() >= 5 or holiday(day) is not None


FAULT = Fault("weekend_work", "work on closed days", needs, look)
