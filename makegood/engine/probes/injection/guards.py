"""Conditions that make a value harmless: it stands in a list, is digits only, fits a pattern, is one literal."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tree_sitter import Node

from makegood.engine import syntax

DEPTH = 8
NOBODY: frozenset[str] = frozenset()
Sides = tuple[frozenset[str], frozenset[str]]
"""Names that are harmless where the condition holds, and where it does not."""

_NAME = r"[A-Za-z_$][\w$.]{0,80}(?:\[['\"][\w-]{1,40}['\"]\])?"
_TRUSTS = r"_{0,2}(?:is_|url_has_|check_)?(?:safe|valid|allow|allowed|trusted|permitted)\w{0,60}"
_PYTHON = (
    (re.compile(rf"^(?:f?['\"](?:\.\.[/\\]?|/|;|\\?['\"])['\"]) in ({_NAME})(?:\[[\d:-]{{1,8}}\])?$"), False),
    (re.compile(rf"^({_NAME}) not in [\w.({{\[]"), False),
    (re.compile(rf"^({_NAME}) in [\w.({{\[]"), True),
    (re.compile(rf"^({_NAME})\.(?:isdigit|isalnum|isnumeric|isdecimal|isidentifier|isalpha)\(\)$"), True),
    (re.compile(rf"^(?:re|\w+)\.(?:match|fullmatch)\((?:[^,()]{{1,200}}, ?)?({_NAME})\)"), True),
    (re.compile(rf"^(?:\w{{1,60}}\.){{0,3}}{_TRUSTS}\((?:url=)?({_NAME})"), True),
    (re.compile(rf"^(?:[\w.]{{1,40}}\.)?url(?:parse|split)\(({_NAME})\)\.(?:hostname|netloc) (?:not in|!=)"), False),
    (re.compile(rf"^(?:[\w.]{{1,40}}\.)?url(?:parse|split)\(({_NAME})\)\.(?:hostname|netloc) (?:in|==)"), True),
    (re.compile(rf"^({_NAME}) == ['\"\d]"), True),
    (re.compile(rf"^({_NAME}) != ['\"\d]"), False),
    (re.compile(rf"^(?:os\.path\.\w+\(|str\()?({_NAME})\)?\.startswith\([A-Za-z_]"), True),
    (re.compile(rf"^({_NAME})\.is_relative_to\("), True),
)  # fmt: skip
_SCRIPT = (
    (re.compile(rf"^({_NAME})\.includes\(['\"](?:\.\.[/\\]?|/)['\"]\)$"), False),
    (re.compile(rf"^[\w$.\[\]'\", ]{{1,200}}\.(?:includes|has|hasOwnProperty)\(({_NAME})\)$"), True),
    (re.compile(rf"^[\w$.\[\]'\", ]{{1,200}}\.indexOf\(({_NAME})\) ?(?:>|!==?) ?-1$"), True),
    (re.compile(rf"^[\w$.\[\]'\", ]{{1,200}}\.indexOf\(({_NAME})\) ?===? ?-1$"), False),
    (re.compile(rf"^(?:/.{{1,300}}/[a-z]{{0,6}}|[\w$.]{{1,80}})\.test\(({_NAME})\)$"), True),
    (re.compile(rf"^(?:[\w.]{{1,60}}\.)?is(?:Integer|Safe|Valid|Allowed|Redirect|Trusted)\w*\(({_NAME})"), True),
    (re.compile(rf"^validator\.is\w+\(({_NAME})"), True),
    (re.compile(rf"^(?:Number\.)?isNaN\(({_NAME})\)$"), False),
    (re.compile(rf"^({_NAME}) ?===? ?['\"\d]"), True),
    (re.compile(rf"^({_NAME}) ?!==? ?['\"\d]"), False),
    (re.compile(rf"^({_NAME})\.startsWith\((?:[A-Za-z_$]|`\$\{{)"), True),
    (re.compile(rf"^({_NAME}) in [A-Za-z_$]"), True),
)  # fmt: skip
_PARSED = re.compile(
    r"(?:urlparse|urlsplit|new URL|path\.resolve|path\.join|realpath|abspath|url\.parse)"
    rf"\((?:\w{{1,40}}, ?)?({_NAME})[,)]"
)
PATTERNS: Mapping[str, tuple[tuple[re.Pattern[str], bool], ...]] = {"python": _PYTHON, "script": _SCRIPT}


def checked(node: Node | None, dialect: str, written: Mapping[str, str], depth: int = 0) -> Sides:
    """Which names the condition makes harmless. Conditions nested deeper than DEPTH check nothing.

    `written` is what was last assigned to each name: a check of the host of `url = urlparse(address)` checks `address`.
    """
    if node is None or depth > DEPTH:
        return NOBODY, NOBODY
    inner = _unwrapped(node)
    if inner.type in ("not_operator", "unary_expression"):
        if inner.type == "unary_expression" and not (inner.text or b"").startswith(b"!"):
            return NOBODY, NOBODY
        yes, no = checked(inner.child_by_field_name("argument"), dialect, written, depth + 1)
        return no, yes
    operator = _operator(inner)
    if operator in ("and", "or", "&&", "||"):
        left = checked(inner.child_by_field_name("left"), dialect, written, depth + 1)
        right = checked(inner.child_by_field_name("right"), dialect, written, depth + 1)
        if operator in ("and", "&&"):
            return left[0] | right[0], _on_either(inner, left[1], right[1])
        return NOBODY, left[1] | right[1]
    return _leaf(inner, dialect, written)


def _on_either(node: Node, left: frozenset[str], right: frozenset[str]) -> frozenset[str]:
    """Names that are harmless whichever of two parts fails: one part checks them, the other says they are one value.

    `if (path !== root && !path.startsWith(root + sep)) return` leaves nothing outside of `root`.
    """
    texts = [syntax.text(side, 300) if side is not None else "" for side in (
        node.child_by_field_name("left"), node.child_by_field_name("right"),
    )]  # fmt: skip
    return frozenset(
        name
        for name in left | right
        if (name in left and name in right)
        or re.match(rf"{re.escape(name)} ?!==? ?[A-Za-z_$][\w$.]{{0,60}}$", texts[0 if name in right else 1])
    )


def _unwrapped(node: Node) -> Node:
    while node.type == "parenthesized_expression" and node.named_child_count == 1:
        child = node.named_child(0)
        if child is None:
            break
        node = child
    return node


def _operator(node: Node) -> str:
    if node.type not in ("boolean_operator", "binary_expression"):
        return ""
    operator = node.child_by_field_name("operator")
    return syntax.text(operator, 8) if operator is not None else ""


def _leaf(node: Node, dialect: str, written: Mapping[str, str]) -> Sides:
    condition = " ".join(syntax.text(node, 400).split())
    for pattern, holds in PATTERNS[dialect]:
        match = pattern.search(condition)
        if match:
            name = match.group(1)
            base = name.partition(".")[0]
            parsed = _PARSED.search(written.get(base, ""))
            names = frozenset((name, base, parsed.group(1))) if parsed else frozenset((name,))
            return (names, NOBODY) if holds else (NOBODY, names)
    return NOBODY, NOBODY
