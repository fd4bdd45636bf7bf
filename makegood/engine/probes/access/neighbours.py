"""Judging by neighbours: most routes of a file ask who is there, and this one does not."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from makegood.engine.probes.access.routes import Route
from makegood.engine.probes.access.words import is_office, is_open, is_sensitive, snake, soft_words

CLOSED = 3
"""Guarded neighbours that make a habit where they do the same kind of thing or not."""
HABIT = 5
"""Guarded neighbours beside which one alone without a guard stands out, whatever it does."""
LIKE = 2
"""Guarded neighbours that make a habit where they write, too."""


_BY_TOKEN = frozenset(("token", "api", "key", "jwt", "bearer", "basic", "viewset", "hook", "webhook"))
_BY_COOKIE = frozenset(("login", "staff", "superuser", "passes", "permission", "session"))
_BY_PLACE = ("next", "pages", "nest")
"""Where one file holds few routes by its nature, so that the files of a folder are neighbours in all they do."""


class Claim(NamedTuple):
    """A claim about one place. `beside` is a neighbour that is guarded, as `name (guard)`."""

    rule: str
    path: str
    line: int
    text: str
    name: str
    beside: str = ""


def claims(routes: Iterable[Route]) -> Iterator[Claim]:
    """Every claim that neighbours support."""
    every = list(routes)
    files: dict[tuple[str, str], list[Route]] = {}
    folders: dict[tuple[str, str], list[Route]] = {}
    likes: dict[tuple[str, str], list[Route]] = {}
    for route in every:
        family = route.handler.framework
        files.setdefault((route.path, family), []).append(route)
        folders.setdefault((_folder(route), family), []).append(route)
        likes.setdefault(_like(route), []).append(route)
    for route in every:
        family = route.handler.framework
        group = files[route.path, family]
        if sum(one.guarded for one in group) < LIKE and (route.handler.writes or family in _BY_PLACE):
            group = folders[_folder(route), family]
        if sum(one.guarded for one in group) < LIKE and family in ("django", "view-class"):
            group = likes[_like(route)]
        yield from _claims(route, group)


def lacking(routes: Iterable[Route]) -> Iterator[Claim]:
    """Routes that have the second of two guards only, where every other route has both: `admin` without `protect`."""
    every = [route for route in routes if route.guarded and not route.handler.framework.startswith("view-")]
    beside: dict[str, list[Route]] = {}
    for route in every:
        for name in route.guarding:
            beside.setdefault(name, []).append(route)
    for name, rows in beside.items():
        for other in {one for row in rows for one in row.guarding} - {name}:
            without = [row for row in rows if other not in row.guarding]
            if len(without) == 1 and len(rows) >= CLOSED and _is_first(other, rows, name):
                known = next(row for row in rows if other in row.guarding).handler.name
                yield _claim("guard-missing", without[0], beside=f"{known} ({other})")


def _is_first(other: str, rows: list[Route], name: str) -> bool:
    """Whether it always stands before the second one, as asking who it is stands before asking what they may do."""
    both = [row.guarding for row in rows if other in row.guarding]
    return all(given.index(other) < given.index(name) for given in both)


def _folder(route: Route) -> str:
    folder = posixpath.dirname(route.path)
    if route.handler.framework in ("next", "pages"):
        head, found, _ = f"/{folder}/".partition("/api/")
        return head + found
    return folder


def _like(route: Route) -> tuple[str, str]:
    """Files of one name in sister folders: `integrations/slack/views.py`, `integrations/email/views.py`."""
    folder, name = posixpath.split(route.path)
    return posixpath.dirname(folder), name


def _claims(route: Route, group: list[Route]) -> Iterator[Claim]:
    handler = route.handler
    hidden = next((int(mark.partition(":")[2]) for mark in handler.marks if mark.startswith("hidden:")), 0)
    if hidden and not route.refuses:
        yield _claim("guard-commented-out", route, hidden)
    elif _is_public(route, group):
        return
    elif "open" in handler.marks and handler.writes and not route.guarded:
        if "denies" not in handler.marks and any(one.guarded for one in group):
            yield _claim("open-to-everybody", route, beside=_beside(group))
    elif _stands_out(route, group):
        yield _claim("guard-missing", route, beside=_beside(group))
    elif "exempt" in handler.marks and handler.writes and _by_session(route) and _protected(route, group):
        yield _claim("csrf-switched-off", route)


def _claim(rule: str, route: Route, line: int = 0, beside: str = "") -> Claim:
    handler = route.handler
    name = handler.name or f"{handler.methods[0] if handler.methods else ''} {handler.route}".strip()
    return Claim(rule, route.path, line or handler.line, handler.text, name, beside)


def _beside(group: list[Route]) -> str:
    one = next(one for one in group if one.guarded)
    name = one.handler.name or one.handler.route
    return f"{name} ({one.guarding[0]})"


def _is_public(route: Route, group: list[Route]) -> bool:
    """Meant for everybody by its name, unless a guarded neighbour bears the same word."""
    handler = route.handler
    if "signed" in handler.marks and not route.guarded:
        return True
    if is_open(handler.name, handler.route):
        return True
    words = soft_words(handler.name, handler.route, handler.writes)
    return bool(words) and bool(words - _closed_words(group))


def _closed_words(group: list[Route]) -> frozenset[str]:
    every = (one.handler for one in group if one.guarded)
    return frozenset().union(*(soft_words(one.name, one.route, one.writes) for one in every))


def _stands_out(route: Route, group: list[Route]) -> bool:
    """Whether it does what its neighbours do behind a guard, and nearly alone does it without."""
    handler = route.handler
    if "open" in handler.marks:
        return False
    closed = [one for one in group if one.guarded]
    loose = [one for one in group if one is not route and not _asks(one, closed) and not _is_public(one, group)]
    if _asks(route, closed):
        return False
    if handler.writes:
        like = sum(one.handler.writes for one in closed)
        others = sum(one.handler.writes for one in loose)
        if like >= LIKE and 2 * others <= like:
            return True
        return len(closed) >= CLOSED and like >= 1 and 3 * (others + 1) <= len(closed)
    if "page" in handler.marks:
        return False
    if len(closed) >= HABIT and not loose:
        return True
    readers = [one for one in closed if not one.handler.writes]
    alone = [one for one in loose if not one.handler.writes]
    asker = "asker" in handler.marks
    if asker and not handler.methods:
        return len(closed) >= CLOSED and 3 * (len(alone) + 1) <= len(closed)
    sensitive = asker or is_sensitive(handler.name, handler.route + "/" + _stem(route.path))
    if sensitive and len(closed) >= CLOSED and not alone:
        return True
    asked = any(lookup.by_address for _, lookup in route.seen) or any(sign in handler.route for sign in "<{:[")
    return (sensitive or asked) and len(readers) >= CLOSED and 4 * (len(alone) + 1) <= len(readers) + 2


def _asks(route: Route, closed: list[Route]) -> bool:
    """It is guarded or refuses by itself; to forbid is no guard where guarded neighbours do it, too."""
    if route.refuses:
        return True
    if "forbids" not in route.handler.marks:
        return False
    return sum("forbids" in one.handler.marks for one in closed) < LIKE


def _stem(path: str) -> str:
    return posixpath.basename(path).partition(".")[0]


def _by_session(route: Route) -> bool:
    """Whether a browser's cookie says who asks: no token and no key is asked for."""
    if route.path.endswith((".js", ".ts", ".tsx")) or "signed" in route.handler.marks:
        return False
    names = {
        part
        for name in (*route.guarding, *route.handler.guards, route.handler.route)
        for part in snake(name).split("_")
    }
    if names & _BY_TOKEN:
        return False
    return bool(names & _BY_COOKIE) or "session" in route.handler.marks


def _protected(route: Route, group: list[Route]) -> bool:
    return any("exempt" not in one.handler.marks and one.handler.writes for one in group if one is not route)


def removed(now: Iterable[Route], before: Iterable[Route]) -> Iterator[Claim]:
    """Routes that asked who is there in the last accepted revision and do not now."""
    exact: dict[tuple[str, ...], Route] = {}
    for route in before:
        exact[_key(route)] = route
    for route in now:
        known = exact.get(_key(route))
        if known is None:
            continue
        if known.refuses and not route.refuses:
            gone = known.guarding[0] if known.guarding else "a check of its own"
            yield _claim("guard-removed", route)._replace(beside=gone)
        elif known.guarded and route.guarded and set(route.guarding) < set(known.guarding):
            lost = [name for name in known.guarding if name not in route.guarding and is_office(name)]
            if lost and not any(is_office(name) for name in route.guarding):
                yield _claim("guard-weakened", route)._replace(beside=lost[0])


def _key(route: Route) -> tuple[str, ...]:
    handler = route.handler
    return (route.path, handler.framework, handler.name, handler.route, handler.router, *handler.methods)
