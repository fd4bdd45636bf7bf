"""One route as the readers of a file give it: who serves it, and everything that may stand before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Self

WRITING = frozenset(("POST", "PUT", "PATCH", "DELETE"))


@dataclass(frozen=True, slots=True)
class Lookup:
    """A record that a handler fetches: `by_address` by what the address says, `owned` only if it is the visitor's."""

    model: str
    line: int
    text: str
    by_address: bool
    owned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Handler:
    """`guards` are all names that stand before it; which of them guard is decided over the whole repository.

    `marks`: `denies` (refuses in its own text), `writes`, `asker` (uses who asks), `open` (says so itself),
    `exempt` (csrf), `signed` (checks a signature or key), `weak` (its text names a guard in a comment).
    """

    name: str
    line: int
    text: str
    framework: str
    route: str = ""
    methods: tuple[str, ...] = ()
    router: str = ""
    guards: tuple[str, ...] = ()
    marks: frozenset[str] = frozenset()
    lookups: tuple[Lookup, ...] = ()
    calls: tuple[str, ...] = ()

    @property
    def writes(self) -> bool:
        return bool(WRITING & set(self.methods)) or (not self.methods and "writes" in self.marks)

    def to_json(self) -> list[Any]:
        lookups = [[row.model, row.line, row.text, row.by_address, row.owned] for row in self.lookups]
        return [
            self.name, self.line, self.text, self.framework, self.route, list(self.methods), self.router,
            list(self.guards), sorted(self.marks), lookups, list(self.calls),
        ]  # fmt: skip

    @classmethod
    def from_json(cls, row: Sequence[Any]) -> Self:
        return cls(
            name=row[0], line=row[1], text=row[2], framework=row[3], route=row[4], methods=tuple(row[5]),
            router=row[6], guards=tuple(row[7]), marks=frozenset(row[8]),
            lookups=tuple(Lookup(*one) for one in row[9]), calls=tuple(row[10]),
        )  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Outline:
    """What one file says about access.

    `before` are guards over a whole router (`router -> names`, `*` for all of the file); `refusing` the functions and
    classes that refuse somebody; `bases` the classes with what they inherit; `table` the URL table of Django as
    (view, route, wrappers); `mounts` routers put under a path with guards (router, guards, module it came from);
    `certain` are (rule, line, text) that need no neighbour; `everywhere` says what guards the whole application.
    """

    handlers: list[Handler] = field(default_factory=list)
    before: dict[str, list[str]] = field(default_factory=dict)
    refusing: list[str] = field(default_factory=list)
    bases: dict[str, list[str]] = field(default_factory=dict)
    table: list[tuple[str, str, list[str]]] = field(default_factory=list)
    mounts: list[tuple[str, list[str], str]] = field(default_factory=list)
    certain: list[tuple[str, int, str]] = field(default_factory=list)
    everywhere: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, Any] | None:
        whole = {
            "handlers": [handler.to_json() for handler in self.handlers],
            "before": self.before,
            "refusing": self.refusing,
            "bases": self.bases,
            "table": self.table,
            "mounts": self.mounts,
            "certain": self.certain,
            "everywhere": self.everywhere,
        }
        return {name: value for name, value in whole.items() if value} or None

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Self:
        return cls(
            handlers=[Handler.from_json(one) for one in row.get("handlers", [])],
            before=row.get("before", {}),
            refusing=row.get("refusing", []),
            bases=row.get("bases", {}),
            table=[(view, route, wrappers) for view, route, wrappers in row.get("table", [])],
            mounts=[(router, guards, module) for router, guards, module in row.get("mounts", [])],
            certain=[(rule, line, text) for rule, line, text in row.get("certain", [])],
            everywhere=row.get("everywhere", []),
        )
