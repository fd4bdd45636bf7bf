"""The bill wants to be paid sooner than was agreed."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.rules.bills.fault import Case, Doubt, Fault


def needs(case: Case) -> str | None:
    if case.agreed.payment_days is None:
        return "no day by which bills are due was read"
    return None if days(case) is not None else "the bill does not say when it is due"


def days(case: Case) -> float | None:
    """Days from the bill to its due day, by its dates, else by its own words."""
    bill = case.bill
    if bill.due and bill.issued:
        return float((bill.due.value - bill.issued.value).days)
    return bill.payment_days.value.days() if bill.payment_days else None


def look(case: Case) -> Iterator[Doubt]:
    """Shorter by more than the days that months and business days differ."""
    agreed, asked = case.agreed.payment_days, days(case)
    if agreed is None or asked is None or case.bill.credit or asked >= int(agreed.days()):
        return
    found = case.bill.due or case.bill.payment_days
    yield Doubt(
        "short_term",
        f"The bill wants its money within {asked:.0f} days; agreed are {agreed}.",
        f"We agreed on {agreed}; we will pay by then.",
        (found.quote,) if found else (),
        None,
    )


FAULT = Fault("short_term", "due sooner than agreed", needs, look)
