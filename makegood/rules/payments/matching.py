"""Which movements were to the partner, and which bill each one paid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import combinations

from makegood.rules.bills.agreed import name_words
from makegood.rules.bills.bill import Bill
from makegood.rules.bills.faults.duplicate_bill import plain
from makegood.rules.documents.document import Sureness
from makegood.rules.payments.payment import Kind, Payment

ALIKE = 0.84
NEAR_DAYS = 10
LATE_DAYS = 150
MOST_TOGETHER = 3


@dataclass(frozen=True, slots=True)
class ToPartner:
    """A movement that went to the partner, or came back from it, and why we think so."""

    payment: Payment
    sureness: Sureness
    because: str


@dataclass(frozen=True, slots=True)
class Settled:
    """A bill and what was paid on it. `open_cents` is below zero when more was paid than asked."""

    bill: Bill
    payments: tuple[ToPartner, ...]
    sureness: Sureness
    because: str

    @property
    def paid_cents(self) -> int:
        return sum(one.payment.cents * (1 if one.payment.kind is Kind.PAID else -1) for one in self.payments)

    @property
    def open_cents(self) -> int:
        return self.bill.asked_cents() - self.paid_cents


def to_partner(payments: Sequence[Payment], names: Sequence[str]) -> tuple[ToPartner, ...]:
    """Movements whose payee or description names the partner, in order. Transfers and fees are none."""
    told = []
    for payment in payments:
        if payment.kind in (Kind.PAID, Kind.RECEIVED) and (fit := _names(payment, names)):
            told.append(ToPartner(payment, *fit))
    return tuple(told)


def _names(payment: Payment, names: Sequence[str]) -> tuple[Sureness, str] | None:
    said = name_words(payment.text)
    for name in names:
        words = name_words(name)
        if words and all(word in said for word in words):
            return Sureness.SURE, f'"{name}" stands in the row'
    for name in names:
        words = name_words(name)
        joined = "".join(words)
        if joined and len(joined) >= 5 and joined in "".join(said):
            return Sureness.LIKELY, f'"{name}" stands in the row, written together'
        if likeness := _alike(words, said):
            return Sureness.LIKELY, f'the row is {likeness} like "{name}"'
    return None


def _alike(words: list[str], said: list[str]) -> str | None:
    for start in range(max(1, len(said) - len(words) + 1)):
        piece = " ".join(said[start : start + len(words)])
        ratio = SequenceMatcher(None, " ".join(words), piece).ratio()
        cut = len(piece) >= 8 and " ".join(words).startswith(piece)
        if ratio >= ALIKE or cut:
            return f"{ratio:.0%}"
    return None


def duplicates(told: Sequence[ToPartner]) -> tuple[tuple[ToPartner, ToPartner], ...]:
    """Pairs of payments of the same sum within ten days that nothing tells apart but the day."""
    found = []
    for one, other in combinations([item for item in told if item.payment.kind is Kind.PAID], 2):
        near = abs((one.payment.day - other.payment.day).days) <= NEAR_DAYS
        if near and one.payment.cents == other.payment.cents and _numbers(one) == _numbers(other):
            found.append((one, other))
    return tuple(found)


def _numbers(one: ToPartner) -> frozenset[str]:
    return frozenset(
        word for word in one.payment.text.split() if any(mark.isdigit() for mark in word) and len(word) >= 3
    )


def settled(bills: Sequence[Bill], told: Sequence[ToPartner]) -> tuple[tuple[Settled, ...], tuple[ToPartner, ...]]:
    """Each bill with its payments, and the movements that belong to no bill (paid outside, refunds)."""
    free = list(told)
    found: dict[int, tuple[list[ToPartner], Sureness, str]] = {}
    for index, bill in enumerate(bills):
        if bill.number and (own := [one for one in free if _mentions(one, bill)]):
            found[index] = (own, Sureness.SURE, "the row names the number of the bill")
            free = [one for one in free if one not in own]
    for index, bill in enumerate(bills):
        if index not in found and (one := _same_sum(bill, free)):
            found[index] = ([one], Sureness.LIKELY, "the same sum, after the day of the bill")
            free.remove(one)
    _together(bills, free, found)
    empty: tuple[list[ToPartner], Sureness, str] = ([], Sureness.UNSURE, "no payment of this sum was found")
    return tuple(
        Settled(bill, tuple(own[0]), *own[1:]) for index, bill in enumerate(bills) for own in [found.get(index, empty)]
    ), tuple(free)


def _mentions(one: ToPartner, bill: Bill) -> bool:
    number = plain(bill.number.value) if bill.number else ""
    words = [plain(word) for word in one.payment.text.replace("#", " ").split()]
    joined = [words[n] + words[n + 1] for n in range(len(words) - 1)]
    return len(number) >= 3 and number in (*words, *joined)


def _same_sum(bill: Bill, free: Sequence[ToPartner]) -> ToPartner | None:
    kind = Kind.RECEIVED if bill.credit else Kind.PAID
    fits = [
        one
        for one in free
        if one.payment.kind is kind and one.payment.cents == abs(bill.asked_cents()) and _in_time(bill, one)
    ]
    return min(fits, key=lambda one: one.payment.day) if fits else None


def _in_time(bill: Bill, one: ToPartner) -> bool:
    if bill.issued is None:
        return True
    return -2 <= (one.payment.day - bill.issued.value).days <= LATE_DAYS


def _together(
    bills: Sequence[Bill], free: list[ToPartner], found: dict[int, tuple[list[ToPartner], Sureness, str]]
) -> None:
    """One payment for two or three bills."""
    unpaid = [index for index in range(len(bills)) if index not in found and not bills[index].credit]
    for one in list(free):
        for size in range(2, MOST_TOGETHER + 1):
            group = next(
                (
                    group
                    for group in combinations(unpaid, size)
                    if sum(bills[index].asked_cents() for index in group) == one.payment.cents
                    and all(_in_time(bills[index], one) for index in group)
                ),
                None,
            )
            if group and one.payment.kind is Kind.PAID:
                _divide(bills, one, group, found)
                free.remove(one)
                unpaid = [index for index in unpaid if index not in group]
                break


def _divide(
    bills: Sequence[Bill],
    one: ToPartner,
    group: tuple[int, ...],
    found: dict[int, tuple[list[ToPartner], Sureness, str]],
) -> None:
    for index in group:
        share = replace(one.payment, cents=bills[index].asked_cents())
        found[index] = ([replace(one, payment=share)], Sureness.LIKELY, f"one payment for {len(group)} bills")
