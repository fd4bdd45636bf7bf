"""Every day has exactly the same round number of hours: a pattern to ask about, never a proof."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.rules.bills.fault import Case, Doubt, Fault

LEAST_LINES = 8


def needs(case: Case) -> str | None:
    enough = sum(line.hours() is not None and line.day is not None for line in case.bill.lines) >= LEAST_LINES
    return None if enough else f"fewer than {LEAST_LINES} lines say hours of a day"


def look(case: Case) -> Iterator[Doubt]:
    """All dated lines with the same whole hours."""
    hours = [line.hours() for line in case.bill.lines if line.hours() is not None and line.day]
    if len(set(hours)) == 1 and hours[0] is not None and hours[0] == int(hours[0]):
        yield Doubt(
            "round_hours",
            f"All {len(hours)} lines have exactly {int(hours[0])} hours; real days differ.",
            "Are these hours measured or estimated? Please send the record they were taken from.",
            tuple(line.quote for line in case.bill.lines[:3]),
            None,
            advisory=True,
        )


FAULT = Fault("round_hours", "all hours are round", needs, look)
