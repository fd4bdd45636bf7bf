"""Parts that need each other in a circle, so that none can be changed, tested or taken over alone."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from makegood.engine.evidence import Finding
from makegood.engine.probes.structure.modules import SEPARATORS, Graph, Place

KEPT = 300
SHOWN = 6


@dataclass(frozen=True, slots=True)
class Circle:
    """Steps around: each part with the place where it names the next one. `group` are all parts that are tied so."""

    family: str
    parts: tuple[str, ...]
    places: tuple[Place, ...]
    group: frozenset[str]

    @property
    def direct(self) -> bool:
        """Two parts that need each other, without a third."""
        return len(self.parts) == 2

    @property
    def of_files(self) -> bool:
        return self.family not in SEPARATORS


def circles_of(graphs: Iterable[tuple[str, Graph]]) -> list[Circle]:
    """Every pair of parts that need each other directly, and one way around for every larger group."""
    return [circle for family, graph in graphs for circle in _circles(family, graph)]


def _circles(family: str, graph: Graph) -> Iterator[Circle]:
    graph = without_fronts(graph, SEPARATORS.get(family))
    for group in groups_of(graph):
        pairs = 0
        for one in sorted(group):
            for other in sorted(graph[one]):
                if one < other and one in graph.get(other, ()):
                    pairs += 1
                    yield Circle(family, (one, other), (graph[one][other], graph[other][one]), group)
        if not pairs:
            around = _way_around(graph, group)
            places = tuple(graph[one][other] for one, other in zip(around, (*around[1:], around[0]), strict=True))
            yield Circle(family, around, places, group)


def without_fronts(graph: Graph, separator: str | None) -> Graph:
    """The graph without the steps from a part to the front that gathers it.

    A package's front (`__init__.py`, `index.ts`) needs what lies behind it, and that often needs a name of the front:
    an order that works. The same holds for a name space and those below it.
    """
    return {
        one: {other: place for other, place in others.items() if not _is_front_of(other, one, separator)}
        for one, others in graph.items()
    }


def _is_front_of(front: str, part: str, separator: str | None) -> bool:
    if separator is not None:
        return part.startswith(front + separator)
    folder = front.rpartition("/")[0]
    return _is_front(front) and part.startswith(f"{folder}/" if folder else "")


def _is_front(path: str) -> bool:
    return path.rpartition("/")[2].startswith(("__init__.", "index."))


def groups_of(graph: Graph) -> list[frozenset[str]]:
    """Groups of two or more parts of which each needs all others (Kosaraju's strongly connected components)."""
    backward: dict[str, list[str]] = {}
    for one, others in graph.items():
        for other in others:
            backward.setdefault(other, []).append(one)
    order: list[str] = []
    seen: set[str] = set()
    for start in sorted(graph):
        order += _finished(start, graph, seen)
    groups: list[frozenset[str]] = []
    taken: set[str] = set()
    for start in reversed(order):
        group = frozenset(_finished(start, backward, taken))
        if len(group) > 1:
            groups.append(group)
    return groups


def _finished(start: str, graph: Graph | dict[str, list[str]], seen: set[str]) -> list[str]:
    """Parts reached from `start` and not seen before, each after all that is reached from it."""
    if start in seen:
        return []
    seen.add(start)
    order: list[str] = []
    work = [(start, iter(sorted(graph.get(start, ()))))]
    while work:
        part, others = work[-1]
        other = next((each for each in others if each not in seen), None)
        if other is None:
            order.append(part)
            work.pop()
        else:
            seen.add(other)
            work.append((other, iter(sorted(graph.get(other, ())))))
    return order


def _way_around(graph: Graph, group: frozenset[str]) -> tuple[str, ...]:
    """The shortest way from the group's first part back to itself."""
    start = min(group)
    came: dict[str, str] = {}
    waiting = deque([start])
    while waiting:
        part = waiting.popleft()
        for other in sorted(graph.get(part, ())):
            if other == start:
                steps = [part]
                while steps[-1] != start:
                    steps.append(came[steps[-1]])
                return tuple(reversed(steps))
            if other in group and other not in came:
                came[other] = part
                waiting.append(other)
    return (start,)


def finding_of(circle: Circle, rule: str = "circle") -> Finding:
    path, line = circle.places[0]
    if circle.direct:
        back, back_line = circle.places[1]
        one, other = circle.parts
        said = f"{one} and {other} need each other: here, and at {back}:{back_line}."
    else:
        steps = ", ".join(f"{place}:{at}" for place, at in circle.places[:SHOWN])
        said = f"{len(circle.group)} parts need each other in a circle; one way around: {steps}."
    return Finding.at(
        rule,
        said,
        path,
        line=line,
        text=" ".join(circle.parts),
        excerpt=None,
        detail={
            "direct": circle.direct,
            "files": circle.of_files,
            "fronts": any(map(_is_front, circle.group)),
            "size": len(circle.group),
            "places": [[place, at] for place, at in circle.places[:SHOWN]],
        },
    )
