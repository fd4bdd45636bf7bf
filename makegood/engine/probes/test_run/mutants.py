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
SILENT = frozenset(
    ("comment", "global_statement", "nonlocal_statement", "ERROR", "function_declaration", "interface_declaration",
     "type_alias_declaration", "import_statement", "empty_statement")
)  # fmt: skip
NODES_LIMIT, FUNCTIONS_CHANGED = 200_000, 400


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


def equivalent(content: bytes, reading: str, name: str) -> bytes:
    """The same program in other bytes and another syntax tree: each function sets a name of its own that nobody reads.

    A suite that turns red at this watches the files, or a digest of them, and not what they do.
    """
    places: list[tuple[int, bytes]] = []
    for number, (node, _) in enumerate(walk(parse(content, reading).root_node)):
        if number > NODES_LIMIT or len(places) >= FUNCTIONS_CHANGED:
            break
        body = node.child_by_field_name("body") if node.type in FUNCTIONS else None
        if body is not None and body.type in ("block", "statement_block"):
            places.append(_insertion(content, body, name.encode()))
    changed = content
    for at, added in sorted(places, reverse=True):
        changed = changed[:at] + added + changed[at:]
    return changed.rstrip(b"\n") + (b"\n\n# .\n" if reading == "python" else b"\n\n// .\n")


def _insertion(content: bytes, body: Node, name: bytes) -> tuple[int, bytes]:
    """Where in a body, and what: after a docstring or directive, which must stay the first."""
    first = next((each for each in body.named_children if each.type != "comment"), None)
    if body.type == "statement_block":
        directive = first is not None and first.type == "expression_statement" and text(first, 1) in "\"'"
        at = first.end_byte if first is not None and directive else body.start_byte + 1
        return at, b" let " + name + b" = 0; void " + name + b";"
    if first is not None and first.type == "expression_statement" and text(first, 4).lstrip("rbuRBU")[:1] in "\"'":
        return first.end_byte, b"; " + name + b" = 0"
    own_line = (
        first is not None and not content[content.rfind(b"\n", 0, first.start_byte) + 1 : first.start_byte].strip()
    )
    if first is not None and own_line:
        indent = content[content.rfind(b"\n", 0, first.start_byte) + 1 : first.start_byte]
        return first.start_byte, name + b" = 0\n" + indent
    return (first or body).start_byte, name + b" = 0; "


def statements(content: bytes, reading: str = "python") -> set[int]:
    """The lines on which a statement begins that leaves a trace when it runs: no docstrings, no declarations."""
    found: set[int] = set()
    for number, (node, _) in enumerate(walk(parse(content, reading).root_node)):
        if number > NODES_LIMIT:
            break
        if node.type in ("block", "module", "statement_block", "program"):
            found |= {line(each) for each in node.named_children if not _is_silent(each)}
    return found


def _is_silent(node: Node) -> bool:
    if node.type == "expression_statement":
        return all(each.type == "string" for each in node.named_children)
    return node.type in SILENT


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
