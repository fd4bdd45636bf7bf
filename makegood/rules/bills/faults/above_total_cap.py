"""All bills together cost more than was agreed at most: the cap, or the total of all parts."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.rules.bills.fault import Case, Doubt, Fault


def needs(case: Case) -> str | None:
    return None if case.agreed.total_cap is not None else "no cap on all spending was read"


def look(case: Case) -> Iterator[Doubt]:
    """What was billed before and this bill against the cap."""
    cap = case.agreed.total_cap or 0
    before = sum(bill.work_cents() for bill in case.earlier)
    asked = case.bill.work_cents()
    over = before + asked - cap
    if asked <= 0 or over <= 0:
        return
    over = min(over, asked)
    yield Doubt(
        "above_total_cap",
        f"With {case.money(before)} billed before, this bill brings the sum to {case.money(before + asked)}; agreed "
        f"was at most "
        f"{case.money(cap)}: {case.money(over)} too much.",
        f"The agreement says not more than {case.money(cap)} in all. Please take {case.money(over)} off, or show the "
        f"signed change.",
        (case.bill.total.quote,) if case.bill.total else (),
        over,
    )


FAULT = Fault("above_total_cap", "above the cap on all spending", needs, look)
