"""What the walk over one file finds: hits, and what its own functions do with their parameters."""

from __future__ import annotations

from dataclasses import dataclass, field

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
