"""A source of reasons, and the registry of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from makegood.rules.desk.case import Case
from makegood.rules.desk.dossier import Door
from makegood.rules.desk.judgement import SHOWN, Effect, Reason
from makegood.rules.shelf import on_shelf

PAYING = frozenset({Door.BILL, Door.WORRY})
FIRST = (
    "code.no_access", "contract.missing", "contract.acceptance_is_written", "contract.ip_is_transferred",
    "contract.retainage_is_held", "contract.disputes_keep_work_going", "contract.no_self_help",
    "contract.accounts_are_yours", "contract.source_is_reachable", "contract.spend_is_capped",
    "contract.change_is_signed", "contract.transition_is_owed", "contract.warranty_covers",
)  # fmt: skip
"""Of reasons with the same money these are said first."""
LATER = {"sentence_added": 1, "blank_filled": 2}
"""Before signing, what stands against the owner comes first, then what is missing, then what is blank."""
RANK = {Effect.STOP: 0, Effect.HOLD: 1, Effect.ASK: 1, Effect.WARN: 2}


@dataclass(frozen=True, slots=True)
class Source:
    """Where reasons come from. `find` looks at one case; `doors` are those at which it is asked."""

    name: str
    find: Callable[[Case], Iterable[Reason]]
    doors: frozenset[Door] = PAYING


@cache
def sources() -> Mapping[str, Source]:
    """Every source by name. Raises ValueError when a file and its source disagree."""
    return on_shelf("makegood.rules.desk.reasons", "SOURCE", Source, lambda source: source.name)


def rank(one: Reason) -> tuple[object, ...]:
    """What stops, then by money, then what holds; warnings last; the rest only so that the order is always the same."""
    first = FIRST.index(one.name) if one.name in FIRST else len(FIRST)
    later = LATER.get(one.changes[0], 0) if one.changes else 0
    return (RANK[one.effect], later, -one.cents, first, one.effect is not Effect.HOLD, one.name, one.sentence)


def in_order(told: Iterable[Reason]) -> tuple[Reason, ...]:
    """One that decides is always among the first three: the largest that holds comes third where others have more."""
    sorted_ones = sorted(told, key=rank)
    held = next((place for place, one in enumerate(sorted_ones) if one.effect in (Effect.STOP, Effect.HOLD)), 0)
    if held >= SHOWN:
        sorted_ones.insert(SHOWN - 1, sorted_ones.pop(held))
    return tuple(sorted_ones)


def reasons_of(case: Case, door: Door) -> tuple[Reason, ...]:
    """All reasons of all sources, each once, in the order in which they are shown."""
    told = [reason for source in sources().values() if door in source.doors for reason in source.find(case)]
    return in_order(dict.fromkeys(told))
