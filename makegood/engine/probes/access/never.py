"""Checks that never refuse: always true, short-circuited, switched off, a token that is read and not verified."""

from __future__ import annotations

import re

from tree_sitter import Node

from makegood.engine import syntax
from makegood.engine.probes.access.decorated import Decorated
from makegood.engine.probes.access.handler import Outline
from makegood.engine.probes.access.words import guards, snake

LIMIT = 40
_DECIDES = re.compile(
    r"^(?:has(?:_\w{1,30})?_permission|has_(?:perm|access|role)\w{0,20}|can_\w{1,40}|is_admin\w{0,20}|is_owner\w{0,20}"
    r"|is_allowed\w{0,20}|is_authori[sz]ed\w{0,20}|is_authenticated|is_logged_in|is_staff\w{0,10}|is_superuser"
    r"|(?:check|verify|validate|require|ensure)_(?:permission|access|auth|role|admin|owner|token|jwt|session|user"
    r"|api_key|signature)\w{0,20}|authori[sz]e\w{0,20}|authenticate|test_func|can_activate|permit\w{0,20}"
    r"|token_is_valid|is_valid_token|user_has_\w{1,30}|user_can_\w{1,30})$"
)
_PEOPLE = re.compile(r"(?i)user|request|permission|polic(?:y|ies)\b|auth|member|account|customer|staff|tenant|visitor")
"""What `can_write_metadata` of a tool for pictures can do is no right of anybody."""
_OPEN_BY_NAME = re.compile(
    r"(?i)allow|public|anonymous|null|dummy|noop|everyone|open|fake|mock|stub|test|debug|safe|base|abstract"
    r"|default|read_?only|always"
)
_ASKS = (
    r"[\w.$()\[\]'\" =!]{0,60}(?:user|admin|auth|staff|role|permission|owner|login|logged|token|session"
    r"|access)[\w.$()\[\]'\", =!]{0,60}"
)
_SHORT = {
    "python": re.compile(
        rf"(?mi)^[ \t]{{0,60}}(?:el)?if[ (](?:True or |1 or )(?:not )?{_ASKS}\)?:|^[ \t]{{0,60}}(?:el)"
        rf"?if[ (]{_ASKS} or (?:True|1)\)?:"
        rf"|^[ \t]{{0,60}}(?:el)?if[ (](?:False and |0 and ){_ASKS}\)?:|^[ \t]{{0,60}}(?:el)"
        rf"?if[ (]{_ASKS} and (?:False|0)\)?:"
        rf"|^[ \t]{{0,60}}return (?:True or {_ASKS}|{_ASKS} or True)[ \t]*$"
    ),
    "script": re.compile(
        rf"(?mi)\bif\s?\(\s?(?:true|1)\s?\|\|\s?!?{_ASKS}|\bif\s?\(\s?!?{_ASKS}\|\|\s?(?:true|1)\s?\)"
        rf"|\bif\s?\(\s?(?:false|0)\s?&&\s?!?{_ASKS}|\bif\s?\(\s?!?{_ASKS}&&\s?(?:false|0)\s?\)"
        rf"|\breturn (?:true\s?\|\|\s?{_ASKS}|{_ASKS}\|\|\s?true)\s?;?[ \t]*$"
    ),
}
_UNVERIFIED = {
    "python": re.compile(
        r"['\"]verify_signature['\"]\s?:\s?False|\bjwt\.decode\((?:[^()]|\([^()]{0,80}\)){0,300}\bverify\s?=\s?False"
        r"|algorithms?\s?=\s?\[?\s?['\"](?i:none)['\"]|\bget_unverified_claims\("
    ),
    "script": re.compile(
        r"algorithms?\s?:\s?\[?\s?['\"`]none['\"`]|\b(?:jwt|jsonwebtoken)\.decode\("
    ),
}  # fmt: skip
_VERIFIES = {
    "python": re.compile(r"\bjwt\.decode\(\s{0,40}[\w.]{1,60},\s{0,40}(?!options|verify)[\w.\[(]"),
    "script": re.compile(r"\.verify\(|jwtVerify\("),
}
_ASKED_WITHIN = re.compile(r"def \w{0,40}(?:verify|auth|login|user|current|require|check|identity)\w{0,40}\(")
"""A token may be read unverified to learn who made it, where the same file verifies it afterwards."""
_LOGS = re.compile(r"^(?:print|log|logger|logging|console)\b")
_SERVER = re.compile(r"\b(?:req|request|ctx|res|next|reply)\b")


