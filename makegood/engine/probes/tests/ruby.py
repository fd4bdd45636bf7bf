"""Ruby: RSpec, minitest and Rails' own test cases."""

from __future__ import annotations

import re

from tree_sitter import Node

from makegood.engine.probes.tests.dead import owner_of
from makegood.engine.probes.tests.outline import EMPTY, REAL, Is, Outline, Scope
from makegood.engine.probes.tests.truths import fluent_says_nothing, says_nothing
from makegood.engine.probes.tests.words import ASSERTING, LOST, commented_cases
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
    (
        "it",
        "specify",
        "example",
        "scenario",
        "test",
        "its",
        "xit",
        "xspecify",
        "xscenario",
        "fit",
        "fspecify",
        "fexample",
        "property",
    )
)
GROUPS = frozenset(
    ("describe", "context", "feature", "xdescribe", "xcontext", "fdescribe", "fcontext", "shared_examples")
)
SKIPPED = frozenset(("skip", "pending"))
SETUPS = frozenset(("before", "setup", "background"))
FOCUSED = frozenset(("fit", "fdescribe", "fcontext", "fspecify", "fexample"))
MORE = re.compile(
    r"is_expected|expect\w*|should\w*|must_\w+|wont_\w+|assert\w*|refute\w*|flunk|have_received|verify|to|not_to|to_not|and_raise"
)


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
        case = word.startswith("test_") and name.parent.child_by_field_name("parameters") is None
        kind = Is.GROUP if "class" in node else Is.CASE if case else Is.FUNCTION
        scope = made.scope(name.parent, kind, word)
        scope.prepares = word == "setup"
        scope.lost = (
            kind is Is.FUNCTION and bool(LOST.fullmatch(word)) and "(" not in text(name.parent, 120).partition("\n")[0]
        )
    elif "called" in node:
        _block(made, node["called"])


def _block(made: Outline, called: Node) -> None:
    call, word = called.parent, text(called, 60)
    block = call.child_by_field_name("block") if call is not None else None
    receiver = call.child_by_field_name("receiver") if call is not None else None
    if call is None or (receiver is not None and text(receiver, 20) != "RSpec"):
        return
    arguments = call.child_by_field_name("arguments")
    given = arguments.named_children[:6] if arguments is not None else []
    if word in SETUPS and block is not None:
        made.scope(call, Is.FUNCTION, word).prepares = not given or text(given[0], 10) in (":each", ":all", ":example")
    elif _names_a_case(word, given) and (block is not None or _is_planned(call, word, given)):
        name = text(given[0], 200).strip("'\"") if given else text(block, 80) if block is not None else ""
        scope = made.scope(call, Is.GROUP if word in GROUPS else Is.CASE, name)
        scope.focused = word in FOCUSED
        if block is None:
            scope.skip = "it has a name and no body"
        elif word.startswith("x") or word in SKIPPED:
            scope.skip = word
        for option in given[1:] if block is not None else ():
            _option(scope, text(option, 200))


def _names_a_case(word: str, given: list[Node]) -> bool:
    """Of RSpec, minitest, or of shoulda: `should "answer" do`, as jekyll has it. RSpec's `should eq(3)` has no name."""
    return word in CASES | GROUPS | SKIPPED or (word == "should" and len(given) == 1 and given[0].type == "string")


def _is_planned(call: Node, word: str, given: list[Node]) -> bool:
    """`it "does this"` as a statement of its own, inside a group."""
    body = call.parent
    stands_alone = body is not None and body.type in ("body_statement", "block_body")
    return (
        word in ("it", "specify", "scenario", "example")
        and stands_alone
        and len(given) == 1
        and given[0].type == "string"
    )


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
    if word in SKIPPED and receiver is None and call is not None:
        if call.child_by_field_name("block") is not None:
            return
        told = re.search(r"['\"]([^'\"]{1,160})['\"]", text(arguments, 300)) if arguments is not None else None
        _skip(made, call, told.group(1) if told else word)
    elif word == "require" and arguments is not None:
        made.imports.add(text(arguments, 200).strip("()'\" "))
    elif word in ("raise", "fail") and receiver is None:
        made.asserts(called)
    elif word == "should" and call is not None and call.child_by_field_name("block") is not None:
        return  # the name of a test, which proves nothing by itself
    elif ASSERTING.match(word) or MORE.fullmatch(word):
        made.asserts(called, EMPTY if call is not None and _says_nothing(word, call) else REAL)
    elif receiver is None or text(receiver, 5) == "self":
        made.uses(called, word)


def _skip(made: Outline, node: Node, reason: str) -> None:
    """`skip` as a statement of the case's own body; under `if` it is conditional."""
    scope = owner_of(made, node)
    if scope is not None and (scope.kind is Is.CASE or scope.prepares):
        scope.skip = reason


def _says_nothing(word: str, call: Node) -> bool:
    arguments = call.child_by_field_name("arguments")
    given = arguments.named_children[:3] if arguments is not None else []
    if word == "expect":
        return fluent_says_nothing(call, given)
    if word in ("to", "not_to", "to_not"):
        expected = call.child_by_field_name("receiver")
        inner = expected.child_by_field_name("arguments") if expected is not None and expected.type == "call" else None
        return inner is not None and fluent_says_nothing(inner.parent or inner, inner.named_children[:2])
    return says_nothing(word, given)
