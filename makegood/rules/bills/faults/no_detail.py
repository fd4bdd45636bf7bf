"""A line that does not say what was done: "Professional services - October"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from makegood.rules.bills.fault import Case, Doubt, Fault, with_lines
from makegood.rules.documents.document import Sureness

EMPTY = frozenset(
    (
        "professional services service consulting consultancy development software work labor labour fees fee it "
        "technical programming engineering general monthly various misc miscellaneous support rendered performed "
        "as per agreement contract for the of in and month period invoice agreed discussed time materials hours "
        "hour january february march april may june july august september october november december jan feb mar "
        "apr jun jul aug sep sept oct nov dec q a to project dev team provided tasks activities"
    ).split()
)


def look(case: Case) -> Iterator[Doubt]:
    """Lines of nothing but general words that belong to no part, and name no person's day."""
    for match in case.matches:
        line = match.line
        matched = match.part is not None and match.sureness is not Sureness.UNSURE
        if matched or not line.amount_cents or (line.day and line.person and line.unit):
            continue
        words = re.findall(r"[a-z]+", line.text.casefold())
        if words and not set(words) <= EMPTY:
            continue
        yield Doubt(
            "no_detail",
            f"Line {line.number} ({line.text or 'without words'}) asks {case.money(line.amount_cents)} and does "
            f"not say what was "
            "done, by whom and when.",
            f"Line {line.number}: please name the work, the person, the days and the hours.",
            (line.quote,),
            abs(line.amount_cents),
        )


FAULT = Fault("no_detail", "no detail", with_lines, look)
