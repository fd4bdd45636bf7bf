"""The schedule of values: what each part costs, with the change orders that altered it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from makegood.rules.money.amount import WHOLE, formatted, percent
from makegood.rules.refusal import Problem

FRONT_LOADED = 1_500
"""Basis points: a first line above 15 % of the contract is flagged (docs/money.md, after legalclarity's example)."""


@dataclass(frozen=True, slots=True)
class Line:
    """One part of the work. `cents` is its price as first signed; 0 for a part that a change order brought."""

    id: str
    title: str
    cents: int


@dataclass(frozen=True, slots=True)
class ChangeOrder:
    """What one change order does to one line; an order that touches three lines is three of these.

    `cents` may be below zero (a credit). Only `approved` ones (signed by both sides) count anywhere.
    """

    id: str
    line: str
    cents: int
    approved: bool


@dataclass(frozen=True, slots=True)
class Schedule:
    """What each part costs. `contract_cents` is the original contract sum (line 1 of the application).

    `capped`: time and materials; `contract_cents` is the total cap, the price of a line the cap of that part, and the
    parts need not sum to the total.
    """

    contract_cents: int
    lines: tuple[Line, ...]
    changes: tuple[ChangeOrder, ...] = ()
    capped: bool = False

    @property
    def changes_cents(self) -> int:
        """Net of the approved change orders (line 2)."""
        return sum(change.cents for change in self.changes if change.approved)

    @property
    def total_cents(self) -> int:
        """The contract sum to date (line 3 = 1 + 2)."""
        return self.contract_cents + self.changes_cents

    def worth(self, line: str) -> int:
        """What a line may cost in cents: its price and its approved change orders. 0 for a line that is not there."""
        return sum(part.cents for part in self.lines if part.id == line) + sum(
            change.cents for change in self.changes if change.approved and change.line == line
        )

    def title(self, line: str) -> str:
        """The line's title, or its id in quotation marks when there is no such line."""
        return next((part.title for part in self.lines if part.id == line), f'"{line}"')


def schedule_problems(schedule: Schedule) -> tuple[Problem, ...]:
    """What keeps the schedule from tying to the contract, and front-loading as a flag that does not block.

    Names: no_lines, line_twice, line_below_zero, lines_do_not_sum, change_without_line, front_loaded.
    """
    return (*_of_lines(schedule), *_of_changes(schedule), *_of_front_loading(schedule))


def _of_lines(schedule: Schedule) -> Iterator[Problem]:
    if not schedule.lines:
        yield Problem("no_lines", "The price has no parts yet; please add at least one.")
        return
    for line, times in Counter(part.id for part in schedule.lines).items():
        if times > 1:
            yield Problem("line_twice", f"{schedule.title(line)} stands in the list {times} times.", line)
    for part in schedule.lines:
        if part.cents < 0 or schedule.worth(part.id) < 0:
            yield Problem("line_below_zero", f"{part.title} would cost less than $0.", part.id)
    summed = sum(part.cents for part in schedule.lines)
    if not schedule.capped and summed != schedule.contract_cents:
        less = summed < schedule.contract_cents
        difference = formatted(abs(summed - schedule.contract_cents))
        yield Problem(
            "lines_do_not_sum",
            f"The parts sum to {formatted(summed)}, {difference} {'less' if less else 'more'} than the contract's "
            f"{formatted(schedule.contract_cents)}.",
        )


def _of_changes(schedule: Schedule) -> Iterator[Problem]:
    known = {part.id for part in schedule.lines}
    for change in schedule.changes:
        if change.approved and change.line not in known:
            yield Problem(
                "change_without_line",
                f'Change order {change.id} alters "{change.line}", which is not a part of the price.',
                change.line,
            )


def _of_front_loading(schedule: Schedule) -> Iterator[Problem]:
    if schedule.capped or len(schedule.lines) < 2 or schedule.contract_cents <= 0:
        return
    first = schedule.lines[0]
    portion = first.cents * WHOLE // schedule.contract_cents
    if first.cents * WHOLE > schedule.contract_cents * FRONT_LOADED:
        sentence = (
            f"The first part, {first.title}, is {percent(portion)} of the price. "
            f"More than {percent(FRONT_LOADED)} at the start pays for promises; ask for a smaller first part."
        )
        yield Problem("front_loaded", sentence, first.id, blocks=False)
