"""From file to file: what one hands to a function of another, and what that function does with it.

Each file is read by itself, once, and kept by its content. What is joined here is small: the parameters that reach a
dangerous place, and the calls that hand something on.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from makegood.engine.linear import Linear
from makegood.engine.probes.injection.flow import Flow
from makegood.engine.probes.injection.places import Handed, Hit, shift

ROUNDS = 4
"""Files that a value may pass on its way."""
REACHES = 60
IMPORTS = {
    "python": Linear(rb"(?m)^\s{0,20}from\s+[\w.]+\s+import|^\s{0,20}import\s"),
    "script": Linear(rb"""require\(['"]\.|from\s+['"](?:\.|@/|~/|src/)|this\.\w+\.\w+\("""),
}
HELPS = Linear(
    rb"os\.(?:system|popen)\(|subprocess\.|(?:^|[^\w.])(?:eval|exec)\(|pickle\.loads?\(|yaml\.(?:load|unsafe_load)\("
    rb"|requests\.(?:get|post|put|request)\(|httpx\.|urlopen\(|render_template_string\(|mark_safe\(|Markup\("
    rb"|child_process|new Function\(|vm\.run|fs\.(?:read|write|create|unlink)|axios|node-serialize|\$(?:query"
    rb"|execute)RawUnsafe"
    rb"|class \w{0,40}(?:Service|Repository|Repo|DAO|Dao|Store|Client|Gateway|Manager)\b"
    rb"|from_string\(|send_file\(|FileResponse\("
)
"""A helper knows no request; what it does with its parameters is worth knowing all the same."""
_ENDINGS = (".js", ".ts", ".tsx", ".jsx", ".mjs", ".cjs", "/index.js", "/index.ts")


@dataclass(frozen=True, slots=True)
class Reach:
    """Parameter number `place` of a function gets to a dangerous place, which lies in the file `at`."""

    function: str
    place: int
    hit: Hit
    cleared: frozenset[str]
    marks: frozenset[str]
    at: str = ""


@dataclass(slots=True)
class Notes:
    """What was noted of one file."""

    hits: list[Hit]
    reaches: list[Reach]
    handed: list[Handed]


def noted(flow: Flow, hits: list[Hit]) -> dict[str, Any] | None:
    """The notes of one file as JSON, None when there are none."""
    reaches = [
        [function.name, place - shift(function), _row(hit), sorted(label.cleared), sorted(label.marks)]
        for function in flow.functions.values()
        if function.name and not function.handler
        for place, reached in function.reaches.items()
        for hit, label in reached.values()
        if place >= shift(function)
    ][:REACHES]
    handed = [
        [one.name, one.place, one.line, one.text.strip()[:300], one.source, one.source_line, one.owner, one.owner_place,
         sorted(one.cleared), sorted(one.marks)]
        for one in flow.handed.values()
    ]  # fmt: skip
    whole = {"hits": [_row(hit) for hit in hits], "reaches": reaches, "handed": handed}
    return {name: rows for name, rows in whole.items() if rows} or None


def noted_alone(hits: list[Hit]) -> dict[str, Any] | None:
    """The notes of a file whose functions are read each by itself."""
    return {"hits": [_row(hit) for hit in hits]} if hits else None


def _row(hit: Hit) -> list[object]:
    return [hit.kind, hit.sink, hit.line, hit.text.strip()[:300], hit.source, hit.source_line, hit.parameter]


def _hit(row: list[Any]) -> Hit:
    kind, sink, line, text, source, source_line, parameter = row
    return Hit(
        kind=kind, sink=sink, line=line, text=text, source=source, source_line=source_line, parameter=bool(parameter)
    )


def read(result: Mapping[str, Any]) -> Notes:
    return Notes(
        hits=[_hit(row) for row in result.get("hits", [])],
        reaches=[
            Reach(name, place, _hit(row), frozenset(cleared), frozenset(marks))
            for name, place, row, cleared, marks in result.get("reaches", [])
        ],
        handed=[
            Handed(
                name=name, place=place, line=line, text=text, source=source, source_line=source_line, owner=owner,
                owner_place=owner_place, cleared=frozenset(cleared), marks=frozenset(marks),
            )
            for name, place, line, text, source, source_line, owner, owner_place, cleared, marks in result.get(
                "handed", []
            )
        ],
    )  # fmt: skip


