"""The interface for other programs: which routes the code has, which of them are described, what changed."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from makegood.engine.evidence import Finding
from makegood.engine.facts import Fact
from makegood.engine.gaps import Cause, Gap, Side
from makegood.engine.probe import Probe, Scene
from makegood.engine.probes.api import facts
from makegood.engine.probes.api.changes import Operations, changes, plain
from makegood.engine.probes.api.demands import newly_demanded
from makegood.engine.probes.api.descriptions import describe
from makegood.engine.probes.api.javascript import routes as javascript_routes
from makegood.engine.probes.api.matching import Known, Row, gone, same, tell_pages, unserved
from makegood.engine.probes.api.python import routes as python_routes
from makegood.engine.repository.content import Extractor
from makegood.engine.repository.paths import is_example, is_product, is_test, is_vendored
from makegood.engine.repository.tree import Entry, Tree

ROWS = 600
UNREAD = {"php": "PHP", "ruby": "Ruby", "java": "Java", "csharp": "C#", "go": "Go"}
LEAST_FILES = 5
_DESCRIBES = re.compile(
    r"(?i)(?:.*(?:openapi|swagger|asyncapi|api|spec|schema|contract|components)|(?:.*/)?docs?/).*\.(?:ya?ml|json)"
)
_NEXT = re.compile(r"(?:.*/)?(?:src/)?(?:pages/(api(?:/.+)?)|app/(.*?)/?route)\.[jt]sx?")
_GENERATED = {"drf": "drf", "fastapi": "fastapi", "fastify": "express", "flask": "flask", "hono": "express"}
_GENERATED |= {"express": "express", "nest": "nest"}
"""What makes a description when it runs -> the framework whose routes it then holds."""


_SERVED = re.compile(r"(?:^|/)(?:static|public|assets|fixtures|templates)/")


def wanted_code(entry: Entry) -> str | None:
    if not is_product(entry.path) or _SERVED.search(entry.path):
        return None
    return entry.language if entry.language in ("python", "javascript", "typescript", "tsx") else None


def wanted_description(entry: Entry) -> str | None:
    if is_vendored(entry.path) or is_test(entry.path) or is_example(entry.path):
        return None
    if entry.path.endswith((".graphql", ".graphqls", ".gql")):
        return "graphql"
    if entry.path.endswith(".proto"):
        return "proto"
    return "openapi" if _DESCRIBES.fullmatch(entry.path) else None


def read_code(content: bytes, reading: str) -> object:
    return python_routes(content) if reading == "python" else javascript_routes(content, reading)


FOLDER = Path(__file__).parent
CODE = Extractor(name="api.code", wants=wanted_code, extract=read_code, folder=FOLDER)
DESCRIBED = Extractor(name="api.descriptions", wants=wanted_description, extract=describe, folder=FOLDER)


def look(scene: Scene) -> Iterator[Fact | Gap]:
    code = {entry.path: cast(Row, read) for entry, read in scene.extracts[CODE.name].over(scene.tree.files) if read}
    described = _described(scene, scene.tree)
    gaps = [*_unread(scene, code), *_broken(scene, described)]
    rows = _routes(code)
    operations = _operations(described, code)
    generated = {
        str(name) for read in code.values() for name, _ in cast("list[list[object]]", read.get("makers") or [])
    }
    frameworks = {_GENERATED.get(name, "") for name in generated} - {""}
    for row in rows:
        row["described"] = row["framework"] in frameworks or any(same(row, known) for known in operations)
    yield scene.saw(facts.ROUTES, rows[:ROWS])
    yield scene.saw(facts.DESCRIPTIONS, _rows_of(described, code))
    yield scene.saw(facts.UNSERVED, list(unserved(rows, operations))[:ROWS])
    yield from gaps
    yield from _compared(scene, described, code, rows)


def _described(scene: Scene, tree: Tree) -> dict[str, Row]:
    found = scene.extracts[DESCRIBED.name].over(tree.files)
    return {entry.path: cast(Row, read) for entry, read in found if read}


def _unread(scene: Scene, code: dict[str, Row]) -> Iterator[Gap]:
    names = (facts.ROUTES, facts.UNSERVED)
    counted = Counter(UNREAD[e.language] for e in scene.tree.files if e.language in UNREAD and is_product(e.path))
    foreign = [language for language, count in counted.items() if count >= LEAST_FILES]
    if foreign:
        reason = f"Routes in {' and '.join(sorted(foreign))} are not read."
        yield from scene.missed(
            names, Cause.UNSUPPORTED, reason, "Have somebody compare the routes with their description."
        )
    for path, read in code.items():
        if read.get("foreign"):
            reason = f"{path} uses {read['foreign']}, whose routes are not read."
            yield from scene.missed(names, Cause.UNSUPPORTED, reason, "Have somebody look at its routes.")
            break
    for entry, why in scene.extracts[CODE.name].missing(scene.tree.files):
        yield from scene.missed(
            names, Cause.ERROR, f"{entry.path} could not be read: {why}.", "Ask for a smaller file."
        )
        break


def _broken(scene: Scene, described: dict[str, Row]) -> Iterator[Gap]:
    for path, read in described.items():
        why = read.get("broken") or ("parts of it lie in files of their own" if read.get("cut") else None)
        if why:
            names = (facts.DESCRIPTIONS, facts.UNSERVED)
            yield from scene.missed(
                names, Cause.ERROR, f"{path} was not wholly read: {why}.", "Ask for one whole description."
            )


def _routes(code: dict[str, Row]) -> list[Row]:
    views: dict[str, set[str]] = {}
    for read in code.values():
        for name, kind in cast("dict[str, str]", read.get("views") or {}).items():
            views.setdefault(name, set()).add(kind)
    mounts = _mounts(code)
    rows: list[Row] = []
    for path, read in code.items():
        for method, place, line, kind, view, framework in cast("list[list[str]]", read.get("routes") or []):
            if kind == "unclear" and len(views.get(view, ())) == 1:
                kind = next(iter(views[view]))
            whole = plain(posixpath.join(mounts.get(path, ""), place.lstrip("/")))
            if kind == "unclear" and re.match(r"/(?:api|rest|v\d+)(?:/|$)", whole):
                kind = "api"
            rows.append(
                {"method": method, "path": whole, "file": path, "line": int(line), "kind": kind, "framework": framework}
            )
        rows += _next_routes(path, read)
    tell_pages(rows, {path for path, read in code.items() if read.get("spoken")})
    return rows


def _next_routes(path: str, read: Row) -> Iterator[Row]:
    match = _NEXT.fullmatch(path)
    exported = cast("list[str]", read.get("exported") or [])
    if match is None or (match.group(2) is not None and not exported):
        return
    place = match.group(1) if match.group(1) is not None else re.sub(r"\([^)]*\)/?", "", match.group(2) or "")
    for method in exported or ["ANY"]:
        whole = plain(place.removesuffix("/index"))
        yield {"method": method, "path": whole, "file": path, "line": 1, "kind": "api", "framework": "next"}


def _mounts(code: dict[str, Row]) -> dict[str, str]:
    """File -> the prefix under which its routes hang, through at most four files."""
    direct: dict[str, tuple[str, str]] = {}
    for path, read in code.items():
        imports = cast("dict[str, str]", read.get("imports") or {})
        for prefix, name in cast("list[list[str]]", read.get("mounts") or []):
            if name in imports and (target := _module(path, imports[name], code)):
                direct.setdefault(target, (path, prefix))
    whole: dict[str, str] = {}
    for path in direct:
        prefix, at = "", path
        for _ in range(4):
            if at not in direct:
                break
            parent, above = direct[at]
            at, prefix = parent, posixpath.join(above, prefix.lstrip("/"))
        whole[path] = prefix
    return whole


def _module(path: str, module: str, code: dict[str, Row]) -> str | None:
    bare = posixpath.normpath(posixpath.join(posixpath.dirname(path), module))
    stem = re.sub(r"\.[cm]?[jt]sx?$", "", bare)
    tried = [f"{base}.{ending}" for base in (stem, f"{bare}/index") for ending in ("js", "ts", "mjs", "cjs", "tsx")]
    return next((name for name in [bare, *tried] if name in code), None)


def _operations(described: dict[str, Row], code: dict[str, Row]) -> list[Known]:
    found: list[Known] = []
    for path, read in described.items():
        for key, operation in cast("dict[str, Row]", read.get("operations") or {}).items():
            verb, _, place = key.partition(" ")
            found.append((verb, plain(str(read.get("base") or "") + place), path, int(str(operation["line"]))))
    for path, read in code.items():
        for spoken in cast("list[list[object]]", read.get("spoken") or []):
            found.append((str(spoken[0]), plain(str(spoken[1])), path, int(str(spoken[2]))))
    return found


def _rows_of(described: dict[str, Row], code: dict[str, Row]) -> list[Row]:
    rows: list[Row] = [
        {
            "path": path,
            "line": read.get("line", 1),
            "kind": read.get("kind", "unreadable"),
            "operations": len(cast("dict[str, Row]", read.get("operations") or {})),
            "generated": False,
        }
        for path, read in described.items()
    ]
    makers: set[object] = set()
    for path, read in code.items():
        for name, line in cast("list[list[object]]", read.get("makers") or []):
            if name in makers:
                continue
            makers.add(name)
            rows.append({"path": path, "line": line, "kind": str(name), "operations": 0, "generated": True})
        if spoken := cast("list[object]", read.get("spoken") or []):
            rows.append({"path": path, "line": 1, "kind": "comments", "operations": len(spoken), "generated": False})
    return rows[:ROWS]


def _compared(scene: Scene, after: dict[str, Row], code: dict[str, Row], rows: list[Row]) -> Iterator[Fact | Gap]:
    if scene.before is None:
        reason = "No earlier accepted revision was given to compare with."
        yield from scene.missed(facts.CHANGES, Cause.NO_EVIDENCE, reason, "Inspect again with --since.", Side.OWNER)
        return
    earlier = {path: read for path, read in _described(scene, scene.before).items() if read.get("operations")}
    later = {path: read for path, read in after.items() if read.get("operations")}
    if not earlier:
        yield from _routes_compared(scene, code, rows)
        return
    found: list[Finding] = []
    for path, old in earlier.items():
        newer = path if path in later else next(iter(later)) if len(later) == len(earlier) == 1 else None
        if newer is None:
            reason = f"{path} described the interface and is gone."
            yield from scene.missed(
                facts.CHANGES, Cause.NO_EVIDENCE, reason, "Ask for the description of today's interface."
            )
            continue
        if old.get("cut") or later[newer].get("cut"):
            yield from scene.missed(
                facts.CHANGES, Cause.ERROR, f"{path} was read in part.", "Ask for one whole description."
            )
        found += _changed(newer, old, later[newer])
    yield scene.saw(facts.CHANGES, found[:ROWS])


def _routes_compared(scene: Scene, now: dict[str, Row], rows: list[Row]) -> Iterator[Fact | Gap]:
    """Where nobody wrote a description, or the framework makes one, the routes of the code are compared."""
    assert scene.before is not None
    code = {entry.path: cast(Row, read) for entry, read in scene.extracts[CODE.name].over(scene.before.files) if read}
    earlier = [row for row in _routes(code) if row["interface"]]
    if earlier:
        yield scene.saw(facts.CHANGES, [*gone(earlier, rows), *newly_demanded(code, now)][:ROWS])
    if not earlier or not any(read.get("makers") or read.get("spoken") for read in code.values()):
        reason = "The last accepted revision holds no description of the interface."
        yield from scene.missed(
            facts.CHANGES, Cause.NO_EVIDENCE, reason, "Keep the description with the code from now on."
        )


def _changed(path: str, old: Row, new: Row) -> list[Finding]:
    before, after = cast(Operations, old["operations"]), cast(Operations, new["operations"])
    rows = changes(before, after)
    return [Finding.at(rule, what, path, line=line, text=what, severity=level) for rule, line, _, what, level in rows]


PROBE = Probe(name="api", gives=facts.EVERY, look=look, extractors=(CODE, DESCRIBED))
