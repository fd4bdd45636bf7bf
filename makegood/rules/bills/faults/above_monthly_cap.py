"""A month costs more than its cap, earlier bills of that month included."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from makegood.rules.bills.bill import Bill
from makegood.rules.bills.fault import Case, Doubt, Fault


def needs(case: Case) -> str | None:
    if case.agreed.monthly_cap is None:
        return "no cap for a month was read"
    return None if months(case.bill) else "the bill does not say for which month it is"


def look(case: Case) -> Iterator[Doubt]:
    """Each month that this bill asks for."""
    cap = case.agreed.monthly_cap or 0
    spent: dict[str, int] = defaultdict(int)
    for bill in case.earlier:
        for month, cents in months(bill).items():
            spent[month] += cents
    for month, asked in months(case.bill).items():
        over = spent[month] + asked - cap
        if asked <= 0 or over <= 0:
            continue
        before = f" ({case.money(spent[month])} of it billed before)" if spent[month] else ""
        yield Doubt(
            "above_monthly_cap",
            f"{month} comes to {case.money(spent[month] + asked)}{before}; the cap for a month is {case.money(cap)}: "
            f"{case.money(min(over, asked))} too much.",
            f"The agreement caps a month at {case.money(cap)}. Please take {case.money(min(over, asked))} off, or "
            f"show who approved it.",
            (case.bill.total.quote,) if case.bill.total else (),
            min(over, asked),
        )


def months(bill: Bill) -> dict[str, int]:
    """Cents for each month ("2026-03"): by dated lines, else by the period when it lies in one month."""
    if bill.lines and all(line.day for line in bill.lines) and bill.lines_cents() is not None:
        told: dict[str, int] = defaultdict(int)
        for line in bill.lines:
            told[f"{line.day:%Y-%m}"] += -abs(line.amount_cents or 0) if bill.credit else line.amount_cents or 0
        return dict(told)
    span = bill.span()
    if span and (span.first.year, span.first.month) == (span.last.year, span.last.month):
        return {f"{span.first:%Y-%m}": bill.work_cents()}
    return {}


FAULT = Fault("above_monthly_cap", "above the cap of a month", needs, look)
