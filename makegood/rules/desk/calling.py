"""What a call to the partner about bank details settles: the papers it was about, and the account named in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from makegood.rules.bills.agreed import Known
from makegood.rules.bills.elsewhere import is_known, is_same_account
from makegood.rules.calendars.business import plain_day
from makegood.rules.desk.case import Case
from makegood.rules.desk.judgement import Effect, Judgement
from makegood.rules.documents.document import Document

NUMBER = re.compile(r"\+?\(?\d[\d ().\-/\u00a0\u2011]{5,}\d")
COMPARED = 7
"""Digits from the end: with or without a prefix of country or area it is the same number."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """A telephone number of a paper that is in question: its last digits, and the file."""

    digits: str
    file: str


def is_settled(case: Case, paper: str) -> bool:
    """Whether somebody called about this paper. A call of which nobody said what it was about settles all."""
    called = case.dossier.confirmed.get("called_back")
    if called is None or not called.value:
        return False
    about = case.dossier.confirmed.get("called_about")
    return about is None or paper in about.value


def is_account_settled(case: Case) -> bool:
    """Of the bill on the desk: called about, or it names the account that was named on the phone."""
    if case.on is None:
        return False
    if is_settled(case, case.on.paper.file):
        return True
    known, bill = _named(case), case.on.bill
    if known is None or not all(is_known(found, known) for found in bill.elsewhere):
        return False
    pairs = (
        (bill.account.account, known.account),
        (bill.account.routing, known.routing),
        (bill.account.iban, known.iban),
    )
    told = [is_same_account(found.value, named) for found, named in pairs if found and named]
    if bill.account.iban and known.account and not known.iban:
        whole = bill.account.iban.value
        told.append(is_same_account(whole, known.account) or ("*" not in known.account and known.account in whole))
    return bool(told) and all(told)


def account_called(case: Case) -> str | None:
    """The last digits of the account that the partner named on the phone."""
    known = _named(case)
    return ((known.account or known.iban or "").strip("*")[-4:] or None) if known else None


def _named(case: Case) -> Known | None:
    called, account = (case.dossier.confirmed.get(name) for name in ("called_back", "account"))
    if called is None or not called.value or account is None or not isinstance(account.value, Known):
        return None
    return account.value


def called_on(case: Case) -> str:
    """ "on 3 November 2026"; empty where nobody said when."""
    called = case.dossier.confirmed.get("called_back")
    return f"on {plain_day(called.value)}" if called and isinstance(called.value, date) else ""


def suspects(case: Case, judgement: Judgement) -> tuple[Suspect, ...]:
    """Numbers in the papers for which everything stops, but for those that the contract names, too.

    Whoever forged a bill or a mail answers the telephone that it names.
    """
    stops = {quote.file for one in judgement.reasons if one.effect is Effect.STOP for quote in one.quotes}
    known = {number for paper in case.agreements for number in _numbers(paper.document)}
    told = [
        Suspect(number, paper.name)
        for paper in case.dossier.reading.papers
        if paper.name in stops
        for number in _numbers(paper.document)
        if number not in known
    ]
    return tuple(dict.fromkeys(told))


def digits_of(text: str) -> str:
    return re.sub(r"\D", "", text)[-COMPARED:]


def _numbers(document: Document) -> Iterator[str]:
    for passage in document.passages():
        for found in NUMBER.findall(passage.text):
            if len(re.sub(r"\D", "", found)) >= COMPARED:
                yield digits_of(found)
