"""More was billed for a part than its price, earlier bills included."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from makegood.rules.bills.agreed import Part
from makegood.rules.bills.fault import Case, Doubt, Fault
from makegood.rules.bills.matching import Match, matched
from makegood.rules.documents.document import Sureness


def needs(case: Case) -> str | None:
    return None if case.agreed.parts else "no parts with prices were read"


def look(case: Case) -> Iterator[Doubt]:
    """Sums this bill's lines of each part, and those of earlier bills."""
    billed: dict[Part, int] = defaultdict(int)
    for bill in case.earlier:
        sign = -1 if bill.credit else 1
        for match in matched(bill, case.agreed.parts):
            if match.part is not None and _counts(match):
                billed[match.part] += sign * abs(match.line.amount_cents or 0)
    for part in case.agreed.parts:
        own = [match for match in case.matches if match.part == part and _counts(match)]
        asked = sum(match.line.amount_cents or 0 for match in own)
        over = billed[part] + asked - part.cents
        if case.bill.credit or asked <= 0 or over <= 0:
            continue
        before = f" after {case.money(billed[part])} before" if billed[part] else ""
        yield Doubt(
            "above_part",
            f"{part.name} was agreed at {case.money(part.cents)}; this bill asks {case.money(asked)} for it{before}: "
            f"{case.money(min(over, asked))} above its price.",
            f"The price of {part.name} is {case.money(part.cents)}. Which signed change covers the "
            f"{case.money(min(over, asked))} above it?",
            tuple(match.line.quote for match in own),
            min(over, asked),
        )


def _counts(match: Match) -> bool:
    return match.sureness is not Sureness.UNSURE


FAULT = Fault("above_part", "above the price of a part", needs, look)