def look_at_python(one: Decorated, owner: str, lines: list[str], found: Outline) -> None:
    """A function that decides and answers yes in any case, or a decorator that lets everybody through."""
    if one.node.type != "function_definition" or _OPEN_BY_NAME.search(owner) or _OPEN_BY_NAME.search(one.name):
        return
    name = snake(one.name)
    body = one.node.child_by_field_name("body")
    if body is None or any("abstract" in text or "overload" in text for text in one.decorators):
        return
    said = [
        " ".join(syntax.text(child, 200).split())
        for child in body.named_children
        if child.type != "comment" and not (child.type == "expression_statement" and _is_said(child.named_children))
    ]
    describes = name == "is_authenticated" and "property" in one.decorators
    able = name.startswith("can_") and not _PEOPLE.search("\n".join(lines))
    if said == ["return True"] and _DECIDES.match(name) and not describes and not able:
        _tell("check-always-passes", syntax.line(one.node), lines, found)
    elif len(body.named_children) <= 4 and guards(one.name):
        wrapper = next((child for child in body.named_children if _function(child) is not None), None)
        if wrapper is not None and said[-1].startswith("return") and _only_calls(wrapper, one.parameters):
            _tell("check-always-passes", syntax.line(one.node), lines, found)


def _is_said(children: list[Node]) -> bool:
    return bool(children) and (children[0].type == "string" or bool(_LOGS.match(syntax.text(children[0], 40))))


def _function(node: Node) -> Node | None:
    inner = node.child_by_field_name("definition") if node.type == "decorated_definition" else node
    return inner if inner is not None and inner.type == "function_definition" else None


def _only_calls(wrapper: Node, parameters: str) -> bool:
    """`def wrapper(*args): return view(*args)`: nothing is asked."""
    inner = _function(wrapper)
    body = inner.child_by_field_name("body") if inner is not None else None
    given = re.match(r"\(\s{0,20}(\w{1,60})", parameters)
    if body is None or given is None:
        return False
    said = [
        child
        for child in body.named_children
        if child.type != "comment" and not (child.type == "expression_statement" and _is_said(child.named_children))
    ]
    return len(said) == 1 and bool(re.match(rf"return (?:await )?{given.group(1)}\(", syntax.text(said[0], 200)))


def look_at_text(text: str, dialect: str, found: Outline) -> None:
    """Conditions with a literal, and tokens that are read without being verified."""
    lines = text.split("\n")
    for match in _SHORT[dialect].finditer(text):
        begin = match.start() + len(match[0]) - len(match[0].lstrip())
        line = text.count("\n", 0, begin) + 1
        if not lines[line - 1].lstrip().startswith(("#", "//", "*")):
            _tell("check-short-circuited", line, lines, found)
    verifies = _VERIFIES[dialect].search(text) or (dialect == "script" and not _SERVER.search(text))
    for match in _UNVERIFIED[dialect].finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        before = text[match.start() : match.start() + 120]
        if lines[line - 1].lstrip().startswith(("#", "//", "*")) or ("complete" in before and ".decode(" in match[0]):
            continue
        if (
            verifies
            and "none" not in match[0].lower()
            and (dialect == "script" or not _ASKED_WITHIN.search(_around(lines, line)))
        ):
            continue
        _tell("token-not-verified", line, lines, found)


def _around(lines: list[str], line: int) -> str:
    """The head of the function around a line."""
    for number in range(line - 1, max(-1, line - 200), -1):
        if re.match(r"\s{0,12}(?:async )?def ", lines[number]):
            return lines[number]
    return ""


def _tell(rule: str, line: int, lines: list[str], found: Outline) -> None:
    if len(found.certain) < LIMIT and not any(row[:2] == (rule, line) for row in found.certain):
        found.certain.append((rule, line, lines[line - 1].strip()[:300]))
