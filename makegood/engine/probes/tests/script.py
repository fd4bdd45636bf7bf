"""JavaScript and TypeScript: jest, vitest, mocha, jasmine, node's own runner, tap, Playwright and Cypress."""

from __future__ import annotations

import re

from tree_sitter import Node

from makegood.engine.probes.tests.dead import owner_of
from makegood.engine.probes.tests.outline import EMPTY, REAL, Is, Outline, Scope
from makegood.engine.probes.tests.truths import fluent_says_nothing, says_nothing, settled
from makegood.engine.probes.tests.words import ASSERTING, commented_cases
from makegood.engine.syntax import line, matches, text

QUERY = """
(call_expression function: (_) @callee arguments: (arguments) @arguments)
(function_declaration name: (identifier) @function)
(variable_declarator name: (identifier) @function value: [(arrow_function) (function_expression)])
(method_definition name: (property_identifier) @function)
(throw_statement) @throw
(member_expression object: (_) property: (property_identifier) @should (#eq? @should "should"))
(arguments (identifier) @passed)
(pair value: (identifier) @passed)
(import_statement source: (string (string_fragment) @module))
(variable_declarator name: (identifier) @alias value: (member_expression) @aliased)
(comment) @comment
"""

CASE = re.compile(
    r"(?:Deno\.|QUnit\.)?(?:it|test|specify|fit|xit|xtest|xspecify|ftest)"
    r"(?!(?:\.\w{1,20}){0,2}\.(?:before|after|describe|step|use|extend|setTimeout|suite)(?![a-z]))(\.\w{1,20}){0,3}"
)
GROUP = re.compile(
    r"(?:test\.)?(?:describe|context|suite|fdescribe|xdescribe|xcontext|xsuite)(?!\.configure)(\.\w{1,20}){0,3}"
)
BEFORE = (
    "beforeEach",
    "before",
    "beforeAll",
    "setup",
    "test.beforeEach",
    "test.before",
    "test.beforeAll",
    "suiteSetup",
)
AFTER = ("afterEach", "after", "afterAll", "test.afterEach", "test.afterAll")
ASSERTING_HOLDERS = frozenset(("assert", "expect", "chai", "should", "cy", "sinon.assert", "td", "$", "browser"))
QUERIES = re.compile(r"(?:get|find)(?:All)?By[A-Z]\w{1,40}|waitFor\w*|calledWith\w*|rejects|throws")
NO_PROOF = re.compile(
    r"test|mock|skip|todo|diagnostic|after|before|beforeEach|afterEach|teardown|comment|context|log|timeout|plan|name"
    r"|signal|setTimeout"
)
PLANS = re.compile(rb"\.plan\(|expect\.(?:assertions|hasAssertions)\(")
OPTION = re.compile(r"\b(?:skip|todo)\s{0,5}:\s{0,5}(true\b|['\"][^'\"]{1,160}['\"])")
FUNCTIONS = ("arrow_function", "function_expression")
CALLEE_LIMIT = 120


def outline(root: Node, reading: str) -> Outline:
    made = Outline(source=root.text or b"")
    found = [{name: nodes[0] for name, nodes in each.items()} for _, each in matches(root, reading, QUERY)]
    made.marks = {text(node["alias"], 80): node["aliased"] for node in found if "alias" in node}
    done: dict[str, list[Scope]] = {}
    for node in found:
        if "function" in node:
            _function(made, node["function"])
        elif "callee" in node:
            _open(made, node["callee"], node["arguments"], done)
    for node in found:
        if "callee" in node:
            _call(made, node["callee"], node["arguments"], done)
        else:
            _detail(made, node, done)
    return made


def _function(made: Outline, name: Node) -> None:
    if name.parent is not None:
        made.scope(name.parent, Is.FUNCTION, text(name, 200))


