"""What the home page tells a person of all their engagements, in a number of queries that does not grow with them."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from makegood.accounts.models import User
from makegood.engagements.figures import Figure, Urgency, Waiting, by_due, figures_of, waiting_for
from makegood.engagements.models import Engagement
from makegood.engagements.permissions import Act, Standing, standings_of


@dataclass(frozen=True, slots=True)
class Line:
    """A `Waiting` with the engagement it is of."""

    sentence: str
    path: str
    due: datetime | None
    engagement_name: str


@dataclass(frozen=True, slots=True)
class Row:
    """One engagement of several: what is first to be done there, and its figures for whoever may see them."""

    engagement: Engagement
    waits: int
    first: str
    in_danger: bool
    for_partner: bool
    for_advisor: bool
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """The four questions: what waits, what is paid and not proven (`sums`), what is in danger, what comes next."""

    standings: tuple[Standing, ...]
    rows: tuple[Row, ...]
    waits: tuple[Line, ...]
    danger: tuple[Line, ...]
    next: tuple[Line, ...]
    sums: tuple[Figure, ...]

    @property
    def several(self) -> bool:
        return len(self.rows) > 1

    @property
    def may_start(self) -> bool:
        """Who buys starts engagements. Whoever was invited to do something else is not asked to."""
        return not self.standings or any(standing.is_owner for standing in self.standings)

    @property
    def needing(self) -> int:
        return sum(1 for row in self.rows if row.waits)


def desk_of(user: User) -> Desk:
    standings = standings_of(user)
    lines = by_due(waiting_for(standings))
    figures = figures_of([s.engagement for s in standings if s.may(Act.SEE_OWNERS_SIDE)])
    names = {one.engagement.pk: _named(one) for one in standings}
    own: defaultdict[uuid.UUID, list[Waiting]] = defaultdict(list)
    for line in lines:
        own[line.engagement_id].append(line)
    return Desk(
        standings=tuple(standings),
        rows=tuple(_row(one, own[one.engagement.pk], figures.get(one.engagement.pk, [])) for one in standings),
        waits=_of(Urgency.WAITS, lines, names),
        danger=_of(Urgency.DANGER, lines, names),
        next=_of(Urgency.NEXT, lines, names),
        sums=_sums(figures),
    )


def _named(standing: Standing) -> str:
    """Advisors know their clients by the company: three of them may have a "Shop"."""
    name, client = standing.engagement.name, standing.engagement.owner_company.name
    return f"{client}, {name}" if standing.is_advisor else name


def _of(urgency: str, lines: Sequence[Waiting], names: dict[uuid.UUID, str]) -> tuple[Line, ...]:
    return tuple(
        Line(line.sentence, line.path, line.due, names[line.engagement_id]) for line in lines if line.urgency == urgency
    )


def _row(standing: Standing, own: Sequence[Waiting], figures: Sequence[Figure]) -> Row:
    waits = [line for line in own if line.urgency == Urgency.WAITS]
    return Row(
        engagement=standing.engagement,
        waits=len(waits),
        first=waits[0].sentence if waits else "",
        in_danger=any(line.urgency == Urgency.DANGER for line in own),
        for_partner=standing.is_partner,
        for_advisor=standing.is_advisor,
        figures=tuple(figures),
    )


def _sums(figures: dict[uuid.UUID, list[Figure]]) -> tuple[Figure, ...]:
    """Together. What one engagement owes its partner protects nothing of another: below zero counts as nothing."""
    together: dict[str, Figure] = {}
    for found in figures.values():
        for figure in found:
            before = together.get(figure.key)
            cents = max(0, figure.cents) + (before.cents if before else 0)
            together[figure.key] = Figure(key=figure.key, label=figure.label, cents=cents, says=figure.says)
    return tuple(together.values())
