"""Descriptions that stand in the repository: OpenAPI and Swagger in full, GraphQL, AsyncAPI and protobuf by name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from makegood.engine.notation import Node, NotRead, read

Shape = dict[str, list[object]]
"""place -> [type, required, enum values, line]"""

DEPTH = 7
SHAPE_LIMIT = 300
OPERATIONS = 600
VERBS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_SNIFF = re.compile(rb"^\s*[\"']?(openapi|swagger|asyncapi)[\"']?\s*:", re.MULTILINE)
_SDL = re.compile(rb"^\s*(?:extend\s+)?type\s+(?:Query|Mutation)\b|^schema\s*\{", re.MULTILINE)
_SERVICE = re.compile(rb"^\s*service\s+\w+\s*\{", re.MULTILINE)


def describe(content: bytes, reading: str) -> object:
    """{"kind", "line", "operations", "parts", "cut"} of a description, {"broken"} of an unreadable one, else None."""
    if reading in ("graphql", "proto"):
        match = (_SDL if reading == "graphql" else _SERVICE).search(content)
        if match is None:
            return None
        line = content.count(b"\n", 0, match.start()) + 1
        return {"kind": "GraphQL" if reading == "graphql" else "protobuf", "line": line, "operations": {}}
    if _SNIFF.search(content[:20_000]) is None:
        return None
    try:
        root = read(content)
    except NotRead as why:
        return {"broken": str(why)}
    kind = next((name for name in ("openapi", "swagger", "asyncapi") if root.get(name) is not None), None)
    if kind is None:
        return None
    reader = _Reader(root)
    names = {"openapi": "OpenAPI", "swagger": "Swagger", "asyncapi": "AsyncAPI"}
    operations = reader.operations() if kind != "asyncapi" else {}
    line = next(key.line for name, key, _ in root.entries() if name == kind)
    return {"kind": names[kind], "line": line, "operations": operations, "base": _base(root), "cut": reader.cut}


def _base(root: Node) -> str:
    servers = root.get("servers")
    first = servers.items[0].get("url") if servers is not None and servers.items else root.get("basePath")
    text = (first.text or "") if first is not None else ""
    return re.sub(r"^\w+://[^/]*", "", text).rstrip("/")[:200]


@dataclass(slots=True)
class _Reader:
    """Walks one description with a stack of its own; `cut` says that not everything was kept."""

    root: Node
    cut: bool = False
    known: dict[str, Node | None] = field(default_factory=dict)

    def operations(self) -> dict[str, dict[str, object]]:
        found: dict[str, dict[str, object]] = {}
        for path, _, item in (self.root.get("paths") or Node(0)).entries():
            item = self.resolve(item)
            shared = self._parameters(item)
            if item.get("$ref") is not None:
                self.cut = True  # described in a file of its own
            for verb, key, operation in item.entries():
                if verb in VERBS:
                    found[f"{verb.upper()} {path[:300]}"] = self._operation(key.line, operation, shared)
            if len(found) >= OPERATIONS:
                self.cut = True
                break
        return found

    def _operation(self, line: int, operation: Node, shared: Shape) -> dict[str, object]:
        taken = {**shared, **self._parameters(operation)}
        body = operation.get("requestBody")
        if body is not None:
            body = self.resolve(body)
            needed = body.get("required")
            demanded = needed is not None and needed.is_true()
            taken["body"] = ["body", demanded, [], body.line]
            taken.update(self.shape(self._schema(body), "body"))
        given: Shape = {}
        for status, key, answer in (operation.get("responses") or Node(0)).entries():
            if status.startswith("2"):
                given[status] = ["answer", True, [], key.line]
                given.update(self.shape(self._schema(self.resolve(answer)), status))
        return {"line": line, "in": taken, "out": given}

    def _parameters(self, owner: Node) -> Shape:
        found: Shape = {}
        parameters = owner.get("parameters")
        for item in parameters.items or [] if parameters is not None else []:
            item = self.resolve(item)
            name, place = _text(item.get("name")), _text(item.get("in"))
            needed = item.get("required")
            required = needed is not None and needed.is_true()
            if place == "body":
                found["body"] = ["body", required, [], item.line]
                found.update(self.shape(item.get("schema"), "body"))
            elif name:
                schema = self.resolve(item.get("schema") or item)
                # How a part of the path is called is nothing that a client can see.
                key = f"{place} {name[:100]}" if place != "path" else f"path {len(found)}"
                found[key] = [_type(schema), required or place == "path", _values(schema), item.line]
        return found

    def _schema(self, owner: Node) -> Node | None:
        kinds = [(name, value) for name, _, value in (owner.get("content") or Node(0)).entries()]
        chosen = next((value for name, value in kinds if "json" in name), kinds[0][1] if kinds else None)
        return chosen.get("schema") if chosen is not None else owner.get("schema")

    def shape(self, schema: Node | None, prefix: str) -> Shape:
        """Every field below a schema by its place: `body.lines[].product`."""
        found: Shape = {}
        waiting: list[tuple[Node, str, bool, int]] = [(schema, prefix, True, 0)] if schema is not None else []
        while waiting:
            node, place, required, depth = waiting.pop()
            if depth > DEPTH or len(found) > SHAPE_LIMIT:
                self.cut = self.cut or len(found) > SHAPE_LIMIT
                continue
            line = node.line
            node = self.resolve(node)
            if place != prefix:
                found.setdefault(place, [_type(node), required, _values(node), line])
            for part in (node.get("allOf") or Node(0)).items or []:
                waiting.append((part, place, required, depth + 1))
            if (items := node.get("items")) is not None:
                waiting.append((items, f"{place}[]", required, depth + 1))
            needed = (
                set((node.get("required") or Node(0)).words()) if (node.get("required") or Node(0)).items else set()
            )
            for name, _, value in (node.get("properties") or Node(0)).entries():
                waiting.append((value, f"{place}.{name[:100]}", name in needed, depth + 1))
        return found

    def resolve(self, node: Node) -> Node:
        """What `$ref` points to within the same file, at most ten steps."""
        for _ in range(10):
            pointer = _text(node.get("$ref"))
            if not pointer.startswith("#/"):
                return node
            if pointer not in self.known:
                names = [part.replace("~1", "/").replace("~0", "~") for part in pointer[2:].split("/")]
                self.known[pointer] = self.root.get(*names)
            target = self.known[pointer]
            if target is None:
                return node
            node = target
        return node


def _text(node: Node | None) -> str:
    return (node.text or "") if node is not None else ""


def _type(schema: Node) -> str:
    kind = schema.get("type")
    if kind is None:
        return "any" if schema.get("properties") is None else "object"
    return "|".join(sorted(word for word in kind.words() if word != "null"))[:100]


def _values(schema: Node) -> list[str]:
    values = schema.get("enum")
    return sorted(word[:100] for word in values.words()[:200]) if values is not None else []
