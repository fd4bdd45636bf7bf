"""Which names guard which route, over the whole repository: decorators, mixins, routers, mounts and settings joined."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from makegood.engine.probes.access.bodies import REFUSING
from makegood.engine.probes.access.handler import Handler, Lookup, Outline
from makegood.engine.probes.access.words import guards, snake

ROUNDS = 4
DEPTH = 8
LIKE = 3
NAMESAKES = 3
"""Functions of one name beyond which a route that refers to it is not joined with any."""
_PLAIN = frozenset(("required", "require", "check", "verify", "ensure", "protect", "handle", "middleware"))
"""Names that say what they do only beside the module they are of: `auth.required`."""
_NEXT = ("route", "middleware", "proxy")
_REST = ("APIView", "ViewSet", "GenericViewSet", "ModelViewSet", "api_view")
_NOT_A_GUARD = frozenset(
    ("validate", "handler", "wrap", "catch", "async", "upload", "parse", "error", "errors", "logger", "log")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A handler that serves requests. `guarding` are the names that let only some people in.

    `seen` are the records it fetches, each with the file it is fetched in.
    """

    path: str
    handler: Handler
    guarding: tuple[str, ...]
    seen: tuple[tuple[str, Lookup], ...] = ()

    @property
    def guarded(self) -> bool:
        return bool(self.guarding)

    @property
    def refuses(self) -> bool:
        """It or what stands before it refuses somebody."""
        return bool(self.guarding) or "denies" in self.handler.marks


