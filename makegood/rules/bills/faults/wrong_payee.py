"""Somebody else asks for the money than the partner you agreed with."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.rules.bills.agreed import is_same_name
from makegood.rules.bills.fault import Case, Doubt, Fault
from makegood.rules.documents.document import Found, Sureness


def needs(case: Case) -> str | None:
    if case.agreed.partner is None:
        return "the partner's name was not read"
    return None if _payees(case) else "the bill does not say from whom it is"


def look(case: Case) -> Iterator[Doubt]:
    """The sender and the holder of the account."""
    names = (case.agreed.partner or "", *case.agreed.partner_names)
    for found in _payees(case):
        if any(is_same_name(found.value, name) for name in (*names, case.agreed.owner or "")):
            continue
        yield Doubt(
            "wrong_payee",
            f"The bill asks to pay {found.value}; your agreement is with {(case.agreed.partner or '').rstrip('.')}.",
            f"Is {found.value} the right payee? Our agreement is with {case.agreed.partner}; please confirm it in "
            f"writing.",
            (found.quote,),
            abs(case.bill.asked_cents()),
        )
        return


def _payees(case: Case) -> list[Found[str]]:
    told = (case.bill.sender, case.bill.account.holder)
    return [one for one in told if one and one.sureness is not Sureness.UNSURE]


FAULT = Fault("wrong_payee", "somebody else is to be paid", needs, look)