def joined(notes: Mapping[str, Notes]) -> Iterator[tuple[str, Hit]]:
    """(path, hit) of every file, and of every way that leads through several."""
    known: dict[str, list[tuple[str, Reach]]] = {}
    for path, one in notes.items():
        for reach in one.reaches:
            known.setdefault(reach.function, []).append((path, replace(reach, at=path)))
    across: dict[tuple[str, str, int], Hit] = {}
    for _ in range(ROUNDS):
        further = list(_round(notes, known, across))
        fresh = [(path, reach) for path, reach in further if (path, reach) not in known.get(reach.function, [])]
        if not fresh:
            break
        for path, reach in fresh:
            known.setdefault(reach.function, []).append((path, reach))
    for path, one in notes.items():
        for hit in one.hits:
            across.setdefault((path, hit.kind, hit.line), hit)
    yield from ((path, hit) for (path, _, _), hit in across.items())


def _round(
    notes: Mapping[str, Notes], known: Mapping[str, list[tuple[str, Reach]]], across: dict[tuple[str, str, int], Hit]
) -> Iterator[tuple[str, Reach]]:
    """Adds hits to `across`; gives the parameters that reach a dangerous place through another file."""
    for path, one in notes.items():
        for handed in one.handed:
            for place, reach in known.get(_called(handed.name), ()):
                if reach.place != handed.place or not _is_of(handed.name, path, place):
                    continue
                if reach.hit.kind in handed.cleared or not _fits(reach, handed):
                    continue
                if handed.owner:
                    marks = reach.marks | handed.marks
                    yield path, replace(reach, function=handed.owner, place=handed.owner_place, marks=marks)
                else:
                    _tell(across, path, handed, reach)


def _fits(reach: Reach, handed: Handed) -> bool:
    """A list or object handed over whole is bound by the driver or is no text."""
    return "boxed" not in handed.marks or "text" in reach.marks


def _tell(across: dict[tuple[str, str, int], Hit], path: str, handed: Handed, reach: Reach) -> None:
    """The hit stands where the dangerous text is put together: in the helper, or where the helper is called."""
    source = f"{handed.source}` in `{path}" if "text" in reach.marks and "text" not in handed.marks else handed.source
    if source != handed.source:
        hit = replace(reach.hit, source=source, source_line=handed.source_line, parameter=False)
        across.setdefault((reach.at, hit.kind, hit.line), hit)
        return
    sink = f"{reach.hit.sink}` in `{reach.at}"
    hit = replace(
        reach.hit, sink=sink, line=handed.line, text=handed.text, source=source, source_line=handed.source_line,
        parameter=False,
    )  # fmt: skip
    across.setdefault((path, hit.kind, hit.line), hit)


def _called(name: str) -> str:
    return name.rpartition("/")[2].rpartition(".")[2]


def _is_of(name: str, path: str, place: str) -> bool:
    """Whether the name that is called in `path` is one of the file `place`."""
    if path == place:
        return False
    if place.endswith(".py"):
        parts = [part for part in name.split(".") if part][:-1]
        if parts[:1] in (["self"], ["this"]):
            return len(parts) > 1 and _alike(parts[-1], place)
        stem = place.removesuffix(".py").removesuffix("/__init__")
        whole = "/".join(parts)
        return bool(parts) and (
            f"/{stem}".endswith(f"/{whole}") or (f"/{stem}".endswith(f"/{'/'.join(parts[:-1])}") and len(parts) > 1)
        )
    module = name.rpartition(".")[0] if "." in name.rpartition("/")[2] else name
    if module.startswith("this"):
        return _alike(module.rpartition(".")[2], place)
    if module.startswith("."):
        module = posixpath.normpath(posixpath.join(posixpath.dirname(path), module))
        return place == module or (place.startswith(module) and place[len(module) :] in _ENDINGS)
    module = re.sub(r"^(?:@|~|src)/", "", module)
    return "/" in module and any(f"/{place}".endswith(f"/{module}{ending}") for ending in _ENDINGS)


def _alike(name: str, place: str) -> bool:
    """`this.usersService` is of `users/users.service.ts`, as dependency injection names it."""
    plain = re.sub(r"[^a-z]", "", name.lower())
    stem = re.sub(r"[^a-z]", "", posixpath.basename(place).rpartition(".")[0].lower())
    return len(plain) > 3 and (stem == plain or stem.endswith(plain) or plain.endswith(stem))
