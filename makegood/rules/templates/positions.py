"""What a practice says of each clause of a contract: must change, ask, or fine; and in which words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from makegood.rules.clauses.judging import by_number
from makegood.rules.markup.planning import USUAL_WEIGHT
from makegood.rules.refusal import Refused
from makegood.rules.templates.wording import doubt_about

MOST_WORDS = 4000


class Stance(StrEnum):
    """`OURS`: as Makegood does it."""

    OURS = ""
    MUST = "must"
    ASK = "ask"
    FINE = "fine"


STANCES: Mapping[Stance, str] = {
    Stance.OURS: "As Makegood does it",
    Stance.MUST: "Must change",
    Stance.ASK: "Ask for it",
    Stance.FINE: "Fine for us",
}


@dataclass(frozen=True, slots=True)
class Position:
    """`words`: what to ask for, with Provider, Customer and this agreement as our wording has them; "" is ours."""

    stance: Stance = Stance.OURS
    words: str = ""

    @property
    def is_ours(self) -> bool:
        return self == Position()

    @property
    def said(self) -> str:
        return STANCES[self.stance]


Positions = Mapping[int, Position]


def positions_to_json(positions: Positions) -> dict[str, dict[str, str]]:
    """By the number of the clause; those that are as ours are left out."""
    return {
        str(number): {"stance": one.stance.value, "words": one.words}
        for number, one in sorted(positions.items())
        if not one.is_ours
    }


def positions_from_json(value: object) -> dict[int, Position]:
    """Raises Refused with one sentence for what is none."""
    if not isinstance(value, dict):
        raise Refused("The clause positions are not listed by the number of the clause.")
    numbers = {str(number): number for number in by_number()}
    found: dict[int, Position] = {}
    for key, row in value.items():
        if key not in numbers:
            raise Refused(f"There is no clause {str(key)[:20]!r}; they are numbered 1 to {len(numbers)}.")
        found[numbers[key]] = _position(key, row)
    return {number: one for number, one in found.items() if not one.is_ours}


def _position(key: str, row: Any) -> Position:
    if not isinstance(row, dict) or set(row) - {"stance", "words"}:
        raise Refused(f"What is said of clause {key} is no stance with its words.")
    stance, words = row.get("stance", ""), row.get("words", "")
    if not isinstance(words, str) or len(words) > MOST_WORDS:
        raise Refused(f"The wording of clause {key} is no text of at most {MOST_WORDS} letters.")
    try:
        return Position(Stance(stance), " ".join(words.split()))
    except ValueError:
        raise Refused(f"The stance on clause {key} is not one of must, ask, fine.") from None


def is_below_ours(number: int, position: Position) -> bool:
    """Whether less is asked for than Makegood asks of everybody."""
    ask = by_number()[number].ask
    return position.stance is Stance.FINE and ask.weight >= USUAL_WEIGHT and not ask.only_if


def below_ours(positions: Positions) -> list[tuple[int, str]]:
    """(clause, sentence) of each, and of each wording that Makegood does not read as one that protects."""
    return list(_below(positions))


def _below(positions: Positions) -> Iterator[tuple[int, str]]:
    for number, one in sorted(positions.items()):
        ask = by_number()[number].ask
        if is_below_ours(number, one):
            yield number, f"{ask.caption}: fine as it is, where Makegood asks for it. {ask.why}"
        elif doubt := doubt_of(number, one):
            yield number, f"{ask.caption}, own wording: {doubt}"


def doubt_of(number: int, position: Position) -> str:
    """What speaks against its own wording (`wording.doubt_about`); "" where it has none, or asks for nothing."""
    if not position.words or position.stance is Stance.FINE:
        return ""
    return doubt_about(number, position.words)
