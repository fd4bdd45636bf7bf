"""Syntax trees of the seven languages, by tree-sitter (its own makers' wheels, MIT).

One parse per blob serves every extractor: the pass hands the same bytes to all of them one after the other, so the last
tree is kept. Trees come from hostile text: never recurse over them; use queries, or `walk`.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from functools import cache, lru_cache

from tree_sitter import Language, Node, Parser, Query, QueryCursor, Tree

GRAMMARS = {
    "python": ("tree_sitter_python", "language"),
    "javascript": ("tree_sitter_javascript", "language"),
    "typescript": ("tree_sitter_typescript", "language_typescript"),
    "tsx": ("tree_sitter_typescript", "language_tsx"),
    "php": ("tree_sitter_php", "language_php"),
    "ruby": ("tree_sitter_ruby", "language"),
    "java": ("tree_sitter_java", "language"),
    "csharp": ("tree_sitter_c_sharp", "language"),
    "go": ("tree_sitter_go", "language"),
}
"""Our reading -> (module, function that gives the grammar). `javascript` also reads JSX."""

MATCH_LIMIT = 20_000
"""Matches in progress that a query may hold: a query over hostile text ends instead of growing without bound."""


class NotParsed(Exception):
    """The text could not be parsed."""


@cache
def language(reading: str) -> Language:
    module, function = GRAMMARS[reading]
    return Language(getattr(importlib.import_module(module), function)())


@lru_cache(maxsize=1)
def parse(content: bytes, reading: str) -> Tree:
    """The syntax tree of UTF-8 bytes. Errors in the text become ERROR nodes, never an exception."""
    tree = Parser(language(reading)).parse(content)
    if tree is None:
        raise NotParsed(f"no tree for {reading}")
    return tree


@cache
def query(reading: str, source: str) -> Query:
    """A compiled query. Raises tree_sitter.QueryError for a query that does not fit the grammar: our own mistake."""
    return Query(language(reading), source)


def captures(node: Node, reading: str, source: str) -> dict[str, list[Node]]:
    """Captured nodes by name."""
    return _cursor(reading, source).captures(node)


def matches(node: Node, reading: str, source: str) -> list[tuple[int, dict[str, list[Node]]]]:
    """(pattern number, captured nodes by name) of each match."""
    return _cursor(reading, source).matches(node)


def _cursor(reading: str, source: str) -> QueryCursor:
    return QueryCursor(query(reading, source), match_limit=MATCH_LIMIT)


def walk(node: Node) -> Iterator[tuple[Node, int]]:
    """Every named node below with its depth, in the order of the text, without recursion."""
    cursor = node.walk()
    depth = 0
    while True:
        current = cursor.node
        if current is not None and current.is_named:
            yield current, depth
        if cursor.goto_first_child():
            depth += 1
            continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return
            depth -= 1


def text(node: Node, limit: int = 2_000) -> str:
    """The node's text, at most `limit` bytes of it, bad bytes escaped."""
    return (node.text or b"")[:limit].decode("utf-8", "backslashreplace")


def line(node: Node) -> int:
    """The line on which the node begins, counted from 1."""
    return node.start_point.row + 1
