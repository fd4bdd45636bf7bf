"""A bill once it was read. Money is integer cents; what the bill does not say is None."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from makegood.rules.documents.document import Found, Quote
from makegood.rules.figures.spans import Span
from makegood.rules.money.amount import divided


@dataclass(frozen=True, slots=True)
class Line:
    """One line that asks for money. `number` counts from 1; `unit` is hour, day, or None for pieces and lump sums."""

    number: int
    text: str
    quote: Quote
    amount_cents: int | None = None
    quantity: Decimal | None = None
    unit: str | None = None
    rate_cents: int | None = None
    person: str | None = None
    day: date | None = None

    def product_cents(self) -> int | None:
        """Quantity times rate, half up; None when the bill does not say both."""
        if self.quantity is None or self.rate_cents is None:
            return None
        numerator, denominator = (self.quantity * self.rate_cents).as_integer_ratio()
        return divided(numerator, denominator)

    def asked_cents(self) -> int | None:
        """What it asks for: its amount, else what quantity and rate come to."""
        return self.amount_cents if self.amount_cents is not None else self.product_cents()

    def hours(self) -> Decimal | None:
        """Hours worked; None when the line counts something else."""
        return self.quantity if self.unit == "hour" else None


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, both counted."""

    first: date
    last: date

    def __str__(self) -> str:
        return f"{self.first.isoformat()} to {self.last.isoformat()}"

    def overlaps(self, other: Period) -> bool:
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True)
class Account:
    """Where the money is to go: digits and letters without spaces."""

    holder: Found[str] | None = None
    bank: Found[str] | None = None
    account: Found[str] | None = None
    routing: Found[str] | None = None
    iban: Found[str] | None = None

    def key(self) -> tuple[str | None, str | None, str | None]:
        """What identifies it: account, routing number, IBAN."""
        account, routing, iban = (one.value if one else None for one in (self.account, self.routing, self.iban))
        return account, routing, iban

    def is_said(self) -> bool:
        return any(self.key())


@dataclass(frozen=True, slots=True)
class Bill:
    """A bill or a credit note (`credit`). `retained` is what was held back, as a positive number; so is `discount`.

    `account_word`: the words by which it says itself that the bank details changed. `elsewhere`: words that say where
    to pay and are none of `account`.
    """

    lines: tuple[Line, ...]
    number: Found[str] | None = None
    sender: Found[str] | None = None
    addressee: Found[str] | None = None
    issued: Found[date] | None = None
    due: Found[date] | None = None
    period: Found[Period] | None = None
    payment_days: Found[Span] | None = None
    subtotal: Found[int] | None = None
    discount: Found[int] | None = None
    tax: Found[int] | None = None
    retained: Found[int] | None = None
    paid: Found[int] | None = None
    total: Found[int] | None = None
    currency: str | None = None
    account: Account = field(default_factory=Account)
    account_word: Found[str] | None = None
    elsewhere: tuple[Found[str], ...] = ()
    credit: bool = False
    notes: tuple[str, ...] = ()

    def says_where(self) -> bool:
        """Whether it says where to pay, in bank details that were read or in other words."""
        return self.account.is_said() or bool(self.elsewhere)

    def lines_cents(self) -> int | None:
        """The sum of all lines; None when some line has no amount and no rate, or there is none."""
        amounts = [cents for line in self.lines if (cents := line.asked_cents()) is not None]
        return sum(amounts) if amounts and len(amounts) == len(self.lines) else None

    def asked_cents(self) -> int:
        """What the bill asks for: its total, else the sum of its lines; below zero for a credit note."""
        cents = self.total.value if self.total else (self.lines_cents() or 0)
        return -abs(cents) if self.credit else cents

    def work_cents(self) -> int:
        """What the work is billed at, before tax, discounts and money held back."""
        lines = self.lines_cents()
        cents = lines if lines is not None else self.subtotal.value if self.subtotal else self.asked_cents()
        return -abs(cents) if self.credit else cents

    def span(self) -> Period | None:
        """The period it says, else that of its dated lines."""
        days = sorted(line.day for line in self.lines if line.day)
        return self.period.value if self.period else Period(days[0], days[-1]) if days else None

    def noted(self, *sentences: str) -> Bill:
        """The same with more notes."""
        return replace(self, notes=(*self.notes, *sentences))
