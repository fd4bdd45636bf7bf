"""What FastAPI's handlers demand of who calls them: parameters without a default, and fields of their bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

from tree_sitter import Node

from makegood.engine import syntax
from makegood.engine.evidence import Finding
from makegood.engine.probes.api.changes import plain

Row = Mapping[str, object]
Fields = dict[str, tuple[str, int]]
"""Name of what is demanded -> (file, line)."""

LIMIT = 1_000
DEPTH = 12
_PLAIN = re.compile(
    r"(?:str|int|float|bool|(?:uuid\.)?UUID\d?|(?:datetime\.)?(?:date|datetime|time)|(?:decimal\.)?Decimal|EmailStr|HttpUrl)"
)
_ASKED = re.compile(r"(?:fastapi\.)?(?:Query|Header|Form|Cookie|Body|File|Path)\(")
_DEMANDS = re.compile(
    r"(?:(?:fastapi|pydantic)\.)?(?:Query|Header|Form|Cookie|Body|File|Field)\((?:\s*\)|\s*\.\.\.|\s*[a-z_]+\s*=)"
)
_OWN_CLASS = re.compile(r"\b[A-Z]\w{1,80}")
_MODELS = "(class_definition name: (identifier) @name superclasses: (argument_list) @bases body: (block) @body)"


def of_handler(function: Node, path: str) -> tuple[list[list[object]], list[str]]:
    """([name, line] of each demanded parameter outside of the path, classes that may be its body)."""
    demanded: list[list[object]] = []
    bodies: list[str] = []
    parameters = function.child_by_field_name("parameters")
    for one in parameters.named_children if parameters is not None else []:
        kind = one.child_by_field_name("type")
        if kind is None:
            continue
        named = one.child_by_field_name("name") or (one.named_children[0] if one.named_children else one)
        name, said, value = syntax.text(named, 80), syntax.text(kind, 300), one.child_by_field_name("value")
        bodies += _OWN_CLASS.findall(said)
        if f"{{{name}}}" not in path and f"{{{name}:" not in path and _is_demanded(said, value):
            demanded.append([name, syntax.line(one)])
    return demanded, bodies


def _is_demanded(kind: str, value: Node | None) -> bool:
    if value is not None:
        written = syntax.text(value, 300)
        return written == "..." or (_DEMANDS.match(written) is not None and "default" not in written)
    if kind.startswith("Annotated["):
        return _ASKED.search(kind) is not None and "default" not in kind
    return _PLAIN.fullmatch(kind) is not None


def models(tree: Node) -> list[list[object]]:
    """[class, bases, [[field, line], ...]] of each class with bases: its annotated fields that have no default."""
    found: list[list[object]] = []
    for _, nodes in syntax.matches(tree, "python", _MODELS):
        bases = _OWN_CLASS.findall(syntax.text(nodes["bases"][0], 300))
        fields = [row for child in nodes["body"][0].named_children for row in _field(child)]
        if bases and len(found) < LIMIT:
            found.append([syntax.text(nodes["name"][0], 80), bases, fields])
    return found


def _field(statement: Node) -> Iterator[list[object]]:
    one = statement.named_children[0] if statement.type == "expression_statement" and statement.named_children else None
    if one is None or one.type != "assignment" or one.child_by_field_name("type") is None:
        return
    left, value = one.child_by_field_name("left"), one.child_by_field_name("right")
    written = syntax.text(value, 300) if value is not None else ""
    if left is None or left.type != "identifier" or "ClassVar" in syntax.text(one, 200):
        return
    if not written or (_DEMANDS.match(written) and "default" not in written):
        yield [syntax.text(left, 80), syntax.line(one)]


def newly_demanded(before: Mapping[str, Row], after: Mapping[str, Row]) -> Iterator[Finding]:
    """What operations that were there before demand now and did not then."""
    earlier, now = _of_operations(before), _of_operations(after)
    for operation, fields in now.items():
        for name, (path, line) in fields.items():
            if operation in earlier and name not in earlier[operation]:
                yield _finding(f"{operation} newly demands {name}", path, line)
    known, there = _of_bodies(before), _of_bodies(after)
    told: set[tuple[str, int]] = set()
    for body, fields in there.items():
        for name, place in fields.items():
            if body in known and name not in known[body] and place not in told:
                told.add(place)
                yield _finding(f"{body} newly demands {name}", *place)


def _finding(said: str, path: str, line: int) -> Finding:
    return Finding.at("newly-required", said, path, line=line, text=said, severity="high")


def _of_operations(code: Mapping[str, Row]) -> dict[str, Fields]:
    found: dict[str, Fields] = {}
    for path, read in code.items():
        for method, place, demanded in cast("list[list[Any]]", read.get("handlers") or []):
            fields = found.setdefault(f"{method} {plain(str(place))}", {})
            fields.update({str(name): (path, int(line)) for name, line in demanded})
    return found


def _of_bodies(code: Mapping[str, Row]) -> dict[str, Fields]:
    classes = {
        str(name): (path, bases, fields)
        for path, read in code.items()
        for name, bases, fields in cast("list[list[Any]]", read.get("models") or [])
    }
    bodies = {str(name) for read in code.values() for name in cast("list[object]", read.get("bodies") or [])}
    return {name: _whole(name, classes) for name in sorted(bodies & classes.keys())}


def _whole(name: str, classes: Mapping[str, tuple[str, Any, Any]]) -> Fields:
    """Demanded fields of a class and of those that it is made from."""
    found: Fields = {}
    todo, seen = [name], {name}
    while todo and len(seen) < DEPTH:
        path, bases, fields = classes[todo.pop()]
        for field, line in fields:
            found.setdefault(str(field), (path, int(line)))
        for base in bases:
            if base in classes and base not in seen:
                seen.add(base)
                todo.append(base)
    return found
