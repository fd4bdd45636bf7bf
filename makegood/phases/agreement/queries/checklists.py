"""Checklists: rule books as read, their items in plain words, and today's result of each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache

from makegood.engagements.models import Engagement
from makegood.engine import playbook
from makegood.engine.catalogue import checks
from makegood.engine.check import Check, Outcome
from makegood.engine.facts import Origin
from makegood.engine.limits import Measure, measure_of
from makegood.engine.playbook import Criterion, Playbook
from makegood.engine.verdict import Priority
from makegood.engine.weaker import Weaker, weaker_than
from makegood.inspections.models import Inspection, State, Verdict
from makegood.inspections.queries import HEAVY
from makegood.phases.agreement.models import Milestone, RuleBook

OWN = "own"
"""`RuleBook.base` of a checklist that came from none of ours; its title says whose it is."""
SAID = {
    Priority.BLOCKER: "Must be right",
    Priority.REQUIRED: "Should be right",
    Priority.ADVISORY: "Good to know",
}
EVIDENCE = {
    Origin.OBSERVED: "We saw it",
    Origin.ATTESTED: "A named expert signed it",
    Origin.DECLARED: "They say so",
}
FAMILIES = {
    "process": "How they work",
    "knowledge": "How many people know it",
    "structure": "Whether it can be changed later",
    "tests": "Tests",
    "build": "Whether someone else can start it",
    "security": "Security",
    "ownership": "Whether it is yours",
    "data": "Data",
    "api": "Connections for other programs",
    "documents": "Documents",
}


class RuleBookDamaged(Exception):
    """The stored rule book is not the one whose digest was kept: somebody changed the database by hand."""


@cache
def standard() -> Playbook:
    return playbook.load("standard", checks())


@dataclass(frozen=True, slots=True)
class LimitSaid:
    """One limit of an item: its words, the agreed value and the usual one."""

    name: str
    measure: Measure
    agreed: str
    usual: str

    @property
    def differs(self) -> bool:
        return self.agreed != self.usual


@dataclass(frozen=True, slots=True)
class Today:
    """What the latest inspection says of one check: the worst over what was looked at."""

    outcome: Outcome
    because: str
    at: datetime | None

    @property
    def said(self) -> str:
        return _OUTCOMES[self.outcome]


_OUTCOMES = {
    Outcome.FAIL: "Not right today",
    Outcome.UNKNOWN: "Can't tell today",
    Outcome.PASS: "Right today",
    Outcome.NOT_APPLICABLE: "Does not apply today",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One check of a checklist, in words. `below`: in what it is agreed below standard."""

    check: Check
    criterion: Criterion
    limits: tuple[LimitSaid, ...]
    below: tuple[str, ...]
    today: Today | None = None

    @property
    def weight(self) -> str:
        return SAID[self.criterion.priority]

    @property
    def counts(self) -> str:
        """Which evidence counts, strongest first."""
        said = [EVIDENCE[origin] for origin in EVIDENCE if origin in self.criterion.accepts]
        return ", or ".join([said[0], *(words[:1].lower() + words[1:] for words in said[1:])]) if said else "Nothing"


def rule_book_of(milestone: Milestone) -> Playbook:
    """The milestone's rule book as the engine reads it. Raises RuleBookDamaged when its bytes are not the kept ones."""
    return read(milestone.rule_book)


def read(book: RuleBook) -> Playbook:
    content = bytes(book.content)
    if hashlib.sha256(content).hexdigest() != book.digest:
        raise RuleBookDamaged(f"The checklist of {book.milestone} was changed outside of Makegood.")
    return parsed(content)


@lru_cache(maxsize=256)
def parsed(content: bytes) -> Playbook:
    """A rule book from its TOML, read once: the parts of an agreement share most. Raises PlaybookRefused."""
    return playbook.parse(content, checks(), "the checklist")


def below_standard(book: Playbook) -> list[Weaker]:
    """In what it asks for less than `standard` (H11)."""
    return weaker_than(standard(), book)


def items_of(
    book: Playbook, below: Iterable[Mapping[str, str]] = (), today: Mapping[str, Today] | None = None
) -> list[Item]:
    """In the order: what must be right, should be right, good to know; within these by family."""
    told: dict[str, list[str]] = {}
    for row in below:
        told.setdefault(row["check"], []).append(row["because"])
    order = list(SAID)
    rows = sorted(book.criteria.values(), key=lambda one: (order.index(one.priority), one.check))
    return [item_of(one, below=tuple(told.get(one.check, ())), today=(today or {}).get(one.check)) for one in rows]


def item_of(criterion: Criterion, *, below: tuple[str, ...] = (), today: Today | None = None) -> Item:
    check = checks()[criterion.check]
    return Item(check, criterion, limits_of(criterion), below, today)


def limits_of(criterion: Criterion) -> tuple[LimitSaid, ...]:
    check = checks()[criterion.check]
    usual = standard().criteria.get(check.id)
    said = []
    for name, default in check.limits.items():
        measure = measure_of(check, name)
        ordinary = usual.limits[name] if usual is not None else default
        said.append(LimitSaid(name, measure, measure.said(criterion.limits[name]), measure.said(ordinary)))
    return tuple(said)


def last_inspected(engagement: Engagement) -> Inspection | None:
    """What today's results come from: the latest finished inspection, of a delivery or of a look at what is there."""
    done = Inspection.objects.filter(engagement=engagement, state=State.DONE).defer(*HEAVY)
    return done.order_by("-ended", "-asked").first()


def today_of(inspection: Inspection | None) -> dict[str, Today]:
    """By check: what it found. Empty when there is none."""
    if inspection is None:
        return {}
    found: dict[str, Today] = {}
    for row in Verdict.objects.filter(inspection=inspection).only("check_id", "outcome", "because"):
        one = Today(Outcome(row.outcome), row.because, inspection.ended)
        known = found.get(row.check_id)
        if known is None or _WORST.index(one.outcome) < _WORST.index(known.outcome):
            found[row.check_id] = one
    return found


_WORST = list(_OUTCOMES)
