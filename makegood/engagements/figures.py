"""What later apps tell about an engagement: the two figures, what waits for whom, and the sections of its pages.

An earlier room must not import a later one; the later ones register here when they start (design section 7).
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from makegood.engagements.models import Engagement
from makegood.engagements.permissions import Act, Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """An entry of the engagement's own menu. `url` is the name of a view that takes `engagement_id` only."""

    label: str
    url: str
    needs: Act
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One line of how a figure came about: what, how many cents (signed), and where that stands (a path)."""

    label: str
    cents: int
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A sum of money and how it came about. `says`: the figure as a sentence: good or bad, against what."""

    key: str
    label: str
    cents: int
    says: str
    terms: tuple[Term, ...] = ()


class Urgency:
    """What the home page asks of an entry: what waits for me, what is in danger, what comes next."""

    WAITS = "waits"
    DANGER = "danger"
    NEXT = "next"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One line of the home page. `sentence` names money, days and people; `path` is where it is done."""

    engagement_id: uuid.UUID
    urgency: str
    sentence: str
    path: str
    due: datetime | None = None
    cents: int = 0


class Tone:
    """How a state is marked, beside its words: done, wrong, to be waited for, or not begun."""

    GOOD = "good"
    BAD = "bad"
    WAIT = "wait"
    PLAIN = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of the journey: agreement, each part, payment. `path` is empty where there is nothing to open yet."""

    title: str
    state: str
    tone: str = Tone.PLAIN
    hint: str = ""
    path: str = ""
    place: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One line of what each part costs: of `cents`, what was accepted, is held back, and was paid."""

    title: str
    cents: int
    accepted_cents: int = 0
    held_back_cents: int = 0
    paid_cents: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Where an engagement stands, and what its parts cost: told together, for both rest on the same rows."""

    steps: Sequence[Step] = ()
    parts: Sequence[Part] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """One thing that stands between the partner and the money: `label` says it to the partner. `place` orders them."""

    label: str
    is_met: bool
    place: int
    hint: str = ""


Figures = Callable[[Sequence[Engagement]], Mapping[uuid.UUID, Sequence[Figure]]]
WaitingFor = Callable[[Sequence[Standing]], Iterable[Waiting]]

CourseFor = Callable[[Standing], Course]

NeededToBePaid = Callable[[Engagement], Iterable[Needed]]
PayWords = Callable[[Engagement], Iterable[str]]

_needed: list[NeededToBePaid] = []
_pay_words: list[PayWords] = []
_sections: dict[str, Section] = {}
_figures: list[Figures] = []
_waiting: list[WaitingFor] = []
_courses: list[CourseFor] = []


def register_section(section: Section) -> None:
    _sections[section.url] = section


def register_figures(figures: Figures) -> None:
    """`figures` takes many engagements at once, in a number of queries that does not grow with them."""
    _figures.append(figures)


def register_waiting(waiting: WaitingFor) -> None:
    """`waiting` takes one person at all their tables, in a number of queries that does not grow with them."""
    _waiting.append(waiting)


def register_course(course: CourseFor) -> None:
    """`course`: of one engagement, its steps as far as this person may know of them."""
    _courses.append(course)


def register_needed(needed: NeededToBePaid) -> None:
    """`needed`: what a partner has to do to be paid, for the first look. It is read by strangers with the link."""
    _needed.append(needed)


def register_pay_words(words: PayWords) -> None:
    """`words`: sentences about when is paid, for the same page: pay days, money held back and when it comes back."""
    _pay_words.append(words)


def needed_to_be_paid(engagement: Engagement) -> list[Needed]:
    return sorted((one for ask in _needed for one in ask(engagement)), key=lambda one: one.place)


def pay_words_of(engagement: Engagement) -> list[str]:
    return [sentence for ask in _pay_words for sentence in ask(engagement)]


def sections_for(standing: Standing) -> list[Section]:
    return sorted((s for s in _sections.values() if standing.may(s.needs)), key=lambda section: section.place)


def figures_of(engagements: Sequence[Engagement]) -> dict[uuid.UUID, list[Figure]]:
    found: dict[uuid.UUID, list[Figure]] = {engagement.pk: [] for engagement in engagements}
    for ask in _figures:
        for id, figures in ask(engagements).items():
            found[id].extend(figures)
    return found


def waiting_for(standings: Sequence[Standing]) -> list[Waiting]:
    """`standings`: of one person."""
    return [one for ask in _waiting for one in ask(standings)] if standings else []


def by_due(lines: Iterable[Waiting]) -> list[Waiting]:
    """What is due first comes first; what has no day comes last."""
    return sorted(lines, key=lambda line: (line.due is None, line.due or datetime.max))


def course_of(standing: Standing) -> Course:
    """Steps in their order; parts only for who may see money."""
    told = [ask(standing) for ask in _courses]
    steps = sorted((step for course in told for step in course.steps), key=lambda step: step.place)
    parts = [part for course in told for part in course.parts] if standing.may(Act.SEE_MONEY) else []
    return Course(steps=steps, parts=parts)
