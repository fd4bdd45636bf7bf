"""C#: xUnit, NUnit and MSTest."""

from __future__ import annotations

import re

from tree_sitter import Node

from makegood.engine.probes.tests.dead import owner_of
from makegood.engine.probes.tests.outline import EMPTY, REAL, Is, Outline, Scope
from makegood.engine.probes.tests.truths import fluent_says_nothing, says_nothing, settled
from makegood.engine.probes.tests.words import ASSERTING, LOST, commented_cases
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
PREPARING = frozenset(("SetUp", "OneTimeSetUp", "TestInitialize", "ClassInitialize", "Before"))


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
    scope.prepares = any(mark in PREPARING for mark, _ in marks)
    scope.lost = kind is Is.FUNCTION and not marks and bool(LOST.fullmatch(scope.name))
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
    ignored = re.search(r"\bIgnore(?:Reason)?\s{0,3}=\s{0,3}", given)
    if (
        mark in SKIPS
        or (skipped and CASES.fullmatch(mark))
        or (ignored and mark in ("TestCase", "TestFixture", "Test"))
    ):
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
    if (owner == "Assert" and word in ("Ignore", "Inconclusive", "Skip")) or (
        owner == "Skip" and _is_off(word, called)
    ):
        _skip_call(made, called.parent, f"{owner}.{word}")
    elif holder is not None and ".Should(" in text(holder, 2_000):
        return  # counted with `Should`
    elif HOLDERS.fullmatch(owner) or ASSERTING.match(word) or MORE.fullmatch(word):
        made.asserts(called, EMPTY if _says_nothing(word, called) else REAL)
    elif holder is None or owner in ("this", "base"):
        made.uses(called, word)


def _is_off(word: str, called: Node) -> bool:
    """`Skip.If(true)`, `Skip.IfNot(false)`."""
    given = _given(called.parent)
    return bool(given) and settled(given[0]) is {"If": True, "IfNot": False, "Unless": False}.get(word, ...)


def _skip_call(made: Outline, call: Node | None, word: str) -> None:
    scope = owner_of(made, call) if call is not None else None
    if scope is not None and scope.kind is not Is.GROUP:
        scope.skip = word


def _given(call: Node | None) -> list[Node]:
    arguments = call.child_by_field_name("arguments") if call is not None else None
    inner = (
        [next(iter(node.named_children), None) for node in arguments.named_children[:4]]
        if arguments is not None
        else []
    )
    return [node for node in inner if node is not None]


def _says_nothing(word: str, called: Node) -> bool:
    call = called.parent
    if word == "Should":
        holder = called.child_by_field_name("expression")
        return call is not None and holder is not None and fluent_says_nothing(call, [holder])
    return says_nothing(word, _given(call))
