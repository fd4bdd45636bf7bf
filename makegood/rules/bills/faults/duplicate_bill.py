"""The same bill a second time: with the same number, or with the same lines under another one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from makegood.rules.bills.bill import Bill
from makegood.rules.bills.fault import Case, Doubt, Fault
from makegood.rules.calendars.business import plain_day


def needs(case: Case) -> str | None:
    return None if case.earlier else "no earlier bills were given"


def look(case: Case) -> Iterator[Doubt]:
    """The first earlier bill that is this one."""
    bill = case.bill
    for other in case.earlier:
        if bill.credit != other.credit:
            continue
        same_number = bill.number and other.number and plain(bill.number.value) == plain(other.number.value)
        if not same_number and not (_same_lines(bill, other) and _same_time(bill, other)):
            continue
        named = other.number.value if other.number else "without number"
        how = "has the same number as" if same_number else "asks for the same lines as"
        when = f" of {plain_day(other.issued.value)}" if other.issued else ""
        quotes = tuple(one.quote for one in (bill.number, bill.total) if one)
        yield Doubt(
            "duplicate_bill",
            f"This bill {how} bill {named}{when}; paying it would pay {case.money(abs(bill.asked_cents()))} twice.",
            f"We already have bill {named}{when}. Is this the same one, or what is new in it?",
            quotes,
            abs(bill.asked_cents()),
        )
        return


def plain(number: str) -> str:
    """Without marks and leading zeros: "INV-0042" and "inv 42" are one."""
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", re.sub(r"[^a-z0-9]", "", number.casefold()))


def _same_lines(bill: Bill, other: Bill) -> bool:
    if not bill.lines or not other.lines:
        return False
    return _told(bill) == _told(other)


def _told(bill: Bill) -> list[tuple[str, str, str, str]]:
    return sorted(
        (" ".join(sorted(line.text.casefold().split())), str(line.amount_cents), line.person or "", str(line.day or ""))
        for line in bill.lines
    )


def _same_time(bill: Bill, other: Bill) -> bool:
    """A fixed fee of each month has the same lines and another period."""
    if bill.span() or other.span():
        return bill.span() == other.span()
    if any(line.unit for line in bill.lines):
        return True
    one, two = (bill.issued, other.issued)
    return bool(one and two and abs((one.value - two.value).days) < 25)


FAULT = Fault("duplicate_bill", "billed twice", needs, look)
