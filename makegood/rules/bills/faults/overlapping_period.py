"""The period of this bill overlaps that of an earlier one."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.rules.bills.fault import Case, Doubt, Fault
from makegood.rules.bills.faults.duplicate_bill import look as duplicates
from makegood.rules.bills.matching import told_words


def needs(case: Case) -> str | None:
    if case.bill.period is None:
        return "the bill names no period"
    return None if any(bill.period for bill in case.earlier) else "no earlier bill with a period was given"


def look(case: Case) -> Iterator[Doubt]:
    """The first earlier bill whose period overlaps, about the same work; the same bill again is another fault."""
    period = case.bill.period.value if case.bill.period else None
    if period is None or case.bill.credit or any(duplicates(case)):
        return
    words = {word for line in case.bill.lines for word in told_words(line.text)}
    for other in case.earlier:
        if other.period is None or other.credit or not period.overlaps(other.period.value):
            continue
        before = {word for line in other.lines for word in told_words(line.text)}
        by_time = any(line.unit for line in (*case.bill.lines, *other.lines))
        if not by_time and words and before and not words & before:
            continue
        named = other.number.value if other.number else "without number"
        yield Doubt(
            "overlapping_period",
            f"The period of this bill ({period}) overlaps that of bill {named} ({other.period.value}); up to "
            f"{case.money(abs(case.bill.work_cents()))} may be asked twice.",
            f"Bill {named} was already for {other.period.value}. Which work in this bill is new?",
            tuple(one.quote for one in (case.bill.period,) if one),
            abs(case.bill.work_cents()),
        )
        return


FAULT = Fault("overlapping_period", "a period that was billed before", needs, look)