class Repository:
    """The outlines of all files, asked for what one file alone cannot tell."""

    def __init__(self, outlines: Mapping[str, Outline]) -> None:
        self.outlines = outlines
        self.refusing = {name for one in outlines.values() for name in one.refusing if not _is_generic(name)}
        self.bases: dict[str, list[str]] = {}
        self.table: dict[str, list[tuple[str, list[str]]]] = {}
        self.everywhere: dict[str, list[str]] = {}
        self.functions: dict[str, list[tuple[str, Handler]]] = {}
        for path, one in outlines.items():
            self.bases.update(one.bases)
            for view, route, wrappers in one.table if path.endswith(".py") else []:
                self.table.setdefault(view, []).append((route, wrappers))
            for said in one.everywhere:
                family, _, name = said.partition(":")
                self.everywhere.setdefault(family, []).append(name)
            for handler in one.handlers:
                if handler.framework == "function":
                    self.functions.setdefault(handler.name, []).append((path, handler))
        self.parts = {
            name
            for one in outlines.values()
            for row in one.handlers
            if row.framework == "django" and any(self.is_guard(given) for given in row.guards)
            for name in row.calls
        }
        """Functions that guarded views hand their request to."""
        self.asking = {
            row.name
            for one in outlines.values()
            for row in one.handlers
            if row.framework == "django" and any(self.is_guard(given) for given in row.guards)
        }
        self.middleware = any(
            _stem(path) in ("middleware", "proxy")
            and (one.refusing or any(REFUSING & row.marks for row in one.handlers))
            for path, one in outlines.items()
            if not path.endswith(".py")
        )
        self.inherited = self._inherited()

    def routes(self) -> Iterable[Route]:
        for path, one in self.outlines.items():
            for handler in (*one.handlers, *_parts(one)):
                route = self._route(path, one, handler)
                if route is not None:
                    yield route

    def is_guard(self, name: str, depth: int = 0) -> bool:
        last = name.rpartition(".")[2]
        if guards(last) or last in self.refusing or (last in _PLAIN and guards(name.partition(".")[0])):
            return True
        return depth < DEPTH and any(
            base != last and self.is_guard(base, depth + 1) for base in self.bases.get(last, [])
        )

    def _route(self, path: str, one: Outline, handler: Handler) -> Route | None:
        if handler.framework == "function" or not self._serves(path, handler):
            return None
        given = [*self._wide(handler), *self._before(path, one, handler), *handler.guards]
        if handler.framework in ("django", "view-class") and (entries := self.table.get(handler.name)):
            given += [name for name in entries[0][1] if all(name in wrappers for _, wrappers in entries)]
            handler = replace(handler, route=entries[0][0])
        served = handler
        if self.asking & set(handler.calls):  # it hands the request to a function that asks
            served = replace(handler, marks=handler.marks | {"denies"})
        seen = [(path, lookup) for lookup in handler.lookups]
        for place, function in self._referred(path, handler):
            served = replace(served, marks=served.marks | function.marks)
            seen += [(place, lookup) for lookup in function.lookups]
        guarding = tuple(dict.fromkeys(name for name in given if self.is_guard(name)))
        return Route(path=path, handler=served, guarding=guarding, seen=tuple(seen))

    def _serves(self, path: str, handler: Handler) -> bool:
        if handler.framework in ("django", "view-class", "view-method"):
            return handler.name.partition(".")[0] in self.table
        if handler.framework == "part":
            return (
                not handler.name.startswith("_") and handler.name not in self.table and handler.name not in self.parts
            )
        if handler.framework == "next":
            return _stem(path) in _NEXT and "/app/" in f"/{path}"
        if handler.framework == "pages":
            return "pages/api/" in path
        return True

    def _before(self, path: str, one: Outline, handler: Handler) -> list[str]:
        """Guards over the router of the handler, in its own file or where it is mounted."""
        found = list(self.inherited.get((_stem(path), ""), []))
        found += self.inherited.get((_stem(path), handler.router.rpartition(".")[2]), [])
        for router in {handler.router, "*"}:
            found += [
                name for said in one.before.get(router, []) if (name := _applies(said, handler.line, handler.route))
            ]
        return found

    def _wide(self, handler: Handler) -> list[str]:
        if handler.framework in ("next", "pages", "action"):
            return ["login_required"] if self.middleware else []
        django = handler.framework in ("django", "view-class")
        found = list(self.everywhere.get("django" if django else handler.framework, []))
        rest = handler.framework == "action" or any(name.rpartition(".")[2].endswith(_REST) for name in handler.guards)
        if rest and "open" not in handler.marks:
            found += [name for name in self.everywhere.get("drf", []) if name != "AllowAny"]
        return found

    def _referred(self, path: str, handler: Handler) -> list[tuple[str, Handler]]:
        """The function that a route refers to by name, in a controller of another file or of its own."""
        if handler.framework != "express" or not handler.name:
            return []
        found = self.functions.get(handler.name, [])
        if handler.calls and len(found) > 1:
            wanted = snake(handler.calls[0]).split("_")[0]
            found = [row for row in found if wanted in snake(row[0])] or found
        own = [row for row in found if row[0] == path]
        return own or (found if len(found) <= NAMESAKES else [])

    def _inherited(self) -> dict[tuple[str, str], list[str]]:
        """Guards that a router gets where it is mounted: by (stem of its file, its name), "" for any router there."""
        found: dict[tuple[str, str], list[str]] = {}
        for _ in range(ROUNDS):
            for path, one in self.outlines.items():
                script = not path.endswith(".py")
                above = found.get((_stem(path), ""), []) if script else []
                wheres = {view: (route, rest) for view, route, rest in one.table} if script else {}
                for target, given, module in one.mounts:
                    names = [*given, *above]
                    if script and target in wheres:
                        route, (_, owner, line) = wheres[target]
                        names += [
                            name for said in one.before.get(owner, []) if (name := _applies(said, int(line), route))
                        ]
                    key = (module.partition(".")[0] or _stem(path), "" if script and module else target)
                    known = found.setdefault(key, [])
                    known += [name for name in names if name not in known]
        return found


def _parts(one: Outline) -> list[Handler]:
    """Functions that answer requests for a view of the same file, told by the guards that some of them have."""
    functions = [row for row in one.handlers if row.framework == "django"]
    return [replace(row, framework="part") for row in functions if not one.table and len(functions) >= LIKE]


def _applies(said: str, line: int, route: str) -> str:
    """The guard of `name@line@prefix` where it stands before this line and over this path, else ""."""
    name, _, rest = said.partition("@")
    if not rest:
        return name
    at, _, prefix = rest.partition("@")
    return name if int(at) < line and route.startswith(prefix) else ""


def _stem(path: str) -> str:
    folder, name = posixpath.split(path)
    stem = name.partition(".")[0]
    return posixpath.basename(folder) if stem in ("index", "__init__") else stem


def _is_generic(name: str) -> bool:
    return bool(_NOT_A_GUARD & set(snake(name).split("_")))
