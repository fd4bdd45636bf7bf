"""C#: xUnit, NUnit and MSTest."""

from __future__ import annotations

import re

from tree_sitter import Node

from makegood.engine.probes.tests.outline import EMPTY, REAL, Is, Outline, Scope
from makegood.engine.probes.tests.words import ASSERTING, commented_cases
from makegood.engine.syntax import line, matches, text

QUERY = """
(class_declaration name: (identifier) @class)
(method_declaration name: (identifier) @method)
(invocation_expression function: (_) @called)
(throw_statement) @throw
(using_directive (_) @module)
(comment) @comment
"""

CASES = re.compile(
    r"(?:Fact|Theory|Test|TestCase|TestCaseSource|TestMethod|DataTestMethod|Property|\w{1,40}Fact|\w{1,40}Theory)"
)
SKIPS = frozenset(("Ignore", "Explicit"))
HOLDERS = re.compile(
    r"(?:Xunit\.|NUnit\.Framework\.)?(?:\w{0,40}Assert|Verifier|FluentActions|Should|Check|Approvals|Expect)"
)
MORE = re.compile(
    r"Should\w*|Must\w*|Verify\w*|Received\w*|DidNotReceive\w*|Expect\w*|Be[A-Z]\w*|MustHaveHappened\w*"
    r"|EnsureSuccessStatusCode|MatchSnapshot"
)
LITERAL = re.compile(r"true|\d{1,9}|\"[^\"]{0,80}\"|null")


def outline(root: Node, reading: str) -> Outline:
    made = Outline()
    found = [{name: nodes[0] for name, nodes in each.items()} for _, each in matches(root, reading, QUERY)]
    for node in found:
        if "class" in node:
            _define(made, node["class"], Is.GROUP)
        elif "method" in node:
            _define(made, node["method"], Is.FUNCTION)
    for node in found:
        _detail(made, node)
    return made


def _define(made: Outline, name: Node, kind: Is) -> None:
    definition = name.parent
    if definition is None:
        return
    marks = _attributes(definition)
    if kind is Is.FUNCTION and any(CASES.fullmatch(mark) for mark, _ in marks):
        kind = Is.CASE
    scope = made.scope(definition, kind, text(name, 200))
    scope.header = text(name, 100) + "()"
    for mark, given in marks:
        _mark(scope, mark, given)


def _attributes(definition: Node) -> list[tuple[str, str]]:
    rows = []
    for listed in definition.named_children[:30]:
        for attribute in listed.named_children[:30] if listed.type == "attribute_list" else []:
            name = attribute.child_by_field_name("name")
            if name is not None:
                rows.append((text(name, 100).rpartition(".")[2].removesuffix("Attribute"), text(attribute, 300)))
    return rows


def _mark(scope: Scope, mark: str, given: str) -> None:
    skipped = re.search(r"\bSkip\s{0,3}=\s{0,3}(?:\"([^\"]{1,160})\"|[\w.]{1,80})", given)
    if mark in SKIPS or (skipped and CASES.fullmatch(mark)):
        told = re.search(r"\"([^\"]{1,160})\"", given)
        scope.skip = told.group(1) if told else mark
    elif mark in ("ExpectedException",):
        scope.proof = REAL
    elif "Conditional" in mark or mark in ("Platform", "RequiresThread"):
        scope.conditional = True


def _detail(made: Outline, node: dict[str, Node]) -> None:
    if "called" in node:
        _called(made, node["called"])
    elif "throw" in node:
        if "Assert" in text(node["throw"], 80) or "Xunit" in text(node["throw"], 80):
            made.asserts(node["throw"])
    elif "module" in node:
        made.imports.add(text(node["module"], 200))
    elif "comment" in node:
        made.commented += commented_cases(text(node["comment"], 20_000), line(node["comment"]), "csharp")


def _called(made: Outline, called: Node) -> None:
    holder = called.child_by_field_name("expression") if called.type == "member_access_expression" else None
    name = called.child_by_field_name("name") if holder is not None else called
    if name is None:
        return
    word = text(name, 100).partition("<")[0]
    owner = text(holder, 60) if holder is not None and holder.end_byte - holder.start_byte < 60 else ""
    if owner == "Assert" and word in ("Ignore", "Inconclusive", "Skip"):
        _skip_call(made, called.parent, word)
    elif HOLDERS.fullmatch(owner) or ASSERTING.match(word) or MORE.fullmatch(word):
        made.asserts(called, EMPTY if _says_nothing(word, called.parent) else REAL)
    elif holder is None or owner in ("this", "base"):
        made.uses(called, word)


def _skip_call(made: Outline, call: Node | None, word: str) -> None:
    statement = call.parent if call is not None else None
    block = statement.parent if statement is not None and statement.type == "expression_statement" else None
    scope = made.by_node.get(block.parent.id) if block is not None and block.parent is not None else None
    if scope is not None:
        scope.skip = f"Assert.{word}"


def _says_nothing(word: str, call: Node | None) -> bool:
    arguments = call.child_by_field_name("arguments") if call is not None else None
    given = [text(node, 90) for node in arguments.named_children[:3]] if arguments is not None else []
    if word in ("True", "IsTrue") and given:
        return given[0] == "true"
    if word in ("Equal", "AreEqual") and len(given) >= 2:
        return given[0] == given[1] and bool(LITERAL.fullmatch(given[0]))
    return word == "Pass"
