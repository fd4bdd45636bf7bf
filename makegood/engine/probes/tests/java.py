"""Java: JUnit 3 to 5 and TestNG."""

from __future__ import annotations

import re

from tree_sitter import Node

from makegood.engine.probes.tests.outline import EMPTY, REAL, Is, Outline, Scope
from makegood.engine.probes.tests.words import ASSERTING, commented_cases
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
CONDITIONS = re.compile(r"(?:Disabled|Enabled)(?:On|If|For|In)\w{1,60}")
MORE = re.compile(
    r"and(?:Expect\w*|Return)|then\w*|is[A-Z]\w*Assert|should\w*|expectStatus|expectBody|expectError|verifyComplete"
)
LITERAL = re.compile(r"true|\d{1,9}|\"[^\"]{0,80}\"|null")


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
        _skips(made.scope(definition, Is.GROUP, text(name, 200)), marks_of(definition))


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
            scope.conditional = True


def _extends_test_case(definition: Node) -> bool:
    owner = definition.parent.parent if definition.parent is not None else None
    above = owner.child_by_field_name("superclass") if owner is not None else None
    return above is not None and "TestCase" in text(above, 200)


def _detail(made: Outline, node: dict[str, Node]) -> None:
    if "called" in node:
        _called(made, node["called"])
    elif "throw" in node:
        if "Assertion" in text(node["throw"], 80) or "Fail" in text(node["throw"], 80):
            made.asserts(node["throw"])
    elif "module" in node:
        made.imports.add(text(node["module"], 200))
    elif "comment" in node:
        made.commented += commented_cases(text(node["comment"], 20_000), line(node["comment"]), "java")


def _called(made: Outline, name: Node) -> None:
    word = text(name, 100)
    call = name.parent
    holder = call.child_by_field_name("object") if call is not None else None
    if ASSERTING.match(word) or MORE.fullmatch(word):
        made.asserts(name, EMPTY if call is not None and _says_nothing(word, call) else REAL)
    elif holder is None or text(holder, 6) == "this":
        made.uses(name, word)


def _says_nothing(word: str, call: Node) -> bool:
    arguments = call.child_by_field_name("arguments")
    given = [text(node, 90) for node in arguments.named_children[:3]] if arguments is not None else []
    if word == "assertTrue" and given:
        return given[-1] == "true" or given[0] == "true"
    if word == "assertEquals" and len(given) >= 2:
        return given[0] == given[1] and bool(LITERAL.fullmatch(given[0]))
    return False