def _open(made: Outline, callee: Node, arguments: Node, done: dict[str, list[Scope]]) -> None:
    """Opens a case or a group where the call is one: `it("...", function)`, `describe.each(...)("...", function)`."""
    call = callee.parent
    each = callee.type == "call_expression"
    named = callee.child_by_field_name("function") if each else callee
    word = text(named, CALLEE_LIMIT) if named is not None and _is_short(named) else ""
    given = arguments.named_children[:4] if arguments.type == "arguments" else []
    body = next((argument for argument in given if argument.type in FUNCTIONS), None)
    if call is None or not word:
        return
    word = _unalias(made, word)
    if CASE.fullmatch(word) and given and (body is not None or _is_planned(word, call, given)):
        scope = made.scope(call, Is.CASE, _title(given[0]))
        _mark(scope, word, given)
        if each:
            _condition(scope, word, callee)
        if body is None:
            scope.skip = "it has a name and no body"
        if body is not None and not each:
            _parameter(scope, body, done)
    elif GROUP.fullmatch(word) and body is not None:
        _mark(made.scope(call, Is.GROUP, _title(given[0])), word, given)
    elif word in AFTER and body is not None:
        made.scope(call, Is.FUNCTION, "afterEach")
    elif word in BEFORE and body is not None:
        scope = made.scope(call, Is.FUNCTION, "beforeEach")
        scope.prepares, scope.assertions_from = True, scope.end


def _unalias(made: Outline, word: str) -> str:
    """`it.skip` for `skipped`, where the file says `const skipped = it.skip`."""
    aliased = made.marks.get(word)
    return text(aliased, CALLEE_LIMIT) if aliased is not None else word


def _is_planned(word: str, call: Node, given: list[Node]) -> bool:
    """`it("does this")` as a statement of its own."""
    statement = call.parent is not None and call.parent.type == "expression_statement"
    bare = word in ("it", "test", "specify")
    return word.endswith(".todo") or (
        bare and statement and len(given) == 1 and given[0].type in ("string", "template_string")
    )


def _condition(scope: Scope, word: str, callee: Node) -> None:
    """`test.skipIf(true)(...)`."""
    arguments = callee.child_by_field_name("arguments")
    holds = settled(arguments.named_child(0)) if arguments is not None and arguments.named_child_count else None
    if holds is not None and word.endswith((".skipIf", ".runIf")) and holds is word.endswith(".skipIf"):
        scope.skip, scope.conditional = "a condition that always holds", False


def _is_short(callee: Node) -> bool:
    return callee.end_byte - callee.start_byte <= CALLEE_LIMIT


def _title(node: Node) -> str:
    return text(node, 200).strip("'\"`")


def _mark(scope: Scope, word: str, given: list[Node]) -> None:
    parts = word.split(".")
    if parts[0][0] == "x" or "skip" in parts or "fixme" in parts or "todo" in parts:
        scope.skip = parts[0] if parts[0][0] == "x" else parts[-1]
    elif "skipIf" in parts or "runIf" in parts:
        scope.conditional = True
    elif parts[0][0] == "f" or "only" in parts:
        scope.focused = True
    options = next((node for node in given[:3] if node.type == "object"), None)
    found = OPTION.search(text(options)) if options is not None else None
    if found:
        scope.skip = found.group(1).strip("'\"") if found.group(1) != "true" else "skip"


def _parameter(scope: Scope, body: Node, done: dict[str, list[Scope]]) -> None:
    """`done` and `t`: the parameter by which the runner hears of success."""
    one = body.child_by_field_name("parameter")
    several = body.child_by_field_name("parameters")
    first = one or (several.named_child(0) if several is not None and several.named_child_count else None)
    if first is not None and first.type == "required_parameter":
        first = first.child_by_field_name("pattern")
    if first is not None and first.type == "identifier":
        done.setdefault(text(first, 60), []).append(scope)


def _call(made: Outline, callee: Node, arguments: Node, done: dict[str, list[Scope]]) -> None:
    if callee.type == "identifier":
        word = text(callee, 100)
        if ASSERTING.match(word) or word in ("verify", "waitFor"):
            made.asserts(callee, _weight(made, callee))
        elif _tells(callee, word, done):
            if not _is_said_at_once(made, callee):
                made.asserts(callee)
        elif word == "require" and arguments.named_child_count:
            made.imports.add(_title(arguments.named_children[0]))
        else:
            made.uses(callee, word)
    elif callee.type == "member_expression":
        _member(made, callee, done)


