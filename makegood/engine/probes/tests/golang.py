"""Go: the testing package, testify and what takes a `*testing.T`."""

from __future__ import annotations

import re

from tree_sitter import Node

from makegood.engine.probes.tests.dead import owner_of
from makegood.engine.probes.tests.outline import EMPTY, REAL, Is, Outline, Scope
from makegood.engine.probes.tests.truths import says_nothing
from makegood.engine.probes.tests.words import ASSERTING, LOST, commented_cases
from makegood.engine.syntax import line, matches, text

QUERY = """
(function_declaration name: (identifier) @function)
(method_declaration name: (field_identifier) @method)
(call_expression function: (_) @called arguments: (argument_list) @arguments)
(import_spec path: (interpreted_string_literal (interpreted_string_literal_content) @module))
(comment) @comment
"""

CASE = re.compile(r"Test(?:[^a-z].*)?|Fuzz[^a-z].*")
REPORTS = frozenset(("Error", "Errorf", "Fatal", "Fatalf", "Fail", "FailNow"))
HOLDERS = frozenset(("assert", "require", "is", "qt", "c", "g", "expect", "must", "suite"))
SUITE = re.compile(
    r"(?:Equal|NotEqual|True|False|Nil|NotNil|NoError|Error|ErrorIs|ErrorAs|ErrorContains|Contains|NotContains|Len|Empty|NotEmpty"
    r"|Zero|Panics|Eventually|Regexp|Greater\w*|Less\w*|JSONEq|ElementsMatch|Require|Assert|Expect|Ω|Within\w*|Fail\w*|Same|Implements)f?"
)


NEVER = re.compile(
    rb"(?m)^//\s?(?:go:build|\+build)\s+(?:ignore|never|none|disabled?|skip|exclude|off|broken|todo|ignored)\s*$"
)
"""A build constraint that nobody sets."""
HEAD_READ = 2_000


def outline(root: Node, reading: str) -> Outline:
    made = Outline()
    if NEVER.search((root.text or b"")[:HEAD_READ]):
        made.skip = "its build constraint is never set"
    found = [{name: nodes[0] for name, nodes in each.items()} for _, each in matches(root, reading, QUERY)]
    for node in found:
        name = node.get("function") or node.get("method")
        if name is not None and name.parent is not None:
            _function(made, name, name.parent, "method" in node)
    for node in found:
        if "called" in node:
            _called(made, node["called"], node["arguments"])
        elif "module" in node:
            made.imports.add(text(node["module"], 200))
        elif "comment" in node:
            made.commented += commented_cases(text(node["comment"], 20_000), line(node["comment"]), "go")
    return made


def _function(made: Outline, name: Node, definition: Node, is_method: bool) -> None:
    word = text(name, 200)
    parameters = definition.child_by_field_name("parameters")
    given = text(parameters, 100) if parameters is not None else ""
    is_case = bool(CASE.fullmatch(word)) and word != "TestMain" and (is_method or "*testing." in given)
    is_case = is_case and not (is_method and "testing" in given)
    scope = made.scope(definition, Is.CASE if is_case else Is.FUNCTION, word)
    scope.proof = REAL if is_case and word.startswith("Fuzz") else scope.proof  # a crash is what it looks for
    takes_test = bool(re.fullmatch(r"\(\s*\w{1,20}\s+\*testing\.T\s*\)", given))
    scope.lost = (
        not is_case and not is_method and takes_test and bool(LOST.fullmatch(word) or re.match(r"test[A-Z_]", word))
    )
    if word == "TestMain" and "*testing.M" in given and b".Run(" not in (definition.text or b""):
        made.skip = "TestMain ends without running the tests"


def _called(made: Outline, called: Node, arguments: Node) -> None:
    if called.type == "identifier":
        word = text(called, 100)
        if word == "panic" or ASSERTING.match(word):
            made.asserts(called)
        else:
            made.uses(called, word if text(arguments, 3)[1:2] != "t" else f"{word} t")
        return
    holder, field = called.child_by_field_name("operand"), called.child_by_field_name("field")
    if holder is None or field is None:
        return
    word, owner = text(field, 100), text(holder, 60) if holder.end_byte - holder.start_byte < 60 else ""
    if word in ("Skip", "Skipf", "SkipNow") and called.parent is not None:
        _skip_call(made, called.parent, arguments)
    elif word in REPORTS or owner in HOLDERS or SUITE.fullmatch(word) or ASSERTING.match(word):
        made.asserts(called, EMPTY if _says_nothing(word, arguments) else REAL)
    elif re.match(r"\((?:t|tt|tb)[,)]", text(arguments, 4)):
        made.asserts(called)  # whoever is given the `t` can fail it
    else:
        made.uses(called, f".{word}")
        for given in arguments.named_children[:4]:
            if word == "Run" and given.type in ("selector_expression", "identifier"):
                made.uses(called, text(given, 200).rpartition(".")[2])


def _skip_call(made: Outline, call: Node, arguments: Node) -> None:
    scope = owner_of(made, call) or _subtest(made, call)
    if scope is not None:
        told = re.search(r"[\"`]([^\"`]{1,160})[\"`]", text(arguments, 300))
        scope.skip = told.group(1) if told else "t.Skip"


def _subtest(made: Outline, call: Node) -> Scope | None:
    """The `t.Run("name", func(t *testing.T) {...})` in whose body the call always runs, as a case of its own."""
    step: Node | None = call
    for _ in range(4):
        step = step.parent if step is not None else None
        if step is not None and step.type == "func_literal":
            break
    around = step.parent.parent if step is not None and step.parent is not None else None
    function = (
        around.child_by_field_name("function") if around is not None and around.type == "call_expression" else None
    )
    given = around.child_by_field_name("arguments") if around is not None and function is not None else None
    if step is None or step.type != "func_literal" or around is None or function is None or given is None:
        return None
    name = next(iter(given.named_children), None)
    if not text(function, 60).endswith(".Run") or name is None or name.type != "interpreted_string_literal":
        return None
    return made.scope(around, Is.CASE, text(name, 200).strip('"'))


def _says_nothing(word: str, arguments: Node) -> bool:
    given = arguments.named_children[:4]
    if given and re.fullmatch(r"\w{1,3}|s\.T\(\)|suite\.T\(\)", text(given[0], 20)) and len(given) > 1:
        given = given[1:]
    return says_nothing(word, given)
