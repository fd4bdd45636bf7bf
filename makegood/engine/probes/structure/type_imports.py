"""TypeScript drops an import of which only types are used: it ties nothing when the program runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tree_sitter import Node

from makegood.engine import syntax
from makegood.engine.probes.structure.circles import groups_of
from makegood.engine.probes.structure.modules import Graph
from makegood.engine.probes.structure.source import File
from makegood.engine.repository.content import read_blobs
from makegood.engine.repository.git import Git

TYPED = ("typescript", "tsx")
READ = 200
BINDING = ("import_clause", "namespace_import")
_VALUES = "[(identifier) (shorthand_property_identifier)] @used"


def without_type_imports(git: Git, files: Sequence[File], graph: Graph) -> Graph:
    """The graph of scripts, with what only types tie taken out of its circles; nothing else is read again."""
    tied = {part: group for group in groups_of(graph) for part in group}
    asked = [file for file in files if file.path in tied and file.language in TYPED][:READ]
    contents = dict(read_blobs(git, sorted({file.blob for file in asked})))
    slim = dict(graph)
    for file in asked:
        content = contents.get(file.blob)
        if content is not None:
            lines = {graph[file.path][other][1] for other in graph[file.path] if other in tied[file.path]}
            gone = type_lines(content, file.language, lines)
            needs: Mapping[str, tuple[str, int]] = graph[file.path]
            slim[file.path] = {other: place for other, place in needs.items() if place[1] not in gone}
    return slim


def type_lines(content: bytes, reading: str, lines: set[int]) -> set[int]:
    """Of these lines, the ones whose import brings in nothing that the file uses as a value."""
    root = syntax.parse(content, reading).root_node
    imports = {syntax.line(node): node for node in root.named_children if node.type == "import_statement"}
    spans = [(node.start_byte, node.end_byte) for node in imports.values()]
    used = {
        node.text
        for node in syntax.captures(root, reading, _VALUES).get("used", ())
        if not any(start <= node.start_byte < end for start, end in spans)
    }
    return {line for line in lines if line in imports and _names(imports[line]) and not _names(imports[line]) & used}


def _names(statement: Node) -> set[bytes | None]:
    """What an import binds; none for one that only runs the other file."""
    names: set[bytes | None] = set()
    for node, _ in syntax.walk(statement):
        if node.type == "import_specifier":
            bound = node.child_by_field_name("alias") or node.child_by_field_name("name")
            names.add(bound.text if bound is not None else None)
        elif node.type == "identifier" and node.parent is not None and node.parent.type in BINDING:
            names.add(node.text)
    return names
