"""Ruby: RSpec, minitest and Rails' own test cases."""

from __future__ import annotations

import re

from tree_sitter import Node

from makegood.engine.probes.tests.outline import EMPTY, REAL, Is, Outline, Scope
from makegood.engine.probes.tests.words import ASSERTING, commented_cases
from makegood.engine.syntax import line, matches, text

QUERY = """
(class name: (_) @class)
(method name: (identifier) @method)
(call method: (identifier) @called)
(body_statement (identifier) @word)
(block_body (identifier) @word)
(comment) @comment
"""

CASES = frozenset(
    ("it", "specify", "example", "scenario", "test", "its", "xit", "xspecify", "xscenario", "fit", "property")
)
GROUPS = frozenset(
    ("describe", "context", "feature", "xdescribe", "xcontext", "fdescribe", "fcontext", "shared_examples")
)
MORE = re.compile(
    r"is_expected|expect\w*|should\w*|must_\w+|wont_\w+|assert\w*|refute\w*|flunk|have_received|verify|to|not_to|to_not|and_raise"
)
BLOCKS = ("do_block", "block")
LITERALS = frozenset(("true", "integer", "string", "nil"))


def outline(root: Node, reading: str) -> Outline:
    made = Outline()
    found = [{name: nodes[0] for name, nodes in each.items()} for _, each in matches(root, reading, QUERY)]
    for node in found:
        _open(made, node)
    for node in found:
        _detail(made, node)
    return made


def _open(made: Outline, node: dict[str, Node]) -> None:
    name = node.get("class") or node.get("method")
    if name is not None and name.parent is not None:
        word = text(name, 200)
        kind = Is.GROUP if "class" in node else Is.CASE if word.startswith("test_") else Is.FUNCTION
        made.scope(name.parent, kind, word)
    elif "called" in node:
        _block(made, node["called"])


def _block(made: Outline, called: Node) -> None:
    call, word = called.parent, text(called, 60)
    block = call.child_by_field_name("block") if call is not None else None
    if call is None or block is None or word not in CASES | GROUPS:
        return
    receiver = call.child_by_field_name("receiver")
    if receiver is not None and text(receiver, 20) != "RSpec":
        return
    arguments = call.child_by_field_name("arguments")
    given = arguments.named_children[:6] if arguments is not None else []
    name = text(given[0], 200).strip("'\"") if given else text(block, 80)
    scope = made.scope(call, Is.CASE if word in CASES else Is.GROUP, name)
    if word.startswith("x"):
        scope.skip = word
    for option in given[1:]:
        _option(scope, text(option, 200))


def _option(scope: Scope, option: str) -> None:
    found = re.fullmatch(r":?(skip|pending)(?::\s{0,4}(true|['\"].{1,160}['\"]))?", option)
    if found and (option.startswith(":") or found.group(2)):
        reason = found.group(2)
        scope.skip = reason.strip("'\"") if reason and reason != "true" else found.group(1)


def _detail(made: Outline, node: dict[str, Node]) -> None:
    if "called" in node:
        _called(made, node["called"])
    elif "word" in node:
        word = text(node["word"], 60)
        if word in ("skip", "pending"):
            _skip(made, node["word"], word)
        elif MORE.fullmatch(word):
            made.asserts(node["word"])
        else:
            made.uses(node["word"], word)
    elif "comment" in node:
        made.commented += commented_cases(text(node["comment"], 20_000), line(node["comment"]), "ruby")


def _called(made: Outline, called: Node) -> None:
    word, call = text(called, 100), called.parent
    receiver = call.child_by_field_name("receiver") if call is not None else None
    arguments = call.child_by_field_name("arguments") if call is not None else None
    if word in ("skip", "pending") and receiver is None and call is not None:
        told = re.search(r"['\"]([^'\"]{1,160})['\"]", text(arguments, 300)) if arguments is not None else None
        _skip(made, call, told.group(1) if told else word)
    elif word == "require" and arguments is not None:
        made.imports.add(text(arguments, 200).strip("()'\" "))
    elif word in ("raise", "fail") and receiver is None:
        made.asserts(called)
    elif ASSERTING.match(word) or MORE.fullmatch(word):
        made.asserts(called, EMPTY if _says_nothing(word, arguments) else REAL)
    elif receiver is None or text(receiver, 5) == "self":
        made.uses(called, word)


def _skip(made: Outline, node: Node, reason: str) -> None:
    """`skip` as a statement of the case's own body; under `if` it is conditional."""
    body = node.parent
    around = body.parent if body is not None and body.type in ("body_statement", "block_body") else None
    owner = around.parent if around is not None and around.type in BLOCKS else around
    scope = made.by_node.get(owner.id) if owner is not None else None
    if scope is not None and scope.kind is Is.CASE:
        scope.skip = reason


def _says_nothing(word: str, arguments: Node | None) -> bool:
    given = arguments.named_children[:3] if arguments is not None else []
    if word == "assert" and given:
        return given[0].type == "true"
    if word in ("assert_equal",) and len(given) >= 2:
        return given[0].type in LITERALS and text(given[0], 100) == text(given[1], 100)
    return False
