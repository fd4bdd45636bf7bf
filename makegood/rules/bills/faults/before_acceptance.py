"""A part is billed that was not accepted yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from makegood.rules.bills.fault import Case, Doubt, Fault
from makegood.rules.documents.document import Sureness


def needs(case: Case) -> str | None:
    if not case.agreed.parts:
        return "no parts with prices were read"
    return (
        None
        if any(part.accepted is not None for part in case.agreed.parts)
        else "nobody said which parts were accepted"
    )


def look(case: Case) -> Iterator[Doubt]:
    """Lines of parts that are not accepted, or were accepted after the bill was written."""
    for match in case.matches:
        part, line = match.part, match.line
        if part is None or match.sureness is Sureness.UNSURE or not line.amount_cents or case.bill.credit:
            continue
        late = (
            isinstance(part.accepted, date) and case.bill.issued is not None and part.accepted > case.bill.issued.value
        )
        if part.accepted is not False and not late:
            continue
        when = (
            f"was accepted only on {part.accepted.isoformat()}"
            if isinstance(part.accepted, date)
            else "is not accepted yet"
        )
        yield Doubt(
            "before_acceptance",
            f"Line {line.number} asks {case.money(line.amount_cents)} for {part.name}, which {when}.",
            f"{part.name} is paid for after it is accepted. Please bill it then.",
            (line.quote,),
            abs(line.amount_cents),
        )


FAULT = Fault("before_acceptance", "billed before it was accepted", needs, look)
