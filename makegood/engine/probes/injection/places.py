"""What the walk over one file finds: hits, and what its own functions do with their parameters."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Self

from makegood.engine.probes.injection.labels import CLEAN, Label, Taint


class TooLarge(Exception):
    """The file has more nodes than anybody wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A value from outside at a dangerous place. `sink` is the call as it is written."""

    kind: str
    sink: str
    line: int
    text: str
    source: str
    source_line: int
    parameter: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A value given to a function of another file.

    `name` is what is called, imports resolved, and `place` the number of the argument. With `owner`, the value is that
    function's own parameter number `owner_place`, and only its callers know what it holds.
    """

    name: str
    place: int
    line: int
    text: str
    source: str
    source_line: int
    owner: str = ""
    owner_place: int = -1
    cleared: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()

    @classmethod
    def of(cls, name: str, place: int, line: int, text: str, label: Label, owner: Function | None) -> Self:
        return cls(
            name=name,
            place=place,
            line=line,
            text=text,
            source=label.source,
            source_line=label.line,
            owner=owner.name if owner is not None else "",
            owner_place=label.place - shift(owner),
            cleared=label.cleared,
            marks=label.marks,
        )


def shift(function: Function | None) -> int:
    """1 for a method, whose first parameter no caller writes."""
    return int(function is not None and function.parameters[:1] in (["self"], ["cls"]))


@dataclass(slots=True)
class Function:
    """A function of this file: what it gives back and which of its parameters reach a dangerous place."""

    id: int
    name: str
    parameters: list[str] = field(default_factory=list)
    returns: Taint = CLEAN
    reaches: dict[int, dict[tuple[str, int], tuple[Hit, Label]]] = field(default_factory=dict)
    called: bool = False
    handler: bool = False


@dataclass(slots=True)
class Scope:
    """Names of one function: taint by name, and by literal path (`form['a']`, `self.name`)."""

    function: Function | None
    names: dict[str, Taint] = field(default_factory=dict)
