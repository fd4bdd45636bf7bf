"""A row of an export once it was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from makegood.rules.documents.document import Quote
from makegood.rules.terms.reading import Question


class Kind(StrEnum):
    """What moved: paid out, a refund or another sum coming in, money between own accounts, a fee of the bank."""

    PAID = "paid"
    RECEIVED = "received"
    TRANSFER = "transfer"
    FEE = "fee"


@dataclass(frozen=True, slots=True)
class Payment:
    """One movement. `cents` is above zero whichever way it went; `kind` says which. `row` counts from 1 in the file."""

    row: int
    day: date
    payee: str
    cents: int
    kind: Kind
    quote: Quote
    memo: str = ""
    currency: str | None = None

    @property
    def text(self) -> str:
        """All words of the row."""
        return f"{self.payee} {self.memo}".strip()


@dataclass(frozen=True, slots=True)
class Export:
    """What an export says. `source` is bank, card, quickbooks or ledger; `unread` counts rows that were no movement."""

    source: str
    payments: tuple[Payment, ...]
    questions: tuple[Question, ...] = ()
    unread: int = 0
    notes: tuple[str, ...] = ()
