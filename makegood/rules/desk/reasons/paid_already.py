"""The bill was paid before, as an export shows or the person said."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.rules.calendars.business import plain_day
from makegood.rules.desk.case import Case, cited
from makegood.rules.desk.judgement import Effect, Reason, Rests
from makegood.rules.desk.source import Source
from makegood.rules.documents.document import Sureness


def find(case: Case) -> Iterator[Reason]:
    """Payments that name the bill, or one of the same sum soon after it."""
    if case.on is None:
        return
    told = case.on.settled
    if told is None or told.open_cents > 0:
        return
    days = ", ".join(plain_day(one.payment.day) for one in told.payments)
    sure = told.sureness is Sureness.SURE
    file = next((paper.name for paper in case.dossier.reading.papers if paper.export), "")
    how = "was paid" if sure else "was probably paid"
    yield Reason(
        name="bills.paid_already",
        effect=Effect.HOLD,
        sentence=f"{case.on.title} {how} on {days}: {told.because}.",
        cents=case.cents,
        rests=Rests.PAPER,
        quotes=cited(file, [one.payment.quote for one in told.payments]),
        ask=f"We find {case.money(told.paid_cents)} paid on {days} for this bill. Do you see it as open?",
        changes=("explanation",),
    )


SOURCE = Source("paid_already", find)
