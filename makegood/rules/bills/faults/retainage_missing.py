"""The share that is to be held back was not taken off."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.rules.bills.fault import Case, Doubt, Fault
from makegood.rules.money.amount import percent, share


def needs(case: Case) -> str | None:
    return None if case.agreed.retainage else "no share to hold back was read"


def look(case: Case) -> Iterator[Doubt]:
    """Less held back than agreed; a bill that releases what was held back holds nothing back itself."""
    bill = case.bill
    if bill.credit or bill.work_cents() <= 0:
        return
    if any("retain" in line.text.casefold() and "releas" in line.text.casefold() for line in bill.lines):
        return
    expected = share(bill.work_cents(), case.agreed.retainage or 0)
    held = bill.retained.value if bill.retained else 0
    if held >= expected:
        return
    rate = percent(case.agreed.retainage or 0)
    yield Doubt(
        "retainage_missing",
        f"{rate} of each bill is to be held back: {case.money(expected)} here, but the bill takes off "
        f"{case.money(held)}.",
        f"Please take {case.money(expected - held)} off; {rate} is held back until the end, as agreed.",
        (bill.total.quote,) if bill.total else (),
        expected - held,
    )


FAULT = Fault("retainage_missing", "money to hold back was not taken off", needs, look)
