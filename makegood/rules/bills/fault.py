"""What a fault of a bill is: its name, what must be known to judge it, and the function that looks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from makegood.rules.bills.agreed import Agreed
from makegood.rules.bills.bill import Bill
from makegood.rules.bills.matching import Match
from makegood.rules.documents.document import Quote
from makegood.rules.figures.sums import Sum


@dataclass(frozen=True, slots=True)
class Case:
    """A bill, what was agreed, the bills before it (oldest first), and which line belongs to which part."""

    bill: Bill
    agreed: Agreed
    earlier: tuple[Bill, ...]
    matches: tuple[Match, ...]

    def money(self, cents: int) -> str:
        """The amount in the bill's currency, as people read it."""
        return str(Sum(cents, self.bill.currency or "USD"))


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing that does not fit. `sentence` is for the owner, `ask` for the partner; `cents` is what is in question.

    `advisory`: good to know, no reason to hold money. `cents` None: all of the bill, or not to be said in money.
    """

    fault: str
    sentence: str
    ask: str
    quotes: tuple[Quote, ...] = ()
    cents: int | None = None
    advisory: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of fault. `title` is what people call it; `needs` says what is missing, or None when it can be
    judged."""

    name: str
    title: str
    needs: Callable[[Case], str | None]
    look: Callable[[Case], Iterable[Doubt]]


def always(_: Case) -> None:
    """It needs nothing but the bill."""
    return


def with_lines(case: Case) -> str | None:
    """It needs lines with amounts."""
    return None if case.bill.lines else "no lines could be read"
