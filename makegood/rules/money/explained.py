"""A figure that tells how it came about: its terms, each with sign and source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from makegood.rules.money.amount import formatted


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a figure. `cents` is not negative, `sign` is 1 or -1; `source` says what holds it ("payment 2")."""

    label: str
    cents: int
    sign: int
    source: str

    def __post_init__(self) -> None:
        if self.sign not in (1, -1) or self.cents < 0:
            raise ValueError("a term has cents of zero or more, and its sign apart")

    @property
    def signed(self) -> int:
        """Cents with the sign."""
        return self.sign * self.cents


@dataclass(frozen=True, slots=True)
class Explained:
    """A figure in cents, always the sum of its terms. It may be below zero."""

    label: str
    terms: tuple[Term, ...]

    @property
    def cents(self) -> int:
        return sum(term.signed for term in self.terms)

    def __str__(self) -> str:
        return formatted(self.cents)


def explained(label: str, terms: Iterable[Term]) -> Explained:
    """The figure made of these terms, those of zero cents included: nothing is left out silently."""
    return Explained(label, tuple(terms))


def added(label: str, cents: int, source: str) -> Term:
    """A term that raises the figure; an amount below zero (a reversal) lowers it."""
    return Term(label, abs(cents), 1 if cents >= 0 else -1, source)


def taken(label: str, cents: int, source: str) -> Term:
    """A term that lowers the figure; an amount below zero raises it."""
    return Term(label, abs(cents), -1 if cents >= 0 else 1, source)