def _member(made: Outline, callee: Node, done: dict[str, list[Scope]]) -> None:
    holder, name = callee.child_by_field_name("object"), callee.child_by_field_name("property")
    if holder is None or name is None:
        return
    word = text(name, 100)
    owner = text(holder, 60) if holder.end_byte - holder.start_byte < 60 else ""
    if owner in ("this", "t", "test") and word in ("skip", "fixme") and callee.parent is not None:
        _skip_call(made, callee.parent)
    elif owner in ASSERTING_HOLDERS or owner.startswith(("assert.", "cy.", "t.assert")):
        made.asserts(callee, _weight(made, callee))
    elif ASSERTING.match(word) or QUERIES.fullmatch(word):
        if not _inside_expect(holder):
            made.asserts(callee)
    elif not NO_PROOF.fullmatch(word) and _tells(callee, owner, done):
        made.asserts(callee, _weight(made, callee))
    elif owner == "this":
        made.uses(callee, f".{word}")


def _inside_expect(holder: Node) -> bool:
    """The matcher of `expect(x).toHaveLength(1)`: the assertion was counted with `expect`."""
    step: Node | None = holder
    for _ in range(6):
        if step is None:
            return False
        if step.type == "call_expression":
            step = step.child_by_field_name("function")
        elif step.type == "member_expression":
            step = step.child_by_field_name("object")
        else:
            return step.type == "identifier" and text(step, 20) == "expect"
    return False


def _tells(node: Node, name: str, done: dict[str, list[Scope]]) -> bool:
    return any(scope.start < node.start_byte < scope.end for scope in done.get(name, ())[-200:])


def _skip_call(made: Outline, call: Node) -> None:
    """`this.skip()` as a statement of the case's own body; with a condition as first argument it is conditional."""
    arguments = call.child_by_field_name("arguments")
    given = arguments.named_children if arguments is not None else []
    if given and given[0].type not in ("string", "template_string", "true"):
        return
    scope = owner_of(made, call)
    if scope is not None and (scope.kind is not Is.FUNCTION or scope.prepares):
        scope.skip = _title(given[-1]) if given and given[-1].type == "string" else "skip"


def _is_said_at_once(made: Outline, callee: Node) -> bool:
    """`done()` as a statement of the case itself: nobody waited for anything."""
    call = callee.parent
    statement = call.parent if call is not None else None
    if statement is None or statement.type != "expression_statement" or call is None:
        return False
    scope = owner_of(made, statement)
    return scope is not None and scope.kind is Is.CASE and not _given(call)


def _detail(made: Outline, node: dict[str, Node], done: dict[str, list[Scope]]) -> None:
    if "should" in node or "throw" in node:
        made.asserts(node.get("should") or node["throw"])
    elif "passed" in node:
        if _tells(node["passed"], text(node["passed"], 60), done):
            made.asserts(node["passed"])
    elif "module" in node:
        made.imports.add(text(node["module"], 200))
    elif "comment" in node:
        said = text(node["comment"], 20_000)
        made.commented += commented_cases(said, line(node["comment"]), "javascript")
        if "@ts-expect-error" in said:
            made.asserts(node["comment"])


def _weight(made: Outline, callee: Node) -> int:
    """`t.pass()` in a callback proves that it was reached, where the test plans how many assertions there will be."""
    if not _says_nothing(callee):
        return REAL
    step = callee
    while step.parent is not None and step.parent.type in ("member_expression", "call_expression"):
        step = step.parent
    return REAL if PLANS.search(made.source) and owner_of(made, step) is None else EMPTY


def _says_nothing(callee: Node) -> bool:
    """True for `expect(true).toBe(true)`, `assert.equal(1, 1)`, and for `expect(x)` without a matcher."""
    call = callee.parent
    given = _given(call)
    word = text(callee, 60).rpartition(".")[2]
    if call is not None and callee.type == "identifier" and word == "expect":
        return _is_unfinished(call) or fluent_says_nothing(call, given)
    return says_nothing(word, given)


def _is_unfinished(call: Node) -> bool:
    """`expect(x);`, and `expect(x).toBe;` whose matcher is never called."""
    step, above = call, call.parent
    while above is not None and above.type in ("member_expression", "call_expression") and above.child(0) == step:
        step, above = above, above.parent
    if above is None or above.type not in ("expression_statement", "await_expression"):
        return False
    if step.type == "member_expression":
        return bool(re.search(r"\.to[A-Z]\w{1,40}$", text(step, 2_000)))
    return step.id == call.id


def _given(call: Node | None) -> list[Node]:
    arguments = call.child_by_field_name("arguments") if call is not None else None
    return arguments.named_children[:4] if arguments is not None else []
