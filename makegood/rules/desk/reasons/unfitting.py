"""Lines that belong to nothing that was agreed, and parts of which nobody said whether they are accepted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from makegood.rules.bills.agreed import Part
from makegood.rules.bills.bill import Line
from makegood.rules.desk.case import Case, cited
from makegood.rules.desk.judgement import Effect, Reason, Rests
from makegood.rules.desk.source import Source
from makegood.rules.documents.document import Sureness

BEYOND = "unsigned_change"
"""The fault that asks the partner about such a line already, and by what change it was ordered."""


def find(case: Case) -> Iterator[Reason]:
    """Only where prices or rates are known: without any, `no_agreement` says so."""
    if case.on is None or not (case.agreed.parts or case.agreed.rates):
        return
    parts: dict[Part, list[Line]] = defaultdict(list)
    strange: list[Line] = []
    beyond = {quote for doubt in case.on.audit.doubts if doubt.fault == BEYOND for quote in doubt.quotes}
    for match in case.on.audit.matches:
        line = match.line
        if line.quote in beyond:
            continue
        if not line.amount_cents or line.amount_cents <= 0:
            continue
        if line.unit in ("hour", "day") and line.rate_cents and case.agreed.rates:
            continue
        if match.part is None or match.sureness is Sureness.UNSURE:
            strange.append(line)
        elif match.part.accepted is None:
            parts[match.part].append(line)
    yield from _strange(case, strange)
    for part, lines in parts.items():
        yield _unsaid(case, part, lines)


def _strange(case: Case, lines: list[Line]) -> Iterator[Reason]:
    if not lines or case.on is None:
        return
    cents = sum(line.amount_cents or 0 for line in lines)
    named = f"Line {lines[0].number} ({lines[0].text})"
    more = f" and {len(lines) - 1} more" if len(lines) > 1 else ""
    verb = "belong" if more else "belongs"
    yield Reason(
        name="bills.no_part",
        effect=Effect.ASK,
        sentence=f"{named}{more} {verb} to no part and no rate that was agreed: {case.money(cents)}.",
        cents=min(cents, case.cents),
        rests=Rests.PAPER,
        ask=f"To which part of the agreement do{'' if more else 'es'} {named}{more} belong?",
        quotes=cited(case.on.paper.name, [line.quote for line in lines]),
        changes=("explanation", "corrected_bill"),
    )


def _unsaid(case: Case, part: Part, lines: list[Line]) -> Reason:
    return Reason(
        name=f"acceptance.unsaid.{part.name}",
        effect=Effect.ASK,
        sentence=f"Nobody has said that {part.name} is accepted.",
        why="A part is paid for when it is done and accepted, and not because a bill came.",
        cents=min(sum(line.amount_cents or 0 for line in lines), case.cents),
        rests=Rests.NOTHING,
        quotes=cited(case.on.paper.name if case.on else "", [line.quote for line in lines]),
        changes=("say_accepted",),
    )


SOURCE = Source("unfitting", find)
