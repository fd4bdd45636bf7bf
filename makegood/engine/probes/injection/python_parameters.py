"""Python functions: what their parameters hold, and whether a block always leaves."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tree_sitter import Node

from makegood.engine import syntax
from makegood.engine.probes.injection import python_rules
from makegood.engine.probes.injection.labels import CLEAN, Label, Taint

_TYPED_ROUTE = r"<(?:int|float|uuid)(?:\([^)]{0,40}\))?:%s>"
_LEAVES_FUNCTION = ("return_statement", "raise_statement", "continue_statement", "break_statement")
_LEAVING_CALLS = ("abort(", "flask.abort(", "sys.exit(", "exit(", "quit(", "self.fail(")
_IS_BODY = re.compile(r"body|payload|data|item|form|params|input|dto|\w{1,40}_(?:in|data|body|create|update)$")
_BODY_TYPE = re.compile(
    r"^[A-Z]\w*(?:In|Create|Update|Request|Payload|Schema|Body|Input|Model|Form|Query|Params|DTO|Dto)$"
)
_OF_ITSELF = ("self", "cls")
_REQUEST = ("request", "req")


def held(parameter: tuple[str, str], routes: list[str], node: Node, before: Mapping[str, Taint | None]) -> Taint | None:
    """What a parameter (name, annotation) holds: something from outside in a handler, nothing where it is a number.

    None where a caller decides. `before` are the parameters that stand before it, `routes` its route decorators.
    """
    name, kind = parameter
    if python_rules.PLAIN_TYPES.match(kind) or name in (*_OF_ITSELF, *_REQUEST):
        return CLEAN
    if routes:
        return _address(name, node) if _is_asked(name, kind, "".join(routes)) else CLEAN
    first = next((key for key in before if key not in _OF_ITSELF), "")
    if first in _REQUEST and not kind and name not in python_rules.NOT_BOUND and not name.endswith(("pk", "id")):
        # A part of an address holds no slash, so it names no other site.
        return frozenset(label._replace(cleared=frozenset(("redirect",))) for label in _address(name, node))
    return None


def _is_asked(name: str, kind: str, routes: str) -> bool:
    if re.search(_TYPED_ROUTE % re.escape(name), routes):
        return False
    if kind.startswith("UploadFile") or (_IS_BODY.match(name) and _BODY_TYPE.search(kind)):
        return True
    in_address = any(form in routes for form in (f":{name}>", f"<{name}>", f"{{{name}"))
    return in_address or kind.startswith(("str", "Optional[str", "Annotated[str"))


def _address(name: str, node: Node) -> Taint:
    return frozenset({Label(f"the address parameter {name}", syntax.line(node))})


def parameters_of(node: Node) -> list[tuple[str, str]]:
    """(name, annotation) of each parameter."""
    found = []
    parameters = node.child_by_field_name("parameters")
    for child in parameters.named_children if parameters is not None else []:
        kind = child.child_by_field_name("type")
        first = child.named_children[0] if child.named_children else None
        name = child.child_by_field_name("name") or (child if child.type == "identifier" else first)
        if name is not None and child.type not in ("comment", "keyword_separator", "positional_separator"):
            found.append((syntax.text(name, 80).lstrip("*"), syntax.text(kind, 120) if kind is not None else ""))
    return found


def always_leaves(block: Node) -> bool:
    """Whether the block always leaves the function or the round of the loop."""
    last = next((child for child in reversed(block.named_children) if child.type != "comment"), None)
    if last is None:
        return False
    return last.type in _LEAVES_FUNCTION or syntax.text(last, 20).startswith(_LEAVING_CALLS)


def imported(node: Node) -> dict[str, str]:
    """What names mean after an import: `from a.b import c as d` gives d -> a.b.c; dots of relative ones stay."""
    found = {}
    module = node.child_by_field_name("module_name")
    before = syntax.text(module, 120) + "." if module is not None else ""
    for name in node.children_by_field_name("name"):
        alias = name.child_by_field_name("alias")
        inner = name.child_by_field_name("name") if alias is not None else name
        full = before + syntax.text(inner, 120) if inner is not None else ""
        if alias is not None:
            found[syntax.text(alias, 80)] = full
        elif before:
            found[syntax.text(name, 80)] = full
    return found
