"""What each of the cast gets from each path: the rows that every path of the project must have.

Each app's rows lie beside its tests, in `tests/web/<app>/paths.py`, as `ROWS`:

    ROWS = (
        Row("agreement:edit", get=only("olivia adam"), post=only("olivia adam", 302)),
        Row("agreement:milestone", get=only("olivia pat"), kwargs=lambda world: {"milestone_id": _milestone(world).pk}),
    )

`kwargs` and `data` get a `World`; `world.once("milestone", make)` makes an object once per world, and `world.mark` goes
into every text of it, so that a text seen by another tenant is found (H21). `engagement_id` need not be given.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter, UUIDConverter

from makegood.engagements.models import Engagement
from tests.web.cast import Cast, make_cast, make_engagement

IDS = (IntConverter, UUIDConverter)
HERE = Path(__file__).parent
PEOPLE = ("olivia", "ben", "adam", "pat", "rita", "max", "stan")
Answers = Mapping[str, int]
T = TypeVar("T")


@dataclass(slots=True)
class World:
    """A cast, their engagement, and what the rows need to exist in it."""

    cast: Cast
    engagement: Engagement
    mark: str = ""
    things: dict[str, object] = field(default_factory=dict)

    def once(self, name: str, make: Callable[[World], T]) -> T:
        if name not in self.things:
            self.things[name] = make(self)
        return self.things[name]  # type: ignore[return-value]


def make_world(mark: str = "") -> World:
    cast = make_cast(mark)
    return World(cast, make_engagement(cast, f"The portal{mark}", mark=mark), mark)


def _nothing(world: World) -> Mapping[str, object]:
    del world
    return {}


@dataclass(frozen=True, slots=True)
class Row:
    """One path. `get`, `post`: the status for each of the seven; None: the method is answered by 405 (or 404).

    `open_to_all`: the status for a GET of somebody signed out; None: they are led to sign-in, as for every inside path.
    `data`: what is posted; leave it out to post nothing.
    """

    name: str
    get: Answers | None = None
    post: Answers | None = None
    kwargs: Callable[[World], Mapping[str, object]] = _nothing
    data: Callable[[World], Mapping[str, object]] = _nothing
    open_to_all: int | None = None

    def arguments(self, world: World) -> dict[str, object]:
        given = dict(self.kwargs(world))
        if "engagement_id" in pattern_of(self.name).pattern.converters or "engagement_id" in _converters(self.name):
            given.setdefault("engagement_id", world.engagement.pk)
        return given

    def path(self, world: World) -> str:
        return reverse(self.name, kwargs=self.arguments(world))


def only(names: str, status: int = 200, otherwise: int = 404) -> Answers:
    """`only("olivia pat")`: these get 200, the others 404; for whom it is not there."""
    named = names.split()
    assert set(named) <= set(PEOPLE), names
    return {person: status if person in named else otherwise for person in PEOPLE}


def everyone(status: int = 200) -> Answers:
    return dict.fromkeys(PEOPLE, status)


def walk(resolver: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, URLPattern, frozenset[str]]]:
    """Every path of the project: its full name (empty: it has none), its pattern, the names of all its arguments."""
    yield from _walk(resolver or get_resolver(), space, frozenset())


def _walk(resolver: URLResolver, space: str, above: frozenset[str]) -> Iterator[tuple[str, URLPattern, frozenset[str]]]:
    for entry in resolver.url_patterns:
        arguments = above | frozenset(entry.pattern.converters)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, f"{space}{entry.namespace}:" if entry.namespace else space, arguments)
        else:
            yield (f"{space}{entry.name}" if entry.name else "", entry, arguments)


def pattern_of(name: str) -> URLPattern:
    return next(pattern for found, pattern, _ in walk() if found == name)


def things_of(row: Row) -> list[str]:
    """The arguments of its path that name one thing of the engagement by id or number; none: one of it as a whole."""
    found = pattern_of(row.name).pattern.converters.items()
    return [name for name, kind in found if isinstance(kind, IDS) and name != "engagement_id"]


def _converters(name: str) -> frozenset[str]:
    return next(arguments for found, _, arguments in walk() if found == name)


def rows_by_app() -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for file in sorted(HERE.rglob("paths.py")):
        parts = file.relative_to(HERE).with_suffix("").parts
        found["/".join(parts[:-1])] = list(importlib.import_module(".".join(("tests", "web", *parts))).ROWS)
    return found


def all_rows() -> list[Row]:
    return [row for rows in rows_by_app().values() for row in rows]
