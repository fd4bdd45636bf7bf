"""JavaScript functions: how they are called, and whether a block always leaves."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tree_sitter import Node

from makegood.engine import syntax
from makegood.engine.probes.injection.labels import Label

_REQUIRED = re.compile(
    r"^(?:await )?(?:require|import)\([\"'`](?:node:)?([\w@/.-]{1,100})[\"'`]\)(?:\.(\w{1,60})(?![\w.(]))?"
)
_PROMISED = re.compile(r"^(?:util\.)?promisify\((.{1,140})\)$")
_ENDS = ("return_statement", "throw_statement", "continue_statement", "break_statement")


def is_before_the_answer(parameter: Node) -> bool:
    """Its next parameter is the answer."""
    following = parameter.next_named_sibling
    return following is not None and syntax.text(following, 12).startswith(("res", "reply", "_res"))


def is_asked(label: Label) -> bool:
    return label.source.endswith((".query", ".params"))


def name_of(node: Node) -> str:
    name = node.child_by_field_name("name")
    if name is not None:
        return syntax.text(name, 80)
    parent = node.parent
    if parent is None:
        return ""
    field = {"variable_declarator": "name", "assignment_expression": "left", "pair": "key"}.get(parent.type)
    owner = parent.child_by_field_name(field) if field else None
    return syntax.text(owner, 80).rpartition(".")[2] if owner is not None else ""


def always_leaves(block: Node) -> bool:
    last = block
    if block.type == "statement_block":
        children = [child for child in block.named_children if child.type != "comment"]
        if not children:
            return False
        last = children[-1]
    return last.type in _ENDS or syntax.text(last, 20).startswith(("process.exit(", "next("))


def imported(node: Node) -> dict[str, str]:
    """What names mean after `import a, { b as c } from "d"`: a -> d, c -> d.b."""
    found = {}
    source = node.child_by_field_name("source")
    module = syntax.text(source, 120).strip("\"'`").removeprefix("node:") if source is not None else ""
    for child, _ in syntax.walk(node):
        if child.type == "import_specifier":
            name = child.child_by_field_name("name")
            alias = child.child_by_field_name("alias") or name
            if name is not None and alias is not None:
                found[syntax.text(alias, 80)] = f"{module}.{syntax.text(name, 80)}"
        elif child.type == "identifier" and child.parent is not None and child.parent.type != "import_specifier":
            found[syntax.text(child, 80)] = module
    return found


def required(name: Node, value: Node, known: Mapping[str, str]) -> dict[str, str]:
    """What names mean after `{ exec } = require("child_process")`, `require("x").exec` or `promisify(exec)`."""
    written = syntax.text(value, 160)
    promised = _PROMISED.match(written)
    written = promised.group(1) if promised else written
    if promised and name.type == "identifier" and written in known:
        return {syntax.text(name, 80): known[written]}
    module = required_at_once(written)
    if not module:
        return {}
    if name.type == "identifier":
        return {syntax.text(name, 80): module}
    found = {}
    for child in name.named_children:
        key, alias = child.child_by_field_name("key"), child.child_by_field_name("value")
        first, second = syntax.text(key or child, 80), syntax.text(alias or child, 80)
        found[second] = f"{module}.{first}"
    return found


def required_at_once(written: str) -> str:
    """`child_process.exec` of `require("child_process").exec`, empty where nothing is required."""
    match = _REQUIRED.match(written)
    return ".".join(filter(None, match.groups())) if match else ""
