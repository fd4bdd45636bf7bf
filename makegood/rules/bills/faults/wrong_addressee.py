"""The bill is addressed to somebody else than the owner."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.rules.bills.agreed import is_same_name
from makegood.rules.bills.fault import Case, Doubt, Fault


def needs(case: Case) -> str | None:
    if case.agreed.owner is None:
        return "your own name was not read"
    return None if case.bill.addressee else "the bill does not say to whom it is"


def look(case: Case) -> Iterator[Doubt]:
    """Names are compared without their legal form."""
    to = case.bill.addressee
    if to is None or case.agreed.owner is None or is_same_name(to.value, case.agreed.owner):
        return
    yield Doubt(
        "wrong_addressee",
        f"The bill is addressed to {to.value}, not to {case.agreed.owner.rstrip('.')}.",
        f"Please address the bill to {case.agreed.owner}, or tell us why it is for {to.value}.",
        (to.quote,),
        abs(case.bill.asked_cents()),
    )


FAULT = Fault("wrong_addressee", "addressed to somebody else", needs, look)
