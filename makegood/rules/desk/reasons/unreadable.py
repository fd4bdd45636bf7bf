"""Papers that could not be read, and bills whose sum nobody can check."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.rules.desk.case import Case, cited
from makegood.rules.desk.dossier import Door
from makegood.rules.desk.judgement import Effect, Reason, Rests
from makegood.rules.desk.source import Source


def find(case: Case) -> Iterator[Reason]:
    """Files that were given and say nothing; a bill without lines, amounts or total."""
    for file, because in sorted(case.dossier.unread.items()):
        yield Reason(
            name=f"papers.unread.{file}",
            effect=Effect.ASK,
            sentence=f"{file} could not be read, so nothing in it was counted: {because}",
            cents=case.cents,
            rests=Rests.NOTHING,
            changes=("readable_file",),
        )
    if case.on is None:
        return
    bill = case.on.bill
    missing = [] if bill.total else ["no total"]
    if not bill.lines:
        missing.append("no lines with amounts")
    elif bill.lines_cents() is None:
        missing.append("lines without an amount")
    if missing:
        yield Reason(
            name="bills.unread_sum",
            effect=Effect.ASK,
            sentence=f"The sum of {case.on.label} could not be added up again: {' and '.join(missing)} could be read.",
            cents=case.cents,
            rests=Rests.PAPER,
            quotes=cited(case.on.paper.name, [bill.total.quote] if bill.total else []),
            ask="Please send the bill with each line, its amount, and the total.",
            changes=("readable_file", "corrected_bill"),
        )


SOURCE = Source("unreadable", find, frozenset(Door))
