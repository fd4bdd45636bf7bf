"""Other bank details than before: the commonest fraud with bills. Nothing is paid until somebody called back."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.rules.bills.agreed import Known
from makegood.rules.bills.elsewhere import is_known, is_same_account
from makegood.rules.bills.fault import Case, Doubt, Fault
from makegood.rules.documents.document import Quote


def needs(case: Case) -> str | None:
    if case.bill.account_word:
        return None
    if not case.bill.says_where():
        return "the bill names no account"
    return None if known(case) else "no account is known from before"


def known(case: Case) -> Known | None:
    """The agreed account, else that of the last bill that named one."""
    if case.agreed.known:
        return case.agreed.known
    for bill in reversed(case.earlier):
        if bill.account.is_said():
            return Known(*bill.account.key())
    return None


def look(case: Case) -> Iterator[Doubt]:
    """Any of account, routing number and IBAN that is said twice and differs."""
    if case.bill.account_word:
        yield _doubt(case, "The bill says itself that the bank details changed.", (case.bill.account_word.quote,))
        return
    before = known(case)
    if before is None:
        return
    own = case.bill.account
    pairs = ((own.account, before.account), (own.routing, before.routing), (own.iban, before.iban))
    said = [found for found, old in pairs if found and old and not is_same_account(found.value, old)]
    said += [found for found in (own.account, own.iban) if found and _is_beside(found.value, before)]
    moved = own.is_said() and not any(found and old for found, old in pairs)
    if not said and not moved:
        yield from _elsewhere(case, before)
        return
    quotes = tuple(found.quote for found in (said or [one for one, _ in pairs if one]))
    yield _doubt(case, "The bank details are not those from before.", quotes)


def _elsewhere(case: Case, before: Known) -> Iterator[Doubt]:
    """Words about where to pay that no earlier bill had, and that are not the account which is known."""
    had = {found.value for bill in case.earlier for found in bill.elsewhere}
    told = [found for found in case.bill.elsewhere if found.value not in had and not is_known(found, before)]
    if told:
        what = "The bill says where to pay in words that are not the bank details from before."
        yield _doubt(case, what, tuple(found.quote for found in told))


def _doubt(case: Case, what: str, quotes: tuple[Quote, ...]) -> Doubt:
    return Doubt(
        "changed_account",
        f"{what} Pay nothing of the {case.money(abs(case.bill.asked_cents()))} until you called the partner on a "
        "number you already had.",
        "Your bill names other bank details than before. We will call you on the number we know before anything is "
        "paid.",
        quotes,
        abs(case.bill.asked_cents()),
    )


def _is_beside(value: str, before: Known) -> bool:
    """Whether it is a number of a sort that was not known, and none that holds the known one, as an IBAN does."""
    old, other = (before.iban, before.account) if value[:2].isalpha() else (before.account, before.iban)
    return old is None and other is not None and value not in other and other.strip("*xX") not in value


FAULT = Fault("changed_account", "other bank details", needs, look)
