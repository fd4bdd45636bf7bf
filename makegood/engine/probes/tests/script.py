"""JavaScript and TypeScript: jest, vitest, mocha, jasmine, node's own runner, tap, Playwright and Cypress."""

from __future__ import annotations

import re

from tree_sitter import Node

from makegood.engine.probes.tests.outline import EMPTY, REAL, Is, Outline, Scope
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
(return_statement) @return
(comment) @comment
"""

CASE = re.compile(r"(?:Deno\.|QUnit\.)?(?:it|test|specify|fit|xit|xtest|xspecify|ftest)(\.\w{1,20}){0,3}")
GROUP = re.compile(r"(?:test\.)?(?:describe|context|suite|fdescribe|xdescribe|xcontext|xsuite)(\.\w{1,20}){0,3}")
AFTER = ("afterEach", "after", "afterAll", "test.afterEach", "test.afterAll")
ASSERTING_HOLDERS = frozenset(("assert", "expect", "chai", "should", "cy", "sinon.assert", "td", "$", "browser"))
QUERIES = re.compile(r"(?:get|find)(?:All)?By[A-Z]\w{1,40}|waitFor\w*|calledWith\w*|rejects|throws")
NO_PROOF = re.compile(
    r"test|mock|skip|todo|diagnostic|after|before|beforeEach|afterEach|teardown|comment|context|log|timeout|plan|name"
    r"|signal|setTimeout"
)
OPTION = re.compile(r"\b(?:skip|todo)\s{0,5}:\s{0,5}(true\b|['\"][^'\"]{1,160}['\"])")
FUNCTIONS = ("arrow_function", "function_expression")
LITERALS = frozenset(("number", "string", "true", "null", "undefined"))
ALWAYS_TRUE = re.compile(r"toBe(?:Truthy|Defined|True)|to\.be\.(?:true|ok)|ok|toBeTrue")
EQUAL = re.compile(r"toBe|toEqual|toStrictEqual|equal|strictEqual|deepEqual|deepStrictEqual|eql|is|equals|same")
CALLEE_LIMIT = 120


def outline(root: Node, reading: str) -> Outline:
    made = Outline()
    found = [{name: nodes[0] for name, nodes in each.items()} for _, each in matches(root, reading, QUERY)]
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
    _only(made)
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
    if CASE.fullmatch(word) and (body is not None or word.endswith(".todo")) and given:
        scope = made.scope(call, Is.CASE, _title(given[0]))
        _mark(scope, word, given)
        if body is not None and not each:
            _parameter(scope, body, done)
    elif GROUP.fullmatch(word) and body is not None:
        _mark(made.scope(call, Is.GROUP, _title(given[0])), word, given)
    elif word in AFTER and body is not None:
        made.scope(call, Is.FUNCTION, "afterEach")


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
        scope.uses.add("only")
    options = next((node for node in given[:3] if node.type == "object"), None)
    found = (
        re.search(r"\b(?:skip|todo)\s{0,5}:\s{0,5}(true\b|['\"][^'\"]{1,160}['\"])", text(options)) if options else None
    )
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
            made.asserts(callee, EMPTY if _says_nothing(callee) else REAL)
        elif _tells(callee, word, done):
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
        made.asserts(callee, EMPTY if _says_nothing(callee) else REAL)
    elif ASSERTING.match(word) or QUERIES.fullmatch(word):
        if not _inside_expect(holder):
            made.asserts(callee)
    elif not NO_PROOF.fullmatch(word) and _tells(callee, owner, done):
        made.asserts(callee, EMPTY if _says_nothing(callee) else REAL)
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
    case = _case_of_statement(made, call)
    if case is not None:
        case.skip = _title(given[-1]) if given and given[-1].type == "string" else "skip"


def _case_of_statement(made: Outline, node: Node) -> Scope | None:
    statement = node.parent if node.type == "call_expression" else node
    block = statement.parent if statement is not None else None
    function = block.parent if block is not None and block.type == "statement_block" else None
    arguments = function.parent if function is not None and function.type in FUNCTIONS else None
    call = arguments.parent if arguments is not None else None
    scope = made.by_node.get(call.id) if call is not None else None
    return scope if scope is not None and scope.kind is Is.CASE else None


def _detail(made: Outline, node: dict[str, Node], done: dict[str, list[Scope]]) -> None:
    if "should" in node or "throw" in node:
        made.asserts(node.get("should") or node["throw"])
    elif "passed" in node:
        if _tells(node["passed"], text(node["passed"], 60), done):
            made.asserts(node["passed"])
    elif "module" in node:
        made.imports.add(text(node["module"], 200))
    elif "return" in node:
        _early_return(made, node["return"])
    elif "comment" in node:
        said = text(node["comment"], 20_000)
        made.commented += commented_cases(said, line(node["comment"]), "javascript")
        if "@ts-expect-error" in said:
            made.asserts(node["comment"])


def _early_return(made: Outline, node: Node) -> None:
    case = _case_of_statement(made, node)
    block = node.parent
    if case is None or block is None or node.named_child_count:
        return
    first = next((child for child in block.named_children[:5] if child.type != "comment"), None)
    if first is not None and first.id == node.id and block.named_children[-1].id != node.id:
        case.skip = "it returns before it looks at anything"


def _says_nothing(callee: Node) -> bool:
    """True for `expect(true).toBe(true)`, `assert(true)`, `assert.equal(1, 1)`."""
    call = callee.parent
    given = _given(call)
    name = text(callee, 60)
    if callee.type == "identifier" and name == "expect":
        member = call.parent if call is not None else None
        outer = member.parent if member is not None and member.type == "member_expression" else None
        if member is None or outer is None or not given or given[0].type not in LITERALS:
            return False
        matcher = text(member, 100).rpartition(".")[2]
        if ALWAYS_TRUE.fullmatch(matcher):
            return given[0].type == "true"
        other = _given(outer)
        return bool(EQUAL.fullmatch(matcher) and other and text(other[0], 100) == text(given[0], 100))
    last = name.rpartition(".")[2]
    if last in ("assert", "ok", "isTrue", "true", "pass"):
        return bool(given) and given[0].type == "true"
    return (
        bool(EQUAL.fullmatch(last))
        and len(given) >= 2
        and given[0].type in LITERALS
        and (text(given[0], 100) == text(given[1], 100))
    )


def _given(call: Node | None) -> list[Node]:
    arguments = call.child_by_field_name("arguments") if call is not None else None
    return arguments.named_children[:4] if arguments is not None else []


def _only(made: Outline) -> None:
    """One `.only` in a file, and its other cases are never run."""
    chosen = [scope for scope in made.scopes if "only" in scope.uses]
    if not chosen:
        return
    for scope in made.scopes:
        inside = any(one.start <= scope.start and scope.end <= one.end for one in chosen[:50])
        if scope.kind is Is.CASE and not inside and scope.skip is None:
            scope.skip = "another test of the file is marked `only`"
