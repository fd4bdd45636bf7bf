"""The faults of the bill itself: sums, rates, duplicates, caps, people, bank details."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from makegood.rules.bills.fault import Doubt
from makegood.rules.desk.calling import is_account_settled
from makegood.rules.desk.case import Case, cited
from makegood.rules.desk.judgement import Effect, Reason, Rests
from makegood.rules.desk.source import Source

ONLY_TOLD = frozenset({"short_term"})
"""Asking sooner than agreed moves no money that is not owed: the agreed day counts."""

OF_ABSENCE = frozenset({"missing_number"})
"""In a bill of which next to nothing could be read, what was not found is no fault of the bill."""

CHANGES = {
    "changed_account": ("call_back",),
    "wrong_payee": ("payee_confirmed", "corrected_bill"),
    "unsigned_change": ("signed_change", "corrected_bill"),
    "above_part": ("signed_change", "corrected_bill"),
    "above_monthly_cap": ("signed_change", "corrected_bill"),
    "above_total_cap": ("signed_change", "corrected_bill"),
    "before_acceptance": ("acceptance", "corrected_bill"),
    "not_on_roster": ("explanation", "corrected_bill"),
    "weekend_work": ("explanation", "corrected_bill"),
    "impossible_hours": ("explanation", "corrected_bill"),
    "outside_period": ("explanation", "corrected_bill"),
    "overlapping_period": ("explanation", "corrected_bill"),
    "duplicate_bill": ("explanation", "corrected_bill"),
    "duplicate_line": ("explanation", "corrected_bill"),
    "unexpected_tax": ("explanation", "corrected_bill"),
}


def find(case: Case) -> Iterator[Reason]:
    """One reason for each kind of fault: the largest doubt of it, and how many more there are."""
    if case.on is None:
        return
    kinds: dict[str, list[Doubt]] = {}
    for doubt in case.on.audit.doubts:
        kinds.setdefault(doubt.fault, []).append(doubt)
    unread = case.on.bill.total is None and not case.on.bill.lines
    for fault, doubts in kinds.items():
        if unread and fault in OF_ABSENCE:
            continue
        if fault == "changed_account" and is_account_settled(case):
            continue
        yield _reason(case, fault, sorted(doubts, key=lambda doubt: (doubt.advisory, -(doubt.cents or 0))))


def _reason(case: Case, fault: str, doubts: list[Doubt]) -> Reason:
    holding = [doubt for doubt in doubts if not doubt.advisory and fault not in ONLY_TOLD]
    told = holding or doubts
    first, more = told[0], len(told) - 1
    whole = any(doubt.cents is None for doubt in holding)
    cents = case.cents if whole else sum(doubt.cents or 0 for doubt in told) if holding else 0
    reason = Reason(
        name=f"bills.{fault}",
        effect=Effect.STOP if fault == "changed_account" else Effect.HOLD if holding else Effect.WARN,
        sentence=first.sentence,
        cents=max(0, min(cents, case.cents)),
        rests=Rests.PAPER,
        ask=first.ask,
        quotes=cited(case.on.paper.name if case.on else "", [quote for doubt in told for quote in doubt.quotes]),
        changes=CHANGES.get(fault, ("corrected_bill",)) if holding else (),
    )
    if not more:
        return reason
    others = "One more is" if more == 1 else f"{more} more are"
    return replace(reason, sentence=f"{first.sentence} {others} like it: {case.money(reason.cents)} in all.")


SOURCE = Source("bill_faults", find)
