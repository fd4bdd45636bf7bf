"""Another currency than agreed."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.rules.bills.fault import Case, Doubt, Fault


def needs(case: Case) -> str | None:
    if case.agreed.currency is None:
        return "the agreement names no currency"
    return None if case.bill.currency else "the bill names no currency"


def look(case: Case) -> Iterator[Doubt]:
    """The bill's currency against the agreed one."""
    bill = case.bill
    if bill.currency == case.agreed.currency:
        return
    yield Doubt(
        "other_currency",
        f"The bill asks for {case.money(abs(bill.asked_cents()))}; agreed are amounts in {case.agreed.currency}.",
        f"Please bill in {case.agreed.currency}, as agreed.",
        (bill.total.quote,) if bill.total else (),
        abs(bill.asked_cents()),
    )


FAULT = Fault("other_currency", "another currency", needs, look)
