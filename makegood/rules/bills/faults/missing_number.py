"""The bill has no number, so that nobody can tell it from another one."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.rules.bills.fault import Case, Doubt, Fault, always


def look(case: Case) -> Iterator[Doubt]:
    """No number was found."""
    if case.bill.number is None:
        yield Doubt(
            "missing_number",
            "The bill has no number; without one it cannot be told from another.",
            "Please send the bill again with a number.",
            (case.bill.total.quote,) if case.bill.total else (),
            None,
        )


FAULT = Fault("missing_number", "no number", always, look)
