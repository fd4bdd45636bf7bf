"""A mail or another paper that says the bank details changed: everything stops until somebody called back (H22)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from makegood.rules.bills.agreed import Known
from makegood.rules.bills.bill import Account
from makegood.rules.bills.elsewhere import elsewhere, is_known
from makegood.rules.bills.rows import rows
from makegood.rules.desk.calling import account_called, is_settled
from makegood.rules.desk.case import Case, cited
from makegood.rules.desk.judgement import Effect, Reason, Rests
from makegood.rules.desk.source import Source
from makegood.rules.documents.document import Found
from makegood.rules.reading.kinds import PaperKind
from makegood.rules.reading.together import ReadPaper

SAYING = (PaperKind.MAIL, PaperKind.OTHER, PaperKind.AMENDMENT, PaperKind.CREDIT)
NAMING = (PaperKind.MAIL, PaperKind.OTHER)
ASK = (
    "A message in your name tells us of other bank details. We will call you on the number that we know; please tell "
    "us then which account is yours. Nothing is paid before that."
)


def find(case: Case) -> Iterator[Reason]:
    """Each paper that is neither bill nor agreement and says so, or names bank details that are not the known ones."""
    for paper in case.dossier.reading.papers:
        told = _said(paper) if paper.kind in SAYING else ()
        if not told and paper.kind in NAMING and (named := _named(case, paper)):
            if not is_settled(case, paper.file):
                yield _stop(case, paper, f"{paper.name} names bank details that are not those known from before", named)
            continue
        if told and is_settled(case, paper.file):
            yield from _denied(case, paper, told)
        elif told:
            yield _stop(case, paper, f"{paper.name} says that the bank details changed", told)


def _said(paper: ReadPaper) -> tuple[Found[Any], ...]:
    if paper.terms:
        return paper.terms.found.get("account_change", ())
    return (paper.bill.account_word,) if paper.bill and paper.bill.account_word else ()


def _named(case: Case, paper: ReadPaper) -> tuple[Found[str], ...]:
    """Bank details of a mail that are not those which the person, or the bills on the desk, name."""
    bills = [one.bill for one in case.dossier.reading.papers if one.bill]
    known = [Known(*bill.account.key()) for bill in bills if bill.account.is_said()]
    known = [case.agreed.known] if case.agreed.known else known
    had = {found.value for bill in bills for found in bill.elsewhere}
    told = elsewhere(rows(paper.document), Account())
    return tuple(one for one in told if known and one.value not in had and not any(is_known(one, old) for old in known))


def _stop(case: Case, paper: ReadPaper, what: str, told: Iterable[Found[Any]]) -> Reason:
    return Reason(
        name="account.word",
        effect=Effect.STOP,
        sentence=f"{what}. Pay nothing until you called {case.partner} on a number that you already had.",
        why="This is how most money is stolen from firms: the mail looks right, and the account is a thief's.",
        cents=case.cents,
        rests=Rests.PAPER,
        ask=ASK,
        quotes=cited(paper.name, [one.quote for one in told]),
        changes=("call_back",),
    )


def _denied(case: Case, paper: ReadPaper, told: Iterable[Found[object]]) -> Iterator[Reason]:
    """The partner said on the phone that nothing changed: then this paper is not theirs, and nothing waits for it."""
    denied = case.dossier.confirmed.get("change_denied")
    if denied is None or not denied.value:
        return
    end = account_called(case)
    only = f"Pay to the account ending in {end} and to no other." if end else "Pay to the account known from before."
    yield Reason(
        name="account.denied",
        effect=Effect.WARN,
        sentence=f"{paper.name} says that the bank details changed, and {case.partner} said on the phone that they "
        f"did not. {only}",
        why="Answer nothing to whoever sent it, keep it, and show it to your bank and to who looks after your mail.",
        cents=0,
        rests=Rests.SAID,
        quotes=cited(paper.name, [one.quote for one in told]),
    )


SOURCE = Source("account_word", find)
