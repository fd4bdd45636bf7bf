"""The day on which silence counts as yes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from makegood.rules.calendars.business import plain_day
from makegood.rules.desk.case import Case, after
from makegood.rules.desk.judgement import Effect, Reason, Rests
from makegood.rules.desk.source import Source


def find(case: Case) -> Iterator[Reason]:
    """From the day of delivery, where it is known; else from the day of the bill, which is not before it."""
    span = case.span("silence")
    if span is None:
        return
    said = case.dossier.confirmed.get("delivered")
    start = said.value if said and isinstance(said.value, date) else None
    issued = case.on.bill.issued.value if case.on and case.on.bill.issued else None
    begun = start or issued
    day = after(begun, span) if begun else None
    yield Reason(
        name="silence.clock",
        effect=Effect.WARN,
        sentence=_sentence(case, str(span), start, issued, day),
        why="What counts as accepted must be paid, and warranty and other days start from it.",
        cents=case.cents if day is None or day >= case.dossier.today else 0,
        rests=Rests.PAPER,
        quotes=case.cite("silence"),
        by=day,
    )


def _sentence(case: Case, span: str, start: date | None, issued: date | None, day: date | None) -> str:
    if day is None:
        return f"Silence counts as yes {span} after delivery. When was it delivered?"
    left = (day - case.dossier.today).days
    since = f"delivered on {plain_day(start)}" if start else f"if it was delivered with the bill of {_day(issued)}"
    if left < 0:
        return (
            f"Silence has counted as yes since {plain_day(day)} ({span} after delivery, {since}), unless you answered."
        )
    return f"On {plain_day(day)} silence counts as yes ({span} after delivery, {since}): answer before that."


def _day(issued: date | None) -> str:
    return plain_day(issued) if issued else "an unknown day"


SOURCE = Source("silence", find)
