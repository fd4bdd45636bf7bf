"""How little a decision stands on: what was not given, not judged, or only read and not confirmed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from makegood.rules.bills.auditing import faults
from makegood.rules.desk.case import Case
from makegood.rules.desk.dossier import Door
from makegood.rules.desk.reasons.code import is_looked_at, is_seen
from makegood.rules.desk.seen import State
from makegood.rules.desk.source import PAYING
from makegood.rules.documents.document import Sureness

OF_ITS_KIND = re.compile(r"^(?:no lines? |the lines |the bill |fewer than)")
"""A bill without hours has no hours to doubt: that is no gap."""
USED = ("owner", "partner", "parts", "rates", "total", "total_cap", "monthly_cap", "retainage", "payment_days")


def thin_of(case: Case) -> tuple[str, ...]:
    """Sentences, the largest gap first; empty when nothing of it is missing."""
    return tuple(_gaps(case))


def _gaps(case: Case) -> Iterator[str]:
    yield from _of_papers(case)
    yield from _of_money(case)
    yield from _not_judged(case)
    if unsure := _unconfirmed(case):
        yield f"Read, not certain, and not confirmed by you: {', '.join(unsure)}."
    unknown = [row for row in case.dossier.seen if row.state is State.UNKNOWN and not row.holds]
    for row in sorted(unknown, key=lambda row: (row.rule, row.sentence)):
        if row.about != "code" or is_seen(case):
            yield row.sentence


def _of_papers(case: Case) -> Iterator[str]:
    if not case.has_agreement:
        yield "No contract or proposal was read."
    elif case.dossier.review is None or not case.dossier.review.judged:
        yield "The clauses of the contract were not judged."
    elif case.dossier.door is Door.CONTRACT:
        yield from case.dossier.review.notes
    if case.dossier.door in PAYING and not is_seen(case):
        looked = is_looked_at(case)
        yield "What was seen of the code carries no payment." if looked else "Nobody has looked at the code."


def _of_money(case: Case) -> Iterator[str]:
    if case.dossier.door not in PAYING:
        return
    if case.paid is None:
        yield "What was really paid is not known: no export of the bank, the card or QuickBooks was read."
    elif "paid" in case.dossier.confirmed:
        yield "What was really paid is as you said it; no export was read."
    if case.agreed.parts and case.proven is None:
        yield "Of some parts nobody has said whether they are accepted."
    elif "accepted" in case.dossier.confirmed:
        yield "Which parts are accepted is as you said it."


def _not_judged(case: Case) -> Iterator[str]:
    titles = {name: fault.title for name, fault in faults().items()}
    because: dict[str, list[str]] = {}
    for one in case.on.audit.not_judged if case.on else ():
        if not OF_ITS_KIND.search(one.because):
            because.setdefault(one.because, []).append(titles[one.fault])
    if not because or not (case.agreed.parts or case.agreed.rates):
        return
    said = "; ".join(f"{', '.join(names)} ({why})" for why, names in because.items())
    yield f"Faults of the bill that could not be looked for: {said}."


def _unconfirmed(case: Case) -> list[str]:
    told = []
    for name in USED:
        found = case.found(name)
        if found and found[1].sureness is not Sureness.SURE and name not in case.dossier.confirmed:
            told.append(name.replace("_", " "))
    return told
