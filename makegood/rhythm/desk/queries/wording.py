"""Whose positions on clauses count before signing: Makegood's, or those of an advisor's practice as a later room says.

They are copied to the contract when they come, so that nobody changes under the owner's eyes what is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from makegood.engagements.models import Engagement
from makegood.rhythm.desk.models import Contract
from makegood.rules.markup.wording import in_words_of, names_from_json
from makegood.rules.templates.positions import Position, Positions, positions_from_json, positions_to_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """`whose`: the practice; `named`: what it calls them; `id`, `version`: which state of which positions."""

    whose: str
    named: str
    id: str
    version: int
    positions: Positions


Source = Callable[[Engagement], Wording | None]
_sources: list[Source] = []


def register_wording(source: Source) -> None:
    """`source`: the wording of whoever the owner lets draft, None without one."""
    _sources.append(source)


def wording_for(engagement: Engagement) -> Wording | None:
    """What there is now; the first source that has one."""
    return next((found for source in _sources if (found := source(engagement)) is not None), None)


def wording_of(contract: Contract) -> Wording | None:
    """What counts here; None: Makegood's."""
    told = contract.wording
    if not told:
        return None
    return Wording(
        whose=told["whose"],
        named=told["named"],
        id=told["id"],
        version=told["version"],
        positions=positions_from_json(told["positions"]),
    )


def wording_to_json(wording: Wording) -> dict[str, Any]:
    return {
        "whose": wording.whose,
        "named": wording.named,
        "id": wording.id,
        "version": wording.version,
        "positions": positions_to_json(wording.positions),
    }


def worded(position: Position, told: Mapping[str, Any]) -> str:
    """The wording of a position as this contract says things; "" where it is ours. `told`: `Contract.told`."""
    if not position.words or "names" not in told:
        return position.words
    return in_words_of(position.words, names_from_json(told["names"]))
