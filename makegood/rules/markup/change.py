"""What goes into the marked-up contract, before any file is touched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from makegood.rules.clauses.clause import State


class How(StrEnum):
    """Struck and put in its place, put in behind a sentence, put in as a paragraph of its own, or only a remark."""

    REPLACE = "replace"
    ADD = "add"
    NEW = "new"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class Spot:
    """Words of the document: index of the block, name of the cell in a table, from letter `start` to `end`."""

    block: int
    start: int
    end: int
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of what is put in. `blank`: nobody knows it yet, so it stands as a place to fill in."""

    text: str
    blank: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `clause` is 0 for what belongs to no clause: a definition, an order of precedence.

    `spot` is what is struck, followed or remarked on. A new paragraph stands after block `after` and looks like block
    `like`; `counted` says whether it takes the next number of Word's list. `struck` are further words that go with it.
    """

    clause: int
    how: How
    state: State | None
    words: tuple[Words, ...] = ()
    comment: str = ""
    spot: Spot | None = None
    struck: tuple[Spot, ...] = ()
    after: int | None = None
    like: int | None = None
    counted: bool = False

    @property
    def text(self) -> str:
        """All that is put in."""
        return "".join(piece.text for piece in self.words)


def struck_by(change: Change) -> tuple[Spot, ...]:
    """All that a change strikes, what is replaced first."""
    first = (change.spot,) if change.how is How.REPLACE and change.spot is not None else ()
    return (*first, *change.struck)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the owner chose.

    `only`: numbers of the clauses that go in, None for what is usual: all red flags, and what is weak or missing and of
    weight (`Ask.weight`). `without`: numbers left out. `figures`: other numbers than ours, as `Clause.figures`
    names them. `amount`, `people`: for the places that are blank. `owner`, `partner`: names, where the paper says none.
    `wording`: the owner's own words for a clause, in the words of this contract; what stands in brackets in them is a
    blank.
    `firm`: what is not given up comes first in the letter; `soft`: what may give way is a smaller point there, unless
    it is a red flag.
    """

    only: frozenset[int] | None = None
    without: frozenset[int] = frozenset()
    figures: Mapping[str, int] = field(default_factory=dict)
    amount: str = ""
    people: str = ""
    owner: str = ""
    partner: str = ""
    wording: Mapping[int, str] = field(default_factory=dict)
    firm: frozenset[int] = frozenset()
    soft: frozenset[int] = frozenset()


def choices_to_json(choices: Choices) -> dict[str, object]:
    """Plain values only; what nobody set apart is left out, so that it reads as it did before there was such a word."""
    apart = {name: sorted(told) for name, told in (("firm", choices.firm), ("soft", choices.soft)) if told}
    return {
        **apart,
        "only": None if choices.only is None else sorted(choices.only),
        "without": sorted(choices.without),
        "figures": dict(choices.figures),
        "amount": choices.amount,
        "people": choices.people,
        "owner": choices.owner,
        "partner": choices.partner,
        "wording": {str(number): words for number, words in choices.wording.items()},
    }


def choices_from_json(value: Mapping[str, Any]) -> Choices:
    """What `choices_to_json` made."""
    return Choices(
        only=None if value["only"] is None else frozenset(map(int, value["only"])),
        without=frozenset(map(int, value["without"])),
        figures={str(name): int(count) for name, count in value["figures"].items()},
        amount=str(value["amount"]),
        people=str(value["people"]),
        owner=str(value["owner"]),
        partner=str(value["partner"]),
        wording={int(number): str(words) for number, words in value["wording"].items()},
        firm=frozenset(map(int, value.get("firm", ()))),
        soft=frozenset(map(int, value.get("soft", ()))),
    )
