"""What always holds, in any of the seven languages: conditions that are settled, and assertions that cannot fail."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from tree_sitter import Node

from makegood.engine.syntax import text

SETTLED = re.compile(r"(?i:((?:not\s{1,4}|!\s{0,4}){0,4})['\"]?(true|false|[01]|none|nil|null)['\"]?)")
LITERAL = re.compile(
    r"(?i:-?\d{1,18}(?:\.\d{1,18})?[lfdm]?|true|false|none|nil|null|undefined|:\w{1,60})"
    r"|[a-z]{0,2}\"[^\"{}$#]{0,200}\"|[a-z]{0,2}'[^'{}$#]{0,200}'|`[^`$]{0,200}`|\[\]|\{\}"
)
NAME = re.compile(r"[$@]?[A-Za-z_]\w{0,60}(?:(?:\.|->)\w{1,60}){0,3}")
MOCK = re.compile(r"(?:\w{1,30}\.){0,3}(?:(?:Async|Magic)?Mock|jest\.fn|vi\.fn|stub|fake)\(")
MAKES = re.compile(
    r".*(?:function|method|lambda|arrow)_?\w*(?:definition|declaration|expression)?|do_block|func_literal|method"
)
TRUTHS = re.compile(
    r"(?i:(?:assert_?)?(?:is_?)?(?:true|false|null|nil|not_?null|not_?nil|none|not_?none)|assert_?|ok_?|truthy|falsy"
    r"|refute|refute_nil|assert_?that|that|expect)"
)
PAIRS = re.compile(
    r"(?i:(?:assert_?)?(?:are_?)?(?:not_?)?(?:strict|deep|deepStrict|exactly|almost)?_?(?:equals?|same)(?:to)?"
    r"|assert_?is|eq_?|eql|is|deepis|toBe|toEqual|toStrictEqual|exactly)"
)
PASSES = frozenset(("pass", "Pass", "succeed", "addToAssertionCount"))
ANSWERS = re.compile(
    r"(?:Is|Does|Has)\.(?:Not\.)?(?:True|False|Null|EqualTo\((?:true|\d{1,9}|\"[^\"]{0,80}\")\))"
    r"|be(?:_truthy|_falsey|_nil)?|(?:be|eql?|equal)[ (]{1,2}(?:true|false|nil|\d{1,9}|'[^']{0,80}'|\"[^\"]{0,80}\")\)?"
)
"""A matcher that holds nothing of the code under test."""

CHAINS = frozenset(
    ("member_expression", "call_expression", "method_invocation", "member_access_expression", "call",
     "invocation_expression", "member_call_expression")
)  # fmt: skip
BODY_READ = 20_000


def settled(condition: Node | None) -> bool | None:
    """True or False where a condition is decided before anything runs (`True`, `1`, `not False`), else None."""
    if condition is None or condition.end_byte - condition.start_byte > 40:
        return None
    return settled_text(text(condition, 40))


def settled_text(condition: str) -> bool | None:
    found = SETTLED.fullmatch(condition.strip("() \t\n"))
    if found is None:
        return None
    negations = found.group(1).lower().count("not") + found.group(1).count("!")
    return (found.group(2).lower() in ("true", "1")) == (negations % 2 == 0)


def is_constant(node: Node) -> bool:
    """True for a literal, for a name that was set to one and to nothing else, and for a call of a mock made here."""
    said = text(node, 210).strip()
    if LITERAL.fullmatch(said):
        return True
    named = NAME.fullmatch(said.removesuffix("()"))
    if not named or "." in said or "->" in said:
        return False
    around = _body_around(node)
    made = _made_from(said.removesuffix("()").lstrip("$@"), around) if around else None
    if made is None:
        return False
    return bool(MOCK.match(made)) if said.endswith("()") else bool(LITERAL.fullmatch(made.rstrip(";, ")))


def _body_around(node: Node) -> str:
    step = node.parent
    for _ in range(40):
        if step is None or MAKES.fullmatch(step.type):
            break
        step = step.parent
    return text(step, BODY_READ) if step is not None else ""


@lru_cache(maxsize=200)
def _made_from(name: str, body: str) -> str | None:
    """What the name is set to in the body, if it is named there once more and no oftener."""
    named = rf"(?<![\w.]){re.escape(name)}(?!\w)"
    if len(re.findall(named, body)) != 2:
        return None
    found = re.search(rf"{named}(?:\s?:\s?\w{{1,40}})?\s{{0,4}}:?=(?![=>])\s{{0,4}}([^\n]{{1,200}})", body)
    return found.group(1).strip() if found else None


def is_same(left: Node, right: Node) -> bool:
    """The same name twice: `r == r`."""
    return bool(NAME.fullmatch(text(left, 100))) and text(left, 100) == text(right, 100)


def says_nothing(word: str, given: Sequence[Node]) -> bool:
    """True for `assertTrue(True)`, `assertEqual(1, 1)`, `Assert.Equal(r, r)` and the like."""
    if word in PASSES:
        return True
    if not given:
        return False
    if PAIRS.fullmatch(word):
        two = given[:2]
        return len(two) == 2 and (is_same(*two) or all(is_constant(node) for node in given))
    if not TRUTHS.fullmatch(word):
        return False
    rest = given[1:]
    return is_constant(given[0]) and (not rest or _is_plain(given[0]) or all(_answers(node) for node in rest))


def _is_plain(node: Node) -> bool:
    return settled(node) is not None and text(node, 1) not in "'\""


def _answers(node: Node) -> bool:
    return is_constant(node) or bool(ANSWERS.fullmatch(text(node, 100)))


def fluent_says_nothing(call: Node, given: Sequence[Node]) -> bool:
    """True for `expect(true).toBe(true)`, `assertThat(1).isEqualTo(1)`, `expect(r).to eq(r)`: nothing of it is ours."""
    if not given:
        return False
    others = _arguments_after(call)
    if len(others) == 1 and is_same(given[0], others[0]):
        return True
    return all(is_constant(node) for node in given) and all(_answers(node) for node in others)


def _arguments_after(call: Node) -> list[Node]:
    """What is given to the calls that hang on this one."""
    found: list[Node] = []
    step, above = call, call.parent
    for _ in range(12):
        if above is None or above.type not in CHAINS or above.start_byte != call.start_byte:
            break
        arguments = above.child_by_field_name("arguments")
        if arguments is not None and arguments.id != step.id:
            found += [_inner(node) for node in arguments.named_children[:4]]
        step, above = above, above.parent
    return found


def _inner(node: Node) -> Node:
    first = next(iter(node.named_children), None) if node.type == "argument" else None
    return first if first is not None else node
