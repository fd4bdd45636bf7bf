"""Tax is added although none was agreed."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.rules.bills.fault import Case, Doubt, Fault


def needs(case: Case) -> str | None:
    if case.agreed.tax is None:
        return "the agreement does not say whether tax is added"
    return None


def look(case: Case) -> Iterator[Doubt]:
    """A tax row where none was agreed."""
    tax = case.bill.tax
    if tax is None or not tax.value or case.agreed.tax:
        return
    yield Doubt(
        "unexpected_tax",
        f"The bill adds {case.money(tax.value)} of tax, which was not agreed.",
        "On what is the tax based, and under which number are you registered for it?",
        (tax.quote,),
        abs(tax.value),
    )


FAULT = Fault("unexpected_tax", "tax that was not agreed", needs, look)
