"""PHP: PHPUnit and Pest."""

from __future__ import annotations

import re

from tree_sitter import Node

from makegood.engine.probes.tests.dead import owner_of
from makegood.engine.probes.tests.outline import EMPTY, REAL, Is, Outline, Scope
from makegood.engine.probes.tests.truths import fluent_says_nothing, says_nothing
from makegood.engine.probes.tests.words import ASSERTING, LOST, commented_cases
from makegood.engine.syntax import line, matches, text

QUERY = """
(class_declaration name: (name) @class)
(method_declaration name: (name) @method)
(function_definition name: (name) @function)
(function_call_expression function: (name) @called arguments: (arguments) @arguments)
(member_call_expression object: (_) @object name: (name) @member arguments: (arguments) @arguments)
(scoped_call_expression scope: (_) @scope name: (name) @static arguments: (arguments) @arguments)
(namespace_use_clause (_) @module)
(comment) @comment
"""

MORE = re.compile(
    r"expect\w*|shouldReceive|shouldHave\w*|should\w*|see\w*|dontSee\w*|assert\w*|to(?:Be|Have|Equal|Match|Throw)\w*|addToAssertionCount"
)
SKIPPING = frozenset(("markTestSkipped", "markTestIncomplete"))


def outline(root: Node, reading: str) -> Outline:
    made = Outline()
    found = [{name: nodes[0] for name, nodes in each.items()} for _, each in matches(root, reading, QUERY)]
    for node in found:
        _open(made, node)
    for node in found:
        _detail(made, node)
    return made


def _open(made: Outline, node: dict[str, Node]) -> None:
    name = node.get("class") or node.get("method") or node.get("function")
    if name is not None and name.parent is not None:
        kind = Is.GROUP if "class" in node else Is.FUNCTION
        word = text(name, 200)
        head = _head(name.parent)
        if "method" in node and (word.startswith("test") or "@test" in head or re.search(r"\bTest\b", head)):
            kind = Is.CASE if _is_public(name.parent) else kind
        scope = made.scope(name.parent, kind, word)
        scope.prepares = word in ("setUp", "setUpBeforeClass", "before")
        scope.lost = kind is Is.FUNCTION and "method" in node and _is_lost(name.parent, word)
        scope.header = f"{word}()"
        if "@expectedException" in head or "expectNotToPerformAssertions" in head:
            scope.proof = REAL
    elif "called" in node and text(node["called"], 20) in ("it", "test", "describe", "beforeEach"):
        _pest(made, node["called"], node["arguments"])


def _head(definition: Node) -> str:
    """The attributes and the comment of a method: `#[Test]`, `@test`."""
    attributes = definition.child_by_field_name("attributes")
    before = definition.prev_named_sibling
    told = text(before, 2_000) if before is not None and before.type == "comment" else ""
    return (text(attributes, 400) if attributes is not None else "") + re.sub(r"@(?:te[^s]|[^te])\w*", "", told)


def _is_public(definition: Node) -> bool:
    marks = [text(child, 12) for child in definition.named_children[:8] if child.type == "visibility_modifier"]
    return not marks or marks[0] == "public"


def _is_lost(definition: Node, word: str) -> bool:
    """A test that nobody runs: private, or under a name that no runner takes."""
    if not _is_public(definition):
        return bool(re.match(r"test[A-Z_]", word))
    parameters = definition.child_by_field_name("parameters")
    return bool(LOST.fullmatch(word)) and parameters is not None and parameters.named_child_count == 0


