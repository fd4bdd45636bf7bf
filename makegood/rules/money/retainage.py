"""Money held back: how much, until when, and what is returned on which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from makegood.rules.calendars.business import plain_day
from makegood.rules.money.amount import divided, formatted, share

FLOOR = 500
"""Basis points: from launch at least 5 % of verified value is held (docs/money.md)."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What was agreed. `rate` in basis points until launch; everything left is returned on `latest_return`."""

    rate: int
    latest_return: date
    launched: date | None = None
    warranty_ends: date | None = None


def to_hold(open_punch_list_cents: int, verified_cents: int) -> int:
    """Cents to hold from launch: max(1.5 x open punch list, 5 % of verified value), each half up."""
    return max(divided(3 * open_punch_list_cents, 2), share(verified_cents, FLOOR))


@dataclass(frozen=True, slots=True)
class Holding:
    """What is to be held on a day, and why. `return_cents` may be released now, `add_cents` is to be kept from the
    next payments (it is never asked back)."""

    hold_cents: int
    return_cents: int
    add_cents: int
    sentence: str


def holding(terms: Terms, *, held_cents: int, punch_list_cents: int, verified_cents: int, on: date) -> Holding:
    """The rule on the day `on`, given what is held so far at the agreed rate. All in cents."""
    latest = plain_day(terms.latest_return)
    if on >= terms.latest_return:
        sentence = f"Everything held back is to be returned: {latest} was agreed as the latest day."
        return Holding(0, held_cents, 0, sentence)
    if terms.launched is None or on < terms.launched:
        sentence = f"Until launch the agreed share is held back, and returned by {latest} at the latest."
        return Holding(held_cents, 0, 0, sentence)
    rule = divided(3 * punch_list_cents, 2)
    if terms.warranty_ends is not None and on >= terms.warranty_ends:
        hold, why = rule, f"1.5 times the {formatted(punch_list_cents)} still to fix; the warranty has ended"
    else:
        hold = to_hold(punch_list_cents, verified_cents)
        why = f"5 % of the {formatted(verified_cents)} proven"
        if rule >= share(verified_cents, FLOOR):
            why = f"1.5 times the {formatted(punch_list_cents)} still to fix"
    sentence = f"{formatted(hold)} are held back: {why}. Latest return: {latest}."
    return Holding(hold, max(0, held_cents - hold), max(0, hold - held_cents), sentence)


@dataclass(frozen=True, slots=True)
class Return:
    """Cents that go back to the partner on a day if nothing changes until then."""

    on: date
    cents: int
    sentence: str


def returns(
    terms: Terms, *, held_cents: int, punch_list_cents: int, verified_cents: int, on: date
) -> tuple[Return, ...]:
    """What is returned when, from the day `on`, if the list still to fix stays so; the parts sum to what is held."""
    days = {on, terms.latest_return} | {day for day in (terms.launched, terms.warranty_ends) if day is not None}
    plan = []
    left = held_cents
    for day in sorted(day for day in days if on <= day <= max(on, terms.latest_return)):
        now = holding(terms, held_cents=left, punch_list_cents=punch_list_cents, verified_cents=verified_cents, on=day)
        if now.return_cents:
            plan.append(
                Return(day, now.return_cents, f"{formatted(now.return_cents)} on {plain_day(day)}. {now.sentence}")
            )
            left -= now.return_cents
    return tuple(plan)
