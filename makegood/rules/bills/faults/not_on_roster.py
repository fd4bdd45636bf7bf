"""Somebody bills hours who is not among the people that were agreed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from makegood.rules.bills.agreed import is_same_name
from makegood.rules.bills.bill import Line
from makegood.rules.bills.fault import Case, Doubt, Fault


def needs(case: Case) -> str | None:
    if not case.agreed.roster:
        return "no list of agreed people was read"
    return None if any(line.person for line in case.bill.lines) else "the lines name no people"


def look(case: Case) -> Iterator[Doubt]:
    """One doubt for each person."""
    strangers: dict[str, list[Line]] = defaultdict(list)
    for line in case.bill.lines:
        if line.person and not any(is_same_name(line.person, name) for name in case.agreed.roster):
            strangers[line.person].append(line)
    for person, lines in strangers.items():
        cents = sum(line.amount_cents or 0 for line in lines)
        yield Doubt(
            "not_on_roster",
            f"{person} is not among the people you agreed on; {case.money(cents)} are billed for them.",
            f"Who is {person}, and when did we agree that they work on this?",
            tuple(line.quote for line in lines),
            abs(cents),
        )


FAULT = Fault("not_on_roster", "a person who was not agreed", needs, look)
