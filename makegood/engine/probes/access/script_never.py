"""Middlewares and guards of JavaScript that let everybody through."""

from __future__ import annotations

import re

from tree_sitter import Node

from makegood.engine import syntax
from makegood.engine.probes.access.handler import Outline
from makegood.engine.probes.access.words import guards, snake

_NAMED = """
[(function_declaration name: (identifier) @name parameters: (_) @parameters body: (statement_block) @body)
 (variable_declarator name: (identifier) @name value: (arrow_function parameters: (_) @parameters body: (_) @body))
 (variable_declarator name: (identifier) @name value: (function_expression parameters: (_) @parameters body: (_) @body))
 (assignment_expression left: (member_expression property: (property_identifier) @name)
   right: [(arrow_function parameters: (_) @parameters body: (_) @body)
           (function_expression parameters: (_) @parameters body: (_) @body)])
 (method_definition name: (property_identifier) @name parameters: (_) @parameters body: (statement_block) @body)]
"""
_SAID = re.compile(r"^(?:console|log|logger)\b")
_OPEN = re.compile(r"(?i)allow|public|anonymous|dummy|noop|everyone|fake|mock|stub|test|debug|optional|attach|base")
_DECIDES = re.compile(
    r"^(?:can_activate|has_permission\w{0,20}|is_admin\w{0,20}|is_authori[sz]ed\w{0,20}|is_authenticated"
    r"|is_allowed\w{0,20}|is_owner\w{0,20}"
    r"|(?:check|verify|validate)_(?:permission|access|auth|role|admin|owner|token|jwt|session|user|api_key)\w{0,20}"
    r"|authori[sz]e|user_can_\w{1,30}|has_role\w{0,20}|has_access\w{0,20})$"
)


def look(root: Node, reading: str, lines: list[str], found: Outline) -> None:
    for _, nodes in syntax.matches(root, reading, _NAMED):
        name, body = syntax.text(nodes["name"][0], 80), nodes["body"][0]
        if _OPEN.search(name) or _OPEN.search(_class_of(nodes["name"][0])):
            continue
        said = _said(body)
        passes = said in (["next()"], ["return next()"]) and "next" in syntax.text(nodes["parameters"][0], 200)
        yes = said in (["return true"], ["true"], ["return Promise.resolve(true)"])
        if (passes and guards(name)) or (yes and _DECIDES.match(snake(name))):
            line = syntax.line(nodes["name"][0])
            found.certain.append(("check-always-passes", line, lines[line - 1].strip()[:300]))


def _said(body: Node) -> list[str]:
    if body.type != "statement_block":
        return [syntax.text(body, 80).rstrip(";").strip()]
    return [
        text
        for child in body.named_children
        if child.type != "comment" and not _SAID.match(text := syntax.text(child, 80).rstrip(";").strip())
    ]


def _class_of(node: Node) -> str:
    above: Node | None = node
    for _ in range(6):
        if above is None:
            return ""
        if above.type == "class_declaration":
            name = above.child_by_field_name("name")
            return syntax.text(name, 80) if name is not None else ""
        above = above.parent
    return ""
