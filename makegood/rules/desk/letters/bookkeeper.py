"""To the bookkeeper: how much, to whom, for what, not before; or to pay nothing, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from makegood.rules.calendars.business import plain_day
from makegood.rules.desk.calling import account_called, called_on
from makegood.rules.desk.case import Case, money
from makegood.rules.desk.judgement import Decision, Judgement
from makegood.rules.desk.letters.letter import Letter, Paragraph

WHO = "Bookkeeping"
CALL = (
    "If the account is not the one that you paid to before, pay nothing and call {partner} on a number that you "
    "already had, never on one from the bill or from an e-mail."
)


def to_bookkeeper(told: Sequence[tuple[Case, Judgement]], today: date) -> Letter | None:
    """One message for all bills on the desk; None without one."""
    if not told:
        return None
    stopped = [(case, one) for case, one in told if one.is_stopped]
    ready = [] if stopped else [(case, one) for case, one in told if one.state is Decision.OPEN]
    waiting = [(case, one) for case, one in told if (case, one) not in ready]
    conditions = tuple(dict.fromkeys(text for _, one in told for text in one.conditions))
    paragraphs = [Paragraph("greeting", "Good day,")]
    if stopped:
        case, one = stopped[0]
        paragraphs.append(
            Paragraph(
                "stop",
                f"Pay nothing to {case.partner}, on any bill, until I have told you that I called them back: "
                f"{_stops(case, one)}. Please use no number from the bill or from a mail.",
            )
        )
    if ready:
        paragraphs.append(Paragraph("pay", "Please pay:", tuple(_pay(case, one, today) for case, one in ready)))
        paragraphs.append(Paragraph("account", CALL.format(partner=ready[0][0].partner)))
    if waiting:
        lead = "The bills that wait:" if stopped else "Please pay nothing on this until you hear from me:"
        items = tuple(_wait(case, one, why=not one.is_stopped) for case, one in waiting)
        paragraphs.append(Paragraph("wait", lead, items))
    if waiting:
        paragraphs.append(Paragraph("asked", "If they ask you about it, please send them to me."))
    if conditions:
        paragraphs.append(
            Paragraph("conditions", "Please mind:" if ready else "Please mind, once it is paid:", conditions)
        )
    paragraphs.append(Paragraph("closing", "Thank you."))
    return Letter(kind="bookkeeper", to=WHO, subject=_subject(told, ready), day=today, paragraphs=tuple(paragraphs))


def _stops(case: Case, one: Judgement) -> str:
    told = any(reason.name == "bills.changed_account" for reason in one.reasons)
    return f"{_for(case, one)} names other bank details than before" if told else (
        "we were told of other bank details")  # fmt: skip


def _subject(told: Sequence[tuple[Case, Judgement]], ready: Sequence[tuple[Case, Judgement]]) -> str:
    partner = told[0][0].partner
    if not ready:
        return f"Pay nothing to {partner} for now"
    currencies = {one.currency for _, one in ready}
    if len(currencies) > 1:
        return f"Payments to {partner}"
    return f"Pay {money(sum(one.cents for _, one in ready), currencies.pop())} to {partner}"


def _for(case: Case, one: Judgement) -> str:
    of = f" of {plain_day(case.on.bill.issued.value)}" if case.on and case.on.bill.issued else ""
    return f"{one.bill}{of}"


def _pay(case: Case, one: Judgement, today: date) -> str:
    """ "38,000 dollars to Northwind, account ending in 6789, for bill NW-3 (Checkout), not before ..., by ..."."""
    on = case.on
    account = on.bill.account if on else None
    number = account and (account.account or account.iban)
    where = f", account ending in {number.value[-4:]}" if number else ", to the account that you used before"
    if called := account_called(case):
        day = f" {called_on(case)}" if called_on(case) else ""
        where = f", account ending in {called}, which they named when we called them{day}"
    what = f" ({on.parts})" if on and on.parts else ""
    late = f"; it was due on {plain_day(one.due)}" if one.due and one.due < today else ""
    by = f" and by {plain_day(one.due)} at the latest" if one.due and one.due > today else late
    told = f"{case.money(one.cents)} to {case.partner}{where}, for {_for(case, one)}{what}"
    return f"{told}, not before {plain_day(today)}{by}."


def _wait(case: Case, one: Judgement, *, why: bool) -> str:
    """Where everything stops, that was said above, and whoever calls back is the owner."""
    late = one.due and one.due < case.dossier.today
    due = f"; it {'was' if late else 'would be'} due on {plain_day(one.due)}" if one.due else ""
    asked = case.money(one.cents) if case.on is None or case.on.is_priced else "of which no amount could be read"
    return f"{_for(case, one)[:1].upper()}{_for(case, one)[1:]}, {asked}{due}.{f' {_ours(one.because)}' if why else ''}"


def _ours(text: str) -> str:
    """What was said to the owner, as the owner says it on."""
    for theirs, ours in (("You", "We"), ("you", "we"), ("Your", "Our"), ("your", "our")):
        text = re.sub(rf"\b{theirs}\b", ours, text)
    return text
