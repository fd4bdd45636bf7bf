"""The same person, day and task twice; or the same line twice in one bill."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.rules.bills.bill import Bill, Line
from makegood.rules.bills.fault import Case, Doubt, Fault, with_lines
from makegood.rules.bills.faults.duplicate_bill import plain

Key = tuple[str, str, str, str, str]


def look(case: Case) -> Iterator[Doubt]:
    """Lines that stand before in this bill, and dated lines that stand in an earlier one."""
    seen: dict[Key, Line] = {}
    before = {
        key(line): bill for bill in case.earlier if not _same_bill(bill, case.bill) for line in bill.lines if line.day
    }
    for line in case.bill.lines:
        own = key(line)
        where = None
        if own in seen:
            where = f"line {seen[own].number}"
        elif line.day and own in before:
            other = before[own]
            where = f"bill {other.number.value}" if other.number else "an earlier bill"
        seen.setdefault(own, line)
        if where is None or not line.amount_cents:
            continue
        who = f"{line.person}, " if line.person and line.person != line.text else ""
        when = f", {line.day.isoformat()}" if line.day else ""
        yield Doubt(
            "duplicate_line",
            f"Line {line.number} ({who}{line.text}{when}) stands already in {where}: {case.money(line.amount_cents)} "
            f"twice.",
            f"Line {line.number} is the same as {where}. Was this work done twice, or billed twice?",
            (line.quote,),
            abs(line.amount_cents),
        )


def _same_bill(bill: Bill, other: Bill) -> bool:
    return bool(bill.number and other.number and plain(bill.number.value) == plain(other.number.value))


def key(line: Line) -> Key:
    """What makes two lines the same."""
    return (
        " ".join(line.text.casefold().split()),
        (line.person or "").casefold(),
        str(line.day or ""),
        str(line.quantity.normalize() if line.quantity is not None else ""),
        str(line.amount_cents),
    )


FAULT = Fault("duplicate_line", "a line twice", with_lines, look)
