"""More is paid than was proven: paid minus the worth of what was accepted (docs/money.md)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from makegood.rules.bills.agreed import Part
from makegood.rules.desk.case import Case
from makegood.rules.desk.judgement import Effect, Reason, Rests
from makegood.rules.desk.source import Source
from makegood.rules.documents.document import Sureness
from makegood.rules.money.amount import share
from makegood.rules.terms.values.upfront import Upfront


def find(case: Case) -> Iterator[Reason]:
    """Holds only where the money would be ahead of proof by more than the payment in advance that was agreed."""
    if case.paid is None or case.proven is None:
        return
    ahead = case.paid - case.proven
    after = ahead + _accepted_here(case)
    if after <= 0 or case.paid <= 0:
        return
    agreed = in_advance(case)
    beyond = after - agreed
    paid = f"{case.money(case.paid)} are paid, {case.money(case.proven)} of it for parts that are accepted."
    if case.on is None:
        sentence = f"{case.money(ahead)} are paid and not proven yet: {paid}"
    else:
        sentence = f"With this bill {case.money(after)} would be paid and not proven yet: {paid}"
    holds = beyond > 0 and case.on is not None
    yield Reason(
        name="money.ahead_of_proof",
        effect=Effect.HOLD if holds else Effect.WARN,
        sentence=sentence,
        why="What is paid before it is proven is the money you cannot hold back when it does not work.",
        cents=min(max(beyond, 0), case.cents) if holds else 0,
        rests=Rests.SAID if "paid" in case.dossier.confirmed else Rests.PAPER,
        quotes=case.cite("upfront") if agreed else (),
        ask="Which parts are ready to be accepted? We pay what is accepted and not paid yet." if holds else "",
        changes=("acceptance",) if holds else (),
    )


def _accepted_here(case: Case) -> int:
    """What the bill asks for parts that are accepted, up to their prices: what else it asks is doubted by itself."""
    asked: dict[Part, int] = defaultdict(int)
    for match in case.on.audit.matches if case.on else ():
        if match.part and match.part.accepted and match.sureness is not Sureness.UNSURE:
            asked[match.part] += match.line.amount_cents or 0
    return sum(min(cents, part.cents) for part, cents in asked.items())


def in_advance(case: Case) -> int:
    """Cents that the agreement lets be paid before anything is done; 0 where none was read."""
    told = case.value("upfront")
    if not isinstance(told, Upfront):
        return 0
    if told.sum is not None:
        return told.sum.cents
    return share(case.price or 0, told.rate or 0)


SOURCE = Source("ahead", find)
