"""What a call to the partner about bank details settles: the papers it was about, and the account named in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from makegood.rules.bills.agreed import Known
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
    named, own = account_called(case), case.on.bill.account
    return named is not None and any(found and found.value.endswith(named) for found in (own.account, own.iban))


def account_called(case: Case) -> str | None:
    """The last digits of the account that the partner named on the phone."""
    called, account = (case.dossier.confirmed.get(name) for name in ("called_back", "account"))
    if called is None or not called.value or account is None or not isinstance(account.value, Known):
        return None
    return (account.value.account or account.value.iban or "").strip("*")[-4:] or None


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
