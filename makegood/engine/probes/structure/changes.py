"""What of copies, tangles and circles was not there at the last accepted revision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from makegood.engine.evidence import Finding
from makegood.engine.probes.structure import circles, copies, tangles
from makegood.engine.probes.structure.circles import Circle
from makegood.engine.probes.structure.copies import WINDOW, Copy
from makegood.engine.probes.structure.modules import SEPARATORS, Graph
from makegood.engine.probes.structure.source import File, Function

GROWTH = 5
"""Ways by which a function beyond the limit must have grown to be worth a word."""
KEPT = 500


def new_copies(
    now: Sequence[File], found: Iterable[Copy], before: Sequence[File], copied: Iterable[Copy]
) -> list[Copy]:
    """Copies most of whose statements stand in more places than before, wherever these were.

    `copied` are the copies of the earlier revision: what was changed alike in both places since is no new copy.
    """
    moved = moved_files(now, before)
    counts, earlier = _counted(now), _counted(before)
    pairs = {(copy.one.path, copy.other.path, *copies.names_of(copy)) for copy in copied}
    new = []
    for copy in found:
        windows = _windows(copy.one.shapes[copy.start[0] : copy.end[0] + 1])
        more = sum(counts[each] > earlier[each] for each in windows)
        paths = (moved.get(copy.one.path, copy.one.path), moved.get(copy.other.path, copy.other.path))
        if more * 2 > len(windows) and (*paths, *copies.names_of(copy)) not in pairs:
            new.append(copy)
    return new


def _counted(files: Iterable[File]) -> Counter[int]:
    counts: Counter[int] = Counter()
    for file in files:
        counts.update(_windows(file.shapes))
    return counts


def _windows(shapes: Sequence[int]) -> list[int]:
    return [hash(tuple(shapes[at : at + WINDOW])) for at in range(len(shapes) - WINDOW + 1)]


def grown(after: Sequence[File], before: Sequence[File]) -> Iterator[Finding]:
    """Functions that are tangled now, and were not there or less so; one that only moved is none of them."""
    earlier = {(file.path, name): each for file in before for name, each in tangles.by_name(file)}
    names: dict[str, list[Function]] = {}
    for file in before:
        for each in file.functions:
            names.setdefault(each.name, []).append(each)
    for file in after:
        for name, each in tangles.by_name(file):
            if tangles.is_tangle(each):
                moved = names.get(each.name, []) if each.name else []
                old = earlier.get((file.path, name)) or max(moved, key=lambda one: one.ways, default=None)
                yield from _grown(file, each, old)


def _grown(file: File, now: Function, old: Function | None) -> Iterator[Finding]:
    if old is None:
        yield tangles.finding_of(file, now, "new-tangle", ", and is new")
        return
    if now.ways >= old.ways + GROWTH or (now.own >= tangles.STATEMENTS and now.own >= old.own * 1.25):
        was = f"; it had {old.ways} ways through {old.length} lines"
        found = tangles.finding_of(file, now, "grown-tangle", was)
        earlier = {"ways_before": old.ways, "statements_before": old.own}
        yield replace(found, detail={**found.detail, **earlier})


def new_circles(found: Iterable[Circle], before: Mapping[str, Graph], moved: Mapping[str, str]) -> Iterator[Finding]:
    """Circles whose parts were not tied to each other before. `moved` gives the earlier path of a moved file."""
    tied: dict[str, set[frozenset[str]]] = {}
    for family, graph in before.items():
        tied[family] = set(circles.groups_of(circles.without_fronts(graph, SEPARATORS.get(family))))
    for circle in found:
        earlier = {moved.get(part, part) for part in circle.parts}
        if not any(earlier <= group for group in tied.get(circle.family, ())):
            yield circles.finding_of(_from_new_step(circle, before.get(circle.family, {}), moved), "new-circle")


def _from_new_step(circle: Circle, before: Graph, moved: Mapping[str, str]) -> Circle:
    """The same circle, told from the step that closed it."""
    for at, part in enumerate(circle.parts):
        following = circle.parts[(at + 1) % len(circle.parts)]
        if moved.get(following, following) not in before.get(moved.get(part, part), {}):
            turned = (*circle.parts[at:], *circle.parts[:at])
            places = (*circle.places[at:], *circle.places[:at])
            return Circle(circle.family, turned, places, circle.group)
    return circle


def moved_files(after: Sequence[File], before: Sequence[File]) -> dict[str, str]:
    """Path now -> path before, for files with the same content, else with a name that only one gone file has."""
    here, there = {file.path for file in after}, {file.path for file in before}
    gone = [file for file in before if file.path not in here]
    by_blob = {file.blob: file.path for file in gone}
    by_name: dict[str, list[str]] = {}
    for file in gone:
        by_name.setdefault(file.path.rpartition("/")[2], []).append(file.path)
    moved: dict[str, str] = {}
    for file in after:
        if file.path not in there:
            named = by_name.get(file.path.rpartition("/")[2], [])
            former = by_blob.get(file.blob) or (named[0] if len(named) == 1 else None)
            if former is not None:
                moved[file.path] = former
    return moved
