"""Records of other people: a record fetched by what the address says, where neighbours fetch the visitor's own only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from makegood.engine.probes.access.handler import Lookup
from makegood.engine.probes.access.neighbours import Claim
from makegood.engine.probes.access.routes import Route
from makegood.engine.probes.access.words import is_office, is_open, snake

OWNED = 2
_RIGHTS = (
    "permission",
    "permissions",
    "perm",
    "perms",
    "role",
    "roles",
    "acl",
    "can",
    "scope",
    "scopes",
    "passes",
    "owner",
    "policy",
)


def claims(routes: Iterable[Route]) -> Iterator[Claim]:
    """Routes that fetch a record by its number alone, beside at least two that ask whose it is."""
    every = [route for route in routes if route.refuses and not _is_for_few(route)]
    owned: dict[str, list[str]] = {}
    alone: dict[str, list[tuple[Route, str, Lookup]]] = {}
    models = {lookup.model for route in every for _, lookup in route.seen}
    for route in every:
        asks = "asker" in route.handler.marks
        compares = "compares" in route.handler.marks
        theirs = {one.model for _, one in route.seen if one.by_address and (one.owned or compares)}
        theirs |= {model for model in models if any(_fetches_own(name, model) for name in route.handler.calls)}
        for model in theirs:
            owned.setdefault(model, []).append(route.handler.name)
        for path, lookup in route.seen:
            if lookup.by_address and not lookup.owned and not asks and not compares and lookup.model not in theirs:
                alone.setdefault(lookup.model, []).append((route, path, lookup))
    for model, rows in alone.items():
        if len(owned.get(model, [])) < OWNED or 2 * len({row[0].handler.name for row in rows}) > len(owned[model]):
            continue
        for route, path, lookup in rows:
            if not is_open(route.handler.name, route.handler.route):
                name = route.handler.name or route.handler.route
                yield Claim("record-of-others", path, lookup.line, lookup.text, name, owned[model][0])


def _fetches_own(name: str, model: str) -> bool:
    """`get_order_for_user`: a function that fetches the visitor's own records of this kind."""
    parts = set(snake(name).split("_"))
    return snake(model) in parts and bool(
        parts & {"user", "own", "owned", "owner", "customer", "team", "tenant", "account"}
    )


def _is_for_few(route: Route) -> bool:
    """For the office, or behind a check of rights over the record."""
    return any(is_office(name) or set(snake(name).split("_")) & set(_RIGHTS) for name in route.guarding)
