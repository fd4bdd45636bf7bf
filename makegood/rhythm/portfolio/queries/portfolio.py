"""The page of all clients: who needs the advisor, and a row of marks for each."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from makegood.engagements.figures import Figure, figures_of
from makegood.engagements.models import Engagement, Role, Seat
from makegood.engagements.permissions import Act, Standing
from makegood.rhythm.portfolio.queries.needs import Kind, Need, needs_of, pressing

FILTERS = {
    "": "All",
    Kind.PAYMENT: "Payments this week",
    Kind.CLOCK: "Clocks under five days",
    Kind.DESK: "On the desk",
    Kind.WORSE: "Got worse this week",
    Kind.OWNER: "Owner not there",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One client. `needs`: what presses most first."""

    standing: Standing
    needs: tuple[Need, ...]

    @property
    def engagement(self) -> Engagement:
        return self.standing.engagement

    @property
    def first(self) -> Need | None:
        return self.needs[0] if self.needs else None

    @property
    def others(self) -> int:
        return max(len(self.needs) - 1, 0)

    @property
    def pay_cents(self) -> int:
        return sum(need.cents for need in self.needs if need.kind == Kind.PAYMENT)

    @property
    def clock(self) -> datetime | None:
        """The next one that runs out."""
        return min((need.due for need in self.needs if need.kind == Kind.CLOCK and need.due), default=None)

    @property
    def on_desk(self) -> bool:
        return any(need.kind == Kind.DESK for need in self.needs)

    @property
    def worse(self) -> int:
        return sum(need.kind == Kind.WORSE for need in self.needs)

    @property
    def owner_is_missing(self) -> bool:
        return any(need.kind == Kind.OWNER for need in self.needs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """All clients, those who need the advisor first."""

    rows: Sequence[Row]

    @property
    def needing(self) -> int:
        return sum(bool(row.needs) for row in self.rows)

    def filtered(self, kind: str) -> list[Row]:
        return [row for row in self.rows if not kind or any(need.kind == kind for need in row.needs)]

    def filters(self, chosen: str) -> list[tuple[str, str, int, bool]]:
        """Name, words, how many clients, whether it is chosen; what nobody has is left out."""
        told = [(name, words, len(self.filtered(name)), name == chosen) for name, words in FILTERS.items()]
        return [one for one in told if one[2] or not one[0]]


def portfolio_of(standings: Sequence[Standing]) -> Portfolio:
    needs = needs_of(standings)
    rows = [Row(standing=one, needs=tuple(needs.get(one.engagement.pk, ()))) for one in standings]
    return Portfolio(rows=sorted(rows, key=_order))


def without_owner(ids: Sequence[uuid.UUID]) -> set[uuid.UUID]:
    """Where nobody ever took the owner's seat."""
    owned = Seat.objects.filter(engagement__in=ids, role=Role.OWNER).values_list("engagement_id", flat=True)
    return set(ids) - set(owned)


def _order(row: Row) -> tuple[bool, tuple[bool, float, int], str]:
    return (
        row.first is None,
        pressing(row.first) if row.first else (True, 0.0, 0),
        row.engagement.owner_company.name.casefold(),
    )


def figures_shown(rows: Sequence[Row]) -> dict[uuid.UUID, list[Figure]]:
    """The figures of the rows of one page, for those whose owner lets the advisor see them."""
    seen = [row.engagement for row in rows if row.standing.may(Act.SEE_OWNERS_SIDE)]
    return figures_of(seen)
