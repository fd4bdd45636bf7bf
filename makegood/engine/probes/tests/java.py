"""Java: JUnit 3 to 5 and TestNG."""

from __future__ import annotations

import re

from tree_sitter import Node

from makegood.engine.probes.tests.dead import owner_of
from makegood.engine.probes.tests.outline import EMPTY, REAL, Is, Outline, Scope
from makegood.engine.probes.tests.truths import fluent_says_nothing, says_nothing, settled, settled_text
from makegood.engine.probes.tests.words import ASSERTING, LOST, commented_cases
from makegood.engine.syntax import line, matches, text

QUERY = """
(class_declaration name: (identifier) @class)
(method_declaration name: (identifier) @method)
(method_invocation name: (identifier) @called)
(throw_statement) @throw
(import_declaration (_) @module)
[(line_comment) (block_comment)] @comment
"""

CASES = frozenset(("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "TestTemplate", "Property"))
SKIPS = frozenset(("Disabled", "Ignore"))
CONDITIONS = re.compile(r"(?:Disabled|Enabled)(?:On|If|For|In)\w{0,60}")
MORE = re.compile(
    r"and(?:Expect\w*|Return)|then\w*|is[A-Z]\w*Assert|should\w*|expectStatus|expectBody|expectError|verifyComplete"
)
PREPARING = frozenset(("Before", "BeforeEach", "BeforeAll", "BeforeClass", "BeforeMethod"))
ASSUMES = {"assumeTrue": False, "assumeFalse": True, "abort": None, "assumeThat": False}


def outline(root: Node, reading: str) -> Outline:
    made = Outline()
    found = [{name: nodes[0] for name, nodes in each.items()} for _, each in matches(root, reading, QUERY)]
    for node in found:
        if "class" in node:
            _class(made, node["class"])
        elif "method" in node:
            _method(made, node["method"])
    for node in found:
        _detail(made, node)
    return made


def marks_of(definition: Node) -> list[tuple[str, str]]:
    """(name, arguments as text) of each annotation of a class or method."""
    modifiers = next((child for child in definition.children[:3] if child.type == "modifiers"), None)
    rows = []
    for annotation in (modifiers.named_children if modifiers is not None else [])[:30]:
        name = annotation.child_by_field_name("name")
        given = annotation.child_by_field_name("arguments")
        if name is not None:
            rows.append((text(name, 100).rpartition(".")[2], text(given, 300) if given is not None else ""))
    return rows


def _class(made: Outline, name: Node) -> None:
    definition = name.parent
    if definition is not None:
        scope, marks = made.scope(definition, Is.GROUP, text(name, 200)), marks_of(definition)
        _skips(scope, marks)
        if re.search(r"enabled\s{0,3}=\s{0,3}false", dict(marks).get("Test", "")):
            scope.skip = "enabled = false"


def _method(made: Outline, name: Node) -> None:
    definition = name.parent
    if definition is None:
        return
    marks = marks_of(definition)
    names = {mark for mark, _ in marks}
    body = definition.child_by_field_name("body")
    old = text(name, 100).startswith("test") and _extends_test_case(definition)
    is_case = bool(names & CASES or old) and body is not None
    scope = made.scope(definition, Is.CASE if is_case else Is.FUNCTION, text(name, 200))
    scope.header = text(name, 100) + "()"
    scope.prepares = bool(names & PREPARING)
    scope.lost = not is_case and not marks and _is_lost(definition, text(name, 100))
    _skips(scope, marks)
    given = dict(marks).get("Test", "")
    if "expected" in given or text(name, 100) == "contextLoads":
        scope.proof = REAL  # Spring's own first test: starting the application is what it checks
    if re.search(r"enabled\s{0,3}=\s{0,3}false", given):
        scope.skip = "enabled = false"


def _skips(scope: Scope, marks: list[tuple[str, str]]) -> None:
    for name, given in marks:
        if name in SKIPS:
            found = re.search(r"\"([^\"]{1,160})\"", given)
            scope.skip = found.group(1) if found else name
        elif CONDITIONS.fullmatch(name):
            holds = settled_text(given)
            if holds is name.startswith("Disabled") and holds is not None:
                scope.skip = name
            elif holds is not False or name.startswith("Enabled"):
                scope.conditional = True


def _is_lost(definition: Node, name: str) -> bool:
    """`void testTotal()` that no annotation makes a test."""
    given = definition.child_by_field_name("parameters")
    returns = definition.child_by_field_name("type")
    plain = given is not None and given.named_child_count == 0 and returns is not None and text(returns, 10) == "void"
    return plain and bool(re.match(r"test[A-Z_]", name) or LOST.fullmatch(name))


def _extends_test_case(definition: Node) -> bool:
    owner = definition.parent.parent if definition.parent is not None else None
    above = owner.child_by_field_name("superclass") if owner is not None else None
    return above is not None and "TestCase" in text(above, 200)


def _detail(made: Outline, node: dict[str, Node]) -> None:
    if "called" in node:
        _called(made, node["called"])
    elif "throw" in node:
        if "SkipException" in text(node["throw"], 80):
            _skip_here(made, node["throw"], text(node["throw"], 200))
        elif "Assertion" in text(node["throw"], 80) or "Fail" in text(node["throw"], 80):
            made.asserts(node["throw"])
    elif "module" in node:
        made.imports.add(text(node["module"], 200))
    elif "comment" in node:
        made.commented += commented_cases(text(node["comment"], 20_000), line(node["comment"]), "java")


def _called(made: Outline, name: Node) -> None:
    word = text(name, 100)
    call = name.parent
    holder = call.child_by_field_name("object") if call is not None else None
    if call is not None and word in ASSUMES and _is_off(word, call):
        _skip_here(made, call, text(call, 300))
    elif ASSERTING.match(word) or MORE.fullmatch(word):
        made.asserts(name, EMPTY if call is not None and _says_nothing(word, call) else REAL)
    elif holder is None or text(holder, 6) == "this":
        made.uses(name, word)


def _is_off(word: str, call: Node) -> bool:
    given = _given(call)
    return ASSUMES[word] is None or bool(given and settled(given[0]) is ASSUMES[word])


def _skip_here(made: Outline, node: Node, said: str) -> None:
    scope = owner_of(made, node)
    if scope is not None and scope.kind is not Is.GROUP:
        told = re.search(r"\"([^\"]{1,160})\"", said)
        scope.skip = told.group(1) if told else "an assumption that never holds"


def _given(call: Node) -> list[Node]:
    arguments = call.child_by_field_name("arguments")
    return arguments.named_children[:4] if arguments is not None else []


def _says_nothing(word: str, call: Node) -> bool:
    given = _given(call)
    if word == "assertThat" and len(given) == 1:
        above = call.parent
        return above is not None and above.type == "method_invocation" and fluent_says_nothing(call, given)
    if len(given) == 2 and given[0].type == "string_literal" and word.startswith("assert") and "Equals" not in word:
        given = given[1:]  # JUnit 4 takes the message first
    return says_nothing(word, given)
