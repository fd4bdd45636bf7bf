"""What the bill asks for a part went to the partner earlier, by a payment that no bill asked for."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.rules.bills.agreed import Part
from makegood.rules.calendars.business import plain_day
from makegood.rules.desk.case import Case, cited
from makegood.rules.desk.judgement import Effect, Reason, Rests
from makegood.rules.desk.source import Source
from makegood.rules.documents.document import Sureness
from makegood.rules.payments.matching import ToPartner
from makegood.rules.payments.payment import Kind


def find(case: Case) -> Iterator[Reason]:
    """For each part that the bill names: a payment of just its price before the day of the bill.

    Where several parts cost the same, all of them must have been paid: else it may have been for another one.
    """
    for part in _asked(case):
        earlier = _earlier(case, part)
        if not earlier or len(earlier) + _billed(case, part) < _alike(case, part):
            continue
        days = ", ".join(plain_day(one.payment.day) for one in earlier)
        file = next((paper.name for paper in case.dossier.reading.papers if paper.export), "")
        yield Reason(
            name="bills.part_paid_before",
            effect=Effect.HOLD,
            sentence=f"{part.name} seems to be paid already: {case.money(part.cents)} went to {case.partner} on "
            f"{days}, and no bill here asks for it.",
            cents=min(part.cents, case.cents),
            rests=Rests.PAPER,
            quotes=cited(file, [one.payment.quote for one in earlier]),
            ask=f"We find {case.money(part.cents)} paid to you on {days}. What was it for, if not for {part.name}?",
            changes=("explanation",),
        )


def _asked(case: Case) -> list[Part]:
    matches = case.on.audit.matches if case.on else ()
    told = [match.part for match in matches if match.part and match.sureness is not Sureness.UNSURE]
    return [part for part in dict.fromkeys(told) if part.cents > 0]


def _earlier(case: Case, part: Part) -> list[ToPartner]:
    issued = case.on.bill.issued if case.on else None
    return [
        one
        for one in case.dossier.reading.unbilled
        if one.payment.kind is Kind.PAID
        and one.payment.cents == part.cents
        and (issued is None or one.payment.day < issued.value)
    ]


def _alike(case: Case, part: Part) -> int:
    return sum(other.cents == part.cents for other in case.agreed.parts)


def _billed(case: Case, part: Part) -> int:
    """Other parts of the same price that another bill asks for."""
    others = {
        match.part
        for paper in case.dossier.reading.papers
        if paper.audit and not (case.on and paper.bill == case.on.bill)
        for match in paper.audit.matches
        if match.part and match.part.cents == part.cents and match.part != part
    }
    return len(others)


SOURCE = Source("part_paid_before", find)
