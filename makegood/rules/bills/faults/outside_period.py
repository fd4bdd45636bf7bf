"""Work before the agreement began, after it ended, or after the bill was written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from makegood.rules.bills.bill import Line
from makegood.rules.bills.fault import Case, Doubt, Fault


def needs(case: Case) -> str | None:
    if case.bill.span() is None:
        return "the bill does not say when the work was done"
    known = case.agreed.starts or case.agreed.ends or case.bill.issued
    return None if known else "no first or last day was read"


def look(case: Case) -> Iterator[Doubt]:
    """Dated lines outside, else the whole period."""
    lines = [line for line in case.bill.lines if line.day and _why(case, line.day)]
    if lines:
        yield _doubt(case, lines, sum(line.amount_cents or 0 for line in lines), _why(case, lines[0].day) or "")
        return
    period = case.bill.period.value if case.bill.period else None
    if period is None:
        return
    issued = case.bill.issued.value if case.bill.issued else None
    early = case.agreed.starts is not None and period.first < case.agreed.starts
    late = case.agreed.ends is not None and period.last > case.agreed.ends
    ahead = issued is not None and period.first > issued
    why = "began before the agreement" if early else "goes on after the agreement ended" if late else "lies ahead"
    if early or late or ahead:
        quotes = case.bill.period.quote if case.bill.period else None
        yield Doubt(
            "outside_period",
            f"The period of the bill ({period}) {why}; {case.money(abs(case.bill.work_cents()))} are in question.",
            f"Your bill is for {period}, which {why}. On what is it based?",
            (quotes,) if quotes else (),
            abs(case.bill.work_cents()),
        )


def _why(case: Case, day: date | None) -> str | None:
    if day is None:
        return None
    if case.agreed.starts and day < case.agreed.starts:
        return f"before the agreement began ({case.agreed.starts.isoformat()})"
    if case.agreed.ends and day > case.agreed.ends:
        return f"after the agreement ended ({case.agreed.ends.isoformat()})"
    if case.bill.issued and day > case.bill.issued.value:
        return f"after the day of the bill ({case.bill.issued.value.isoformat()})"
    return None


def _doubt(case: Case, lines: list[Line], cents: int, why: str) -> Doubt:
    told = ", ".join(dict.fromkeys(line.day.isoformat() for line in lines if line.day))
    return Doubt(
        "outside_period",
        f"{case.money(cents)} are for work on {told}, {why}.",
        f"The work on {told} lies {why}. On what is it based?",
        tuple(line.quote for line in lines),
        abs(cents),
    )


FAULT = Fault("outside_period", "outside the agreed time", needs, look)
