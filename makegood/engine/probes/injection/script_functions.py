"""JavaScript functions: how they are called, and whether a block always leaves."""

from __future__ import annotations

from tree_sitter import Node

from makegood.engine import syntax
from makegood.engine.probes.injection.labels import Label

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
