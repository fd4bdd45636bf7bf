"""Partners beside one another, over the engagements whose owners let the practice count them."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from makegood.accounts.models import User
from makegood.engagements.models import Engagement
from makegood.rhythm.portfolio.models import Practice
from makegood.rhythm.portfolio.queries.consents import living_consents
from makegood.rhythm.portfolio.queries.courses import courses_of
from makegood.rhythm.portfolio.queries.people import advised_by
from makegood.rules.comparison.course import Course, together
from makegood.rules.comparison.saying import Figure, figures, too_little

WIDTH = 1000
"""The longest bar, in units of the drawing."""


@dataclass(frozen=True, slots=True)
class Behind:
    """One engagement behind a row. `engagement` None: the person does not advise that client, so it is not named."""

    engagement: Engagement | None
    course: Course

    @property
    def figures(self) -> tuple[Figure, ...]:
        return figures(self.course)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One partner company. `again`: which one of those with this name it is, 0 where there is one.

    `behind`: named ones first, by their clients. `bars`: class, start and length of each piece of the bar.
    """

    id: uuid.UUID
    name: str
    course: Course
    behind: tuple[Behind, ...]
    bars: tuple[tuple[str, int, int], ...] = ()
    again: int = 0

    @property
    def figures(self) -> tuple[Figure, ...]:
        return figures(self.course)

    @property
    def too_little(self) -> str:
        return too_little(self.course)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """`unsigned`: no agreement is signed there; `nameless`: nobody of the partner has taken the seat."""

    rows: tuple[Row, ...]
    consents: int
    unsigned: int
    nameless: int

    @property
    def counted(self) -> int:
        return self.consents - self.unsigned - self.nameless

    def row(self, id: uuid.UUID) -> Row | None:
        return next((row for row in self.rows if row.id == id), None)


def comparison_of(practice: Practice, person: User) -> Comparison:
    """By the partner's name: no order says who is better. Clients are named whom this person advises."""
    companies = ("engagement__owner_company", "engagement__partner_company")
    engagements = [row.engagement for row in living_consents().filter(practice=practice).select_related(*companies)]
    courses = courses_of(engagements)
    by_company: defaultdict[uuid.UUID, list[Engagement]] = defaultdict(list)
    for one in engagements:
        if one.partner_company_id is not None and one.pk in courses:
            by_company[one.partner_company_id].append(one)
    known = advised_by(person)
    rows = [_row(id, ones, courses, known) for id, ones in by_company.items()]
    longest = max((row.course.decided for row in rows), default=0)
    rows = [replace(row, bars=_bars(row.course, longest)) for row in rows]
    return Comparison(
        rows=_numbered(sorted(rows, key=lambda row: (row.name.casefold(), row.id))),
        consents=len(engagements),
        unsigned=sum(one.pk not in courses for one in engagements),
        nameless=sum(one.partner_company_id is None and one.pk in courses for one in engagements),
    )


def _row(
    id: uuid.UUID, engagements: Sequence[Engagement], courses: dict[uuid.UUID, Course], known: set[uuid.UUID]
) -> Row:
    named = sorted((one for one in engagements if one.pk in known), key=lambda one: one.owner_company.name.casefold())
    others = [one for one in engagements if one.pk not in known]
    behind = [Behind(one, courses[one.pk]) for one in named]
    return Row(
        id=id,
        name=engagements[0].partner,
        course=together(courses[one.pk] for one in engagements),
        behind=(*behind, *(Behind(None, courses[one.pk]) for one in others)),
    )


def _bars(course: Course, longest: int) -> tuple[tuple[str, int, int], ...]:
    found, start = [], 0
    for name, number in (("first", course.first_go), ("later", course.later), ("open", course.not_yet)):
        long = WIDTH * number // longest if longest else 0
        found.append((name, start, long))
        start += long
    return tuple(found)


def _numbered(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Companies of the same name are told apart, and not put together."""
    names = Counter(row.name.casefold() for row in rows)
    seen: Counter[str] = Counter()
    found = []
    for row in rows:
        name = row.name.casefold()
        seen[name] += 1
        found.append(replace(row, again=seen[name]) if names[name] > 1 else row)
    return tuple(found)
