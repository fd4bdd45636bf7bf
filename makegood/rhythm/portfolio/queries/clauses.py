"""The 32 clauses beside what a practice says of each."""

from __future__ import annotations

from dataclasses import dataclass

from makegood.rhythm.portfolio.queries.templates import Held
from makegood.rules.clauses.clause import Clause
from makegood.rules.clauses.judging import clauses
from makegood.rules.markup.planning import USUAL_WEIGHT
from makegood.rules.templates.positions import Position, doubt_of, is_below_ours


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseRow:
    """One clause as Makegood has it, and the practice's position."""

    clause: Clause
    position: Position

    @property
    def number(self) -> int:
        return self.clause.number

    @property
    def caption(self) -> str:
        return self.clause.ask.caption

    @property
    def ours(self) -> str:
        """What Makegood does with it, in a sentence."""
        if self.clause.ask.only_if:
            return f"Makegood asks for it only if {self.clause.ask.only_if}."
        return "Makegood asks for it." if self.clause.ask.weight >= USUAL_WEIGHT else "Makegood leaves it to the owner."

    @property
    def doubt(self) -> str:
        """What Makegood reads against the practice's wording."""
        return doubt_of(self.number, self.position)

    @property
    def is_weaker(self) -> bool:
        return is_below_ours(self.number, self.position)


def clauses_of(held: Held) -> list[ClauseRow]:
    told = held.positions
    return [
        ClauseRow(clause=one, position=told.get(one.number, Position()))
        for one in sorted(clauses(), key=lambda one: one.number)
    ]


def clause_of(held: Held, number: int) -> ClauseRow | None:
    return next((one for one in clauses_of(held) if one.number == number), None)
