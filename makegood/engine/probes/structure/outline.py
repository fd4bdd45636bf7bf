"""What one file holds, by its bytes alone: its functions, the ways through them, and its statements' fingerprints."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from tree_sitter import Node

from makegood.engine import syntax
from makegood.engine.probes.structure.grammar import query_of
from makegood.engine.probes.structure.statements import statements

SHORTEST = 6
"""Lines from which on a function is listed by itself."""
FUNCTIONS_KEPT = 4_000
FILE = ""
"""The name under which the code outside of all functions stands."""
LOOSE = frozenset(("python", "javascript", "typescript", "tsx", "php"))
"""Languages in which a file may be one long script; in the others what stands outside of functions declares."""


@dataclass(slots=True)
class Function:
    """A function as it stands in a file; `own` are its lines of code without those of functions within it."""

    name: str
    line: int
    end: int
    start_byte: int
    end_byte: int
    ways: int = 1
    depth: int = 0
    own: int = 0


def outline(root: Node, content: bytes, reading: str) -> dict[str, object]:
    """{"ways", "functions", "statements"} of a file."""
    found = syntax.captures(root, reading, query_of(reading))
    noise = sorted((node.start_byte, node.end_byte) for node in found.get("noise", ()))
    code = statements(content, noise, reading)
    lines = [each.line for each in code]
    whole = Function(FILE, 1, root.end_point.row + 1, 0, len(content))
    functions = [whole, *sorted(map(_function, found.get("function", ())), key=lambda each: each.start_byte)]
    _count_lines(functions, lines)
    _count_ways(functions, found)
    return {
        "ways": sum(each.ways - 1 for each in functions),
        "functions": [
            [each.name, each.line, each.end, each.own, each.ways, each.depth]
            for each in functions
            if each.end - each.line + 1 >= SHORTEST and (each is not whole or reading in LOOSE)
        ][:FUNCTIONS_KEPT],
        "statements": [each.line << 64 | each.shape << 32 | each.text for each in code],
    }


def _function(node: Node) -> Function:
    return Function(_name(node), node.start_point.row + 1, node.end_point.row + 1, node.start_byte, node.end_byte)


def _name(node: Node) -> str:
    name = node.child_by_field_name("name")
    above = node.parent
    if name is None and above is not None:
        for field in ("name", "key", "left"):
            name = name or above.child_by_field_name(field)
    return (
        syntax.text(name, 100) if name is not None and name.end_byte - name.start_byte < 100 else "a nameless function"
    )


def _count_lines(functions: list[Function], lines: list[int]) -> None:
    open_: list[Function] = []
    for each in functions:
        while open_ and open_[-1].end_byte <= each.start_byte:
            open_.pop()
        size = bisect_left(lines, each.end + 1) - bisect_left(lines, each.line)
        each.own += size
        if open_:
            open_[-1].own -= size
        open_.append(each)


def _count_ways(functions: list[Function], found: dict[str, list[Node]]) -> None:
    rows = [(node.start_byte, node.end_byte, 1, not _is_else_if(node)) for node in found.get("branch", ())]
    rows += [(node.start_byte, node.end_byte, 0, True) for node in found.get("nest", ())]
    for name in ("way", "choice", "logic"):
        rows += [(node.start_byte, node.end_byte, 1, False) for node in found.get(name, ())]
    rows.sort()
    starts = iter(functions)
    coming: Function | None = next(starts)
    open_: list[Function] = []
    nests: list[tuple[int, Function]] = []
    for start, end, ways, deeper in rows:
        while coming is not None and coming.start_byte <= start:
            while open_ and open_[-1].end_byte <= coming.start_byte:
                open_.pop()
            open_.append(coming)
            coming = next(starts, None)
        while len(open_) > 1 and open_[-1].end_byte <= start:
            open_.pop()
        inside = open_[-1]
        inside.ways += ways
        if deeper:
            while nests and nests[-1][0] <= start:
                nests.pop()
            nests.append((end, inside))
            inside.depth = max(inside.depth, sum(1 for _, function in nests if function is inside))


def _is_else_if(node: Node) -> bool:
    if node.type != "if_statement" or node.parent is None:
        return False
    return node.parent.type in ("else_clause", "if_statement")
