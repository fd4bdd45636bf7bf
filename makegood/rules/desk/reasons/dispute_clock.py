"""The day until which a bill can be disputed, where the contract sets one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from makegood.rules.calendars.business import plain_day
from makegood.rules.desk.case import Case, after
from makegood.rules.desk.judgement import Effect, Reason, Rests
from makegood.rules.desk.source import Source


def find(case: Case) -> Iterator[Reason]:
    """Counted from the day of the bill, which is not after the day on which it came."""
    span = case.span("dispute")
    day = dispute_by(case)
    if span is None or day is None:
        return
    left = (day - case.dossier.today).days
    ends = f"The contract gives you {span} to dispute a bill"
    if left < 0:
        sentence = f"{ends}; counted from the day of this one, they ended on {plain_day(day)}."
    else:
        sentence = f"{ends}; counted from the day of this one, they end on {plain_day(day)}."
    yield Reason(
        name="dispute.clock",
        effect=Effect.WARN,
        sentence=sentence,
        why="What is not disputed in time may count as agreed.",
        cents=case.cents if left >= 0 else 0,
        rests=Rests.PAPER,
        quotes=case.cite("dispute"),
        by=day,
    )


def dispute_by(case: Case) -> date | None:
    """The last day; None where no span or no day of the bill is known."""
    span = case.span("dispute")
    issued = case.on.bill.issued if case.on else None
    return after(issued.value, span) if span and issued else None


SOURCE = Source("dispute_clock", find)
