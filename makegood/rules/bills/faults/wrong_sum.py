"""The lines do not add up to the subtotal, or the parts of the end do not add up to the total."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.rules.bills.fault import Case, Doubt, Fault, always


def look(case: Case) -> Iterator[Doubt]:
    """Adds again; a total that is right by itself after another correction is not doubted twice."""
    bill = case.bill
    lines = bill.lines_cents()
    if lines is not None and bill.subtotal and abs(lines - bill.subtotal.value) > 0:
        yield _doubt(
            case, f"The lines add up to {case.money(lines)}, but the subtotal says", bill.subtotal.value, lines
        )
        return
    base = bill.subtotal.value if bill.subtotal else lines
    if base is None or bill.total is None:
        return
    less = sum(one.value for one in (bill.discount, bill.retained, bill.paid) if one)
    expected = base + (bill.tax.value if bill.tax else 0) - less
    said = bill.total.value
    if said not in (expected, expected + (bill.paid.value if bill.paid else 0)) and abs(said) != abs(expected):
        yield _doubt(case, f"The bill adds up to {case.money(expected)}, but its total says", said, expected)


def _doubt(case: Case, start: str, said: int, expected: int) -> Doubt:
    found = case.bill.subtotal if case.bill.subtotal and case.bill.subtotal.value == said else case.bill.total
    apart = said - expected
    more = "too much" if apart > 0 else "too little"
    return Doubt(
        "wrong_sum",
        f"{start} {case.money(said)}: {case.money(abs(apart))} {more}.",
        f"Please send a corrected bill: we add it up to {case.money(expected)}, not {case.money(said)}.",
        (found.quote,) if found else (),
        abs(apart),
    )


FAULT = Fault("wrong_sum", "the sum is wrong", always, look)