def _pest(made: Outline, called: Node, arguments: Node) -> None:
    given = [next(iter(argument.named_children), None) for argument in arguments.named_children[:3]]
    call = called.parent
    bodies = [node for node in given if node is not None and node.type in ("anonymous_function", "arrow_function")]
    if call is None or not given or given[0] is None:
        return
    kind = {"describe": Is.GROUP, "beforeEach": Is.FUNCTION}.get(text(called, 20), Is.CASE)
    scope = made.scope(call, kind, text(given[0], 200).strip("'\"") if kind is not Is.FUNCTION else "beforeEach")
    scope.prepares = kind is Is.FUNCTION
    if not bodies and scope.kind is Is.CASE:
        scope.kind, scope.proof = Is.FUNCTION, REAL  # a higher order test: `it("...")->expect(...)`
    step = call.parent
    for _ in range(8):
        if step is None or step.type != "member_call_expression":
            return
        name, options = step.child_by_field_name("name"), step.child_by_field_name("arguments")
        if name is not None and text(name, 20) in ("skip", "todo") and options is not None:
            scope.kind = Is.CASE if kind is Is.CASE else scope.kind
            _pest_skip(scope, text(name, 20), options)
        elif name is not None and text(name, 20) == "only":
            scope.focused = True
        elif name is not None and text(name, 20) in ("throws", "throwsIf", "throwsUnless"):
            scope.proof = REAL
        step = step.parent


def _pest_skip(scope: Scope, word: str, options: Node) -> None:
    given = options.named_children[:1]
    first = next(iter(given[0].named_children), None) if given else None
    if first is None or first.type in ("string", "encapsed_string") or text(first, 10) == "true":
        scope.skip = text(first, 160).strip("'\"") if first is not None else word
    else:
        scope.conditional = True


def _detail(made: Outline, node: dict[str, Node]) -> None:
    if "member" in node:
        _member(made, node["member"], text(node["object"], 10), node["arguments"])
    elif "static" in node:
        _static(made, node["static"], text(node["scope"], 60), node["arguments"])
    elif "called" in node:
        word = text(node["called"], 100)
        if ASSERTING.match(word):
            made.asserts(node["called"], EMPTY if _expects_nothing(node["called"], node["arguments"]) else REAL)
        else:
            made.uses(node["called"], word)
    elif "module" in node:
        made.imports.add(text(node["module"], 200))
    elif "comment" in node:
        made.commented += commented_cases(text(node["comment"], 20_000), line(node["comment"]), "php")


def _member(made: Outline, name: Node, owner: str, arguments: Node) -> None:
    word = text(name, 100)
    if word in SKIPPING:
        _skip_call(made, name.parent, arguments)
    elif MORE.fullmatch(word):
        if owner != "expect" and not _hangs_on_expect(name):
            made.asserts(name, EMPTY if says_nothing(word, _given(arguments)) else REAL)
    elif owner == "$this":
        made.uses(name, f".{word}")


def _static(made: Outline, name: Node, owner: str, arguments: Node) -> None:
    word = text(name, 100)
    if word in SKIPPING:
        _skip_call(made, name.parent, arguments)
    elif ASSERTING.match(word) or owner.endswith("Assert") or MORE.fullmatch(word):
        made.asserts(name, EMPTY if says_nothing(word, _given(arguments)) else REAL)
    elif owner in ("self", "static", "parent"):
        made.uses(name, f".{word}")


def _skip_call(made: Outline, call: Node | None, arguments: Node) -> None:
    scope = owner_of(made, call) if call is not None else None
    if scope is not None and scope.kind is not Is.GROUP:
        told = re.search(r"['\"]([^'\"]{1,160})['\"]", text(arguments, 300))
        scope.skip = told.group(1) if told else "skipped"


def _given(arguments: Node) -> list[Node]:
    return [node.named_children[0] for node in arguments.named_children[:4] if node.named_child_count]


def _expects_nothing(called: Node, arguments: Node) -> bool:
    call = called.parent
    return text(called, 10) == "expect" and call is not None and fluent_says_nothing(call, _given(arguments))


def _hangs_on_expect(name: Node) -> bool:
    """The matcher of `expect(x)->toBe(1)`: the assertion was counted with `expect`."""
    call = name.parent
    return call is not None and bool(re.match(r"expect\(", text(call, 8)))
