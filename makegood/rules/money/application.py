"""The pay application: lines 1 to 9 in the arithmetic of AIA G702 (docs/money.md), from schedule and work done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from makegood.rules.money.amount import apportioned, share
from makegood.rules.money.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Claim:
    """What is asked on one line. Cents, before money held back.

    `previous_cents` is what all applications before this one had certified ("to date" of the last one). `proven` says
    that the gate opened for this line; `paid_anyway` that the owner pays without it, as recorded.
    """

    line: str
    previous_cents: int
    this_cents: int
    proven: bool = False
    paid_anyway: bool = False

    @property
    def to_date_cents(self) -> int:
        return self.previous_cents + self.this_cents


@dataclass(frozen=True, slots=True)
class Application:
    """One payment request. `rate` is the agreed share held back, in basis points.

    `held_cents` is None before launch: the rate holds, per line. From launch it is the sum that the rule of
    `retainage.to_hold` gives, and takes the place of the rate. `previous_earned_cents` is line 6 of the last one.
    `contributors_through` says that all contributors were paid and assigned their work through that day, as written.
    """

    number: int
    claims: tuple[Claim, ...]
    rate: int
    previous_earned_cents: int = 0
    held_cents: int | None = None
    contributors_through: str | None = None

    def to_date(self) -> dict[str, int]:
        """Cents asked per line up to and with this application, before money held back."""
        return {claim.line: claim.to_date_cents for claim in self.claims}


@dataclass(frozen=True, slots=True)
class Certified:
    """What the last application left: cents to date per line, and its line 6."""

    number: int
    to_date: Mapping[str, int]
    earned_cents: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Lines 1 to 9, in cents."""

    original: int
    changes: int
    contract: int
    completed: int
    held: int
    earned: int
    previous: int
    due: int
    to_finish: int


LABELS = (
    "Price as first signed",
    "Approved changes, net",
    "Price to date (1 + 2)",
    "Done and proven to date",
    "Money held back",
    "Earned less money held back (4 - 5)",
    "Certified before",
    "Due now (6 - 7)",
    "Still to pay, money held back included (3 - 6)",
)
"""What lines 1 to 9 are called on a page, in order."""


def numbered(figures: Figures) -> tuple[tuple[int, str, int], ...]:
    """(number, label, cents) of lines 1 to 9."""
    return tuple(
        (number, label, getattr(figures, field.name))
        for number, (label, field) in enumerate(zip(LABELS, fields(Figures), strict=True), start=1)
    )


def next_application(
    schedule: Schedule,
    last: Certified | None,
    asked: Mapping[str, int],
    *,
    rate: int,
    proven: frozenset[str] = frozenset(),
    held_cents: int | None = None,
) -> Application:
    """The application after `last` (None: the first), with every line of the schedule and `asked` cents on them.

    Lines in `proven` are those whose gate is open. Where requests were refused in between, give it a later number.
    Nothing is judged here: ask `tie_outs` afterwards.
    """
    before = last.to_date if last else {}
    lines = [part.id for part in schedule.lines]
    lines += [line for line in asked if line not in lines]
    return Application(
        number=last.number + 1 if last else 1,
        claims=tuple(Claim(line, before.get(line, 0), asked.get(line, 0), line in proven) for line in lines),
        rate=rate,
        previous_earned_cents=last.earned_cents if last else 0,
        held_cents=held_cents,
    )


def held_by_line(application: Application) -> dict[str, int]:
    """Money held back per line in cents, to date: the rate, rounded per line; from launch the sum, split by value."""
    to_date = application.to_date()
    if application.held_cents is None:
        return {line: share(cents, application.rate) for line, cents in to_date.items()}
    weights = tuple(max(0, cents) for cents in to_date.values())
    return dict(zip(to_date, apportioned(min(application.held_cents, sum(weights)), weights), strict=True))


def figures(schedule: Schedule, application: Application) -> Figures:
    """Lines 1 to 9. Line 5 is the sum of what is held per line, so that it ties to the lines to the cent."""
    completed = sum(claim.to_date_cents for claim in application.claims)
    held = sum(held_by_line(application).values())
    earned = completed - held
    return Figures(
        original=schedule.contract_cents,
        changes=schedule.changes_cents,
        contract=schedule.total_cents,
        completed=completed,
        held=held,
        earned=earned,
        previous=application.previous_earned_cents,
        due=earned - application.previous_earned_cents,
        to_finish=schedule.total_cents - earned,
    )


def certified(schedule: Schedule, application: Application) -> Certified:
    """What the next application has to go on from, once this one was approved."""
    return Certified(application.number, application.to_date(), figures(schedule, application).earned)


def parts_due(application: Application, before: Mapping[str, int]) -> dict[str, int]:
    """Cents to approve per line, given what earlier requests had approved per line (released yet or not).

    They sum to line 8, or are empty when that is nothing or less. None is below zero: where more must be held on a
    line than was so far, the other lines carry it, in order.
    """
    held = held_by_line(application)
    open_ = {line: cents - held[line] - before.get(line, 0) for line, cents in application.to_date().items()}
    lacking = -sum(cents for cents in open_.values() if cents < 0)
    parts = {}
    for line, cents in open_.items():
        carried = min(lacking, max(0, cents))
        lacking -= carried
        if cents - carried > 0:
            parts[line] = cents - carried
    return parts
