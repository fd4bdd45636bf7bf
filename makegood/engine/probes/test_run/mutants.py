"""Small faults put into lines that the suite ran: a suite that stays green with them notices nothing."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from tree_sitter import Node

from makegood.engine.syntax import line, parse, text, walk

SWAPS = {
    "==": "!=", "!=": "==", "===": "!==", "!==": "===", "<": ">=", ">": "<=", "<=": ">", ">=": "<",
    "+": "-", "-": "+", "*": "+", "/": "*", "and": "or", "or": "and", "&&": "||", "||": "&&", "in": "not in",
    "True": "False", "False": "True", "true": "false", "false": "true",
}  # fmt: skip
BINARY = frozenset(
    ("comparison_operator", "boolean_operator", "binary_operator", "binary_expression", "augmented_assignment")
)
NUMBERS = frozenset(("integer", "number"))
FLAGS = frozenset(("true", "false"))
FUNCTIONS = frozenset(
    ("function_definition", "function_declaration", "method_definition", "arrow_function", "function_expression")
)
NODES_LIMIT = 200_000


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one file: bytes `start` to `end` become `new`."""

    path: str
    line: int
    old: str
    new: str
    start: int
    end: int

    def apply(self, content: bytes) -> bytes:
        return content[: self.start] + self.new.encode() + content[self.end :]


def choose(
    contents: Mapping[str, bytes], executed: Mapping[str, Collection[int]], readings: Mapping[str, str],
    count: int, seed: str,
) -> list[Mutant]:  # fmt: skip
    """At most `count` mutants in executed lines of functions, one a line, drawn by the seed."""
    draw = random.Random(seed)
    by_line: dict[tuple[str, int], list[Mutant]] = {}
    for path in sorted(executed):
        if path in contents and path in readings:
            for mutant in _mutants(path, contents[path], readings[path], executed[path]):
                by_line.setdefault((path, mutant.line), []).append(mutant)
    places = draw.sample(sorted(by_line), min(count, len(by_line)))
    return [draw.choice(by_line[place]) for place in places]


def neutral(content: bytes, reading: str) -> bytes:
    """The same program in other bytes: a suite that turns red at this watches the files, not what they do."""
    return content.rstrip(b"\n") + (b"\n\n# .\n" if reading == "python" else b"\n\n// .\n")


def statements(content: bytes) -> set[int]:
    """The lines on which a Python statement begins that leaves a trace when it runs: no docstrings, no declarations."""
    found: set[int] = set()
    for number, (node, _) in enumerate(walk(parse(content, "python").root_node)):
        if number > NODES_LIMIT:
            break
        if node.type in ("block", "module"):
            found |= {line(each) for each in node.named_children if not _is_silent(each)}
    return found


def _is_silent(node: Node) -> bool:
    if node.type == "expression_statement":
        return all(each.type == "string" for each in node.named_children)
    return node.type in ("comment", "global_statement", "nonlocal_statement", "ERROR")


def _mutants(path: str, content: bytes, reading: str, lines: Collection[int]) -> Iterator[Mutant]:
    wanted = set(lines)
    inside: list[int] = []
    for number, (node, _) in enumerate(walk(parse(content, reading).root_node)):
        if number > NODES_LIMIT:
            return
        while inside and inside[-1] <= node.start_byte:
            inside.pop()
        if node.type in FUNCTIONS:
            body = node.child_by_field_name("body")
            if body is not None:
                inside.append(node.end_byte)
        elif inside and line(node) in wanted:
            yield from _of(path, node)


def _of(path: str, node: Node) -> Iterator[Mutant]:
    if node.type in BINARY:
        for child in node.children[1:-1]:
            if child.type in SWAPS:
                yield Mutant(path, line(child), child.type, SWAPS[child.type], child.start_byte, child.end_byte)
    elif node.type in FLAGS and text(node, 8) in SWAPS:
        yield Mutant(path, line(node), text(node, 8), SWAPS[text(node, 8)], node.start_byte, node.end_byte)
    elif node.type in NUMBERS and text(node, 12).isdigit():
        yield Mutant(path, line(node), text(node, 12), str(int(text(node, 12)) + 1), node.start_byte, node.end_byte)
    elif node.type == "not_operator" and node.named_child_count:
        inner = node.named_children[0]
        yield Mutant(path, line(node), text(node, 60), text(inner, 2_000), node.start_byte, node.end_byte)
