"""The picture of an engagement's money: for each part a bar as long as its price.

Its upper half shows what was accepted, its lower half what was paid: where that is longer, money is ahead of proof.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from makegood.engagements.figures import Part

WIDTH = 1000
"""The longest bar, in units of the drawing."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A part with its lengths, in units of the drawing."""

    part: Part
    cost: int
    accepted: int
    paid: int


@dataclass(frozen=True, slots=True)
class MoneyPicture:
    bars: tuple[Bar, ...]
    total: Part


def money(parts: Sequence[Part]) -> MoneyPicture | None:
    """None where no part has a price yet."""
    longest = max((part.cents for part in parts), default=0)
    if not longest:
        return None

    def long(cents: int) -> int:
        return min(WIDTH, WIDTH * cents // longest)

    bars = tuple(Bar(part, long(part.cents), long(part.accepted_cents), long(part.paid_cents)) for part in parts)
    total = Part(
        title="Together",
        cents=sum(part.cents for part in parts),
        accepted_cents=sum(part.accepted_cents for part in parts),
        held_back_cents=sum(part.held_back_cents for part in parts),
        paid_cents=sum(part.paid_cents for part in parts),
    )
    return MoneyPicture(bars, total)
