"""Every fault looked for in one bill; what could not be judged is said with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from makegood.rules.bills.agreed import Agreed
from makegood.rules.bills.bill import Bill
from makegood.rules.bills.fault import Case, Doubt, Fault
from makegood.rules.bills.matching import Match, matched
from makegood.rules.shelf import on_shelf


@dataclass(frozen=True, slots=True)
class NotJudged:
    """A fault that could not be looked for, and why."""

    fault: str
    because: str


@dataclass(frozen=True, slots=True)
class Audit:
    """What was found: doubts with the largest sum first, advisory ones last."""

    doubts: tuple[Doubt, ...]
    not_judged: tuple[NotJudged, ...]
    matches: tuple[Match, ...]

    @property
    def holding(self) -> tuple[Doubt, ...]:
        """Those that are a reason to ask before paying."""
        return tuple(doubt for doubt in self.doubts if not doubt.advisory)


@cache
def faults() -> Mapping[str, Fault]:
    """Every fault by name. Raises ValueError when a file and its fault disagree."""
    return on_shelf("makegood.rules.bills.faults", "FAULT", Fault, lambda fault: fault.name)


def audit(bill: Bill, agreed: Agreed, earlier: Sequence[Bill] = ()) -> Audit:
    """Looks for every fault. `earlier` are the partner's bills before this one, oldest first."""
    case = Case(bill, agreed, tuple(earlier), matched(bill, agreed.parts))
    doubts: list[Doubt] = []
    unknown: list[NotJudged] = []
    for name, fault in faults().items():
        missing = fault.needs(case)
        if missing is not None:
            unknown.append(NotJudged(name, missing))
        else:
            doubts += fault.look(case)
    doubts.sort(key=lambda doubt: (doubt.advisory, -(doubt.cents if doubt.cents is not None else 10**12)))
    return Audit(tuple(doubts), tuple(unknown), case.matches)
