"""Which other parts a file needs before its own code can run, as it names them."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from makegood.engine import syntax

Import = tuple[int, str]
"""The line, and what is named there: `./prices`, `..models.Order`, `com.shop.orders.Order`."""

KEPT = 500
_NAMES = """
(import_statement name: [(dotted_name) (aliased_import name: (dotted_name))] @whole)
(import_from_statement) @from
"""
_SCRIPT = """
(import_statement source: (string) @named) @whole
(export_statement source: (string) @named) @whole
(call_expression function: (identifier) @_require arguments: (arguments . (string) @named .)
  (#eq? @_require "require")) @whole
"""
_QUERIES = {
    "python": _NAMES,
    "javascript": _SCRIPT,
    "typescript": _SCRIPT,
    "tsx": _SCRIPT,
    "php": "(namespace_definition name: (_) @space) (namespace_use_clause . (_) @named) @whole",
    "ruby": """
      (call method: (identifier) @_require arguments: (argument_list . (string (string_content) @named))
        (#any-of? @_require "require" "require_relative")) @whole
    """,
    "java": "(package_declaration (_) @space) (import_declaration (_) @named) @whole",
    "csharp": """
      (namespace_declaration name: (_) @space) (file_scoped_namespace_declaration name: (_) @space)
      (using_directive (_) @named) @whole
    """,
}
_LATER = frozenset(
    "function_definition lambda function_declaration function_expression arrow_function method_definition"
    " generator_function generator_function_declaration method singleton_method".split()
)


def imports(root: Node, reading: str) -> tuple[str, list[Import]]:
    """The name space that the file declares ("" for none), and what it needs when it is loaded."""
    source = _QUERIES.get(reading)
    if source is None:
        return "", []
    if reading == "python":
        return "", list(_python(root))[:KEPT]
    space, found = "", []
    for _, nodes in syntax.matches(root, reading, source):
        if "space" in nodes:
            space = space or syntax.text(nodes["space"][0], 300)
        elif (named := _named(nodes["whole"][0], nodes["named"][0], reading)) is not None:
            found.append((syntax.line(nodes["whole"][0]), named))
    return space, found[:KEPT]


def _python(root: Node) -> Iterator[Import]:
    for _, nodes in syntax.matches(root, "python", _NAMES):
        name, node = next((name, found[0]) for name, found in nodes.items())
        if _runs_later(node):
            continue
        at = syntax.line(node)
        if name == "whole":
            bare = node.child_by_field_name("name") if node.type == "aliased_import" else node
            yield at, syntax.text(bare or node, 300)
            continue
        module = node.child_by_field_name("module_name")
        prefix = syntax.text(module, 300) if module is not None else ""
        names = [child.child_by_field_name("name") or child for child in node.children_by_field_name("name")]
        for each in names[:50]:
            yield at, f"{prefix}:{syntax.text(each, 100)}"
        if not names:
            yield at, f"{prefix}:*"


def _named(whole: Node, named: Node, reading: str) -> str | None:
    text = syntax.text(named, 300)
    if reading in ("javascript", "typescript", "tsx"):
        return None if _only_types(whole) or _runs_later(whole) else text.strip("'\"`")
    if reading == "ruby":
        if _runs_later(whole):
            return None
        return f"./{text}" if syntax.text(whole, 20).startswith("require_relative") else text
    if reading == "csharp" and named.type == "name_equals":
        return None
    return text


def _only_types(whole: Node) -> bool:
    return syntax.text(whole, 40).split(None, 2)[1:2] in (["type"], ["typeof"])


def _runs_later(node: Node) -> bool:
    """Within a function, or for the type checker alone: not needed when the file is loaded."""
    above: Node | None = node.parent
    for _ in range(60):
        if above is None:
            return False
        if above.type in _LATER:
            return True
        if above.type == "if_statement":
            condition = above.child_by_field_name("condition")
            if condition is not None and b"TYPE_CHECKING" in (condition.text or b"")[:200]:
                return True
        above = above.parent
    return False
