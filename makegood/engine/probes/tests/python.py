"""Python: pytest, unittest and what is built on them (Django's test cases, hypothesis)."""

from __future__ import annotations

import re

from tree_sitter import Node

from makegood.engine.probes.tests.outline import EMPTY, REAL, Is, Outline, Scope
from makegood.engine.probes.tests.words import ASSERTING, HELPING, commented_cases
from makegood.engine.syntax import line, matches, text

QUERY = """
(function_definition name: (identifier) @function)
(class_definition name: (identifier) @class)
(decorated_definition (decorator (_) @decorator) definition: (_) @decorated)
(call function: (identifier) @bare)
(call function: (attribute object: (_) @object attribute: (identifier) @member))
(assignment left: (attribute object: (identifier) @holder attribute: (identifier) @attribute))
(module (expression_statement (assignment left: (identifier) @mark right: (_) @marked)))
(keyword_argument name: (identifier) @option value: (true) (#eq? @option "check"))
(assert_statement) @assert
(raise_statement) @raise
(yield) @yield
(return_statement) @return
(import_statement name: (dotted_name) @module)
(import_from_statement module_name: (_) @module)
(import_from_statement module_name: (_) @origin name: (dotted_name) @imported)
(comment) @comment
"""

SUITE = re.compile(r"(?:^Test|Tests?$|TestCase$|TestCase\b|Tests?\b)")
OWN = ("self", "cls", "super()")
FRAMEWORK_OWN = re.compile(
    r"subTest|addCleanup|addClassCleanup|enterContext|id|shortDescription|setUp\w*|tearDown|skipTest|client|settings"
    r"|modify_settings|override_settings|doCleanups|run|debug|countTestCases|defaultTestResult"
)
SNAPSHOTS = re.compile(r"(?:snapshot|.*_regression$|.*_snapshot$|benchmark$|inline_snapshot)")
LITERALS = frozenset(("integer", "float", "string", "true", "none"))
LITERAL_PAIRS = frozenset(("assertEqual", "assertEquals", "assertIs", "assertAlmostEqual", "eq_", "assert_equal"))
TRUE_ALONE = frozenset(("assertTrue", "assert_", "assertIsNotNone", "ok_", "assert_true"))
FALSE_ALONE = {"assertFalse": "false", "assertIsNone": "none"}


def outline(root: Node, reading: str) -> Outline:
    made = Outline()
    found = [{name: nodes[0] for name, nodes in each.items()} for _, each in matches(root, reading, QUERY)]
    for node in found:
        if "function" in node:
            _function(made, node["function"])
        elif "class" in node:
            _class(made, node["class"])
    for node in found:
        if "decorator" in node:
            _decorate(made, node["decorator"], node["decorated"])
        elif "return" in node:
            _early_return(made, node["return"])
        else:
            _detail(made, node)
    _fixtures(made, [node["yield"] for node in found if "yield" in node])
    return made


def _function(made: Outline, name: Node) -> None:
    definition = name.parent
    assert definition is not None
    is_test = text(name).startswith("test") and _is_collected(definition)
    scope = made.scope(definition, Is.CASE if is_test else Is.FUNCTION, text(name, 200))
    parameters = definition.child_by_field_name("parameters")
    for parameter in (parameters.named_children if parameters is not None else [])[:20]:
        called = text(parameter, 100).partition(":")[0].partition("=")[0].strip()
        if is_test and SNAPSHOTS.fullmatch(called):
            scope.proof = REAL
        elif is_test and called not in OWN:
            scope.uses.add(f"fixture {called}")


def _is_collected(definition: Node) -> bool:
    """True for a function of the module or of a class that a framework takes for a suite."""
    around = definition.parent
    if around is not None and around.type == "decorated_definition":
        around = around.parent
    if around is None or around.type == "module":
        return True
    owner = around.parent
    if around.type != "block" or owner is None:
        return False
    if owner.type == "class_definition":
        bases = owner.child_by_field_name("superclasses")
        name = owner.child_by_field_name("name")
        return bool((name and SUITE.search(text(name))) or (bases and bases.named_child_count))
    return (
        owner.type in ("if_statement", "try_statement") and owner.parent is not None and owner.parent.type == "module"
    )


def _class(made: Outline, name: Node) -> None:
    definition = name.parent
    assert definition is not None
    made.scope(definition, Is.GROUP, text(name, 200))


def _decorate(made: Outline, decorator: Node, definition: Node) -> None:
    scope = made.by_node.get(definition.id)
    if scope is None:
        return
    called = decorator.child_by_field_name("function") if decorator.type == "call" else decorator
    name = text(called, 100) if called is not None else ""
    word = name.rpartition(".")[2]
    if word in ("skip", "xfail", "expectedFailure", "skipif", "skipIf", "skipUnless"):
        _skip(scope, word, decorator)
    elif word == "fixture":
        scope.assertions_from = scope.end
    elif word in ("given", "raises", "doctest"):
        scope.proof = REAL
    elif word == "usefixtures":
        scope.uses.update(f"fixture {part}" for part in re.findall(r"['\"](\w{1,80})['\"]", text(decorator, 400)))


def _skip(scope: Scope, word: str, call: Node) -> None:
    arguments = call.child_by_field_name("arguments") if call.type == "call" else None
    given = arguments.named_children[:10] if arguments is not None else []
    first = given[0] if given and given[0].type not in ("keyword_argument", "string", "concatenated_string") else None
    always = first is None or (first.type == "true" and word not in ("skipUnless",)) or word == "skip"
    if word in ("skipif", "skipIf", "skipUnless", "xfail") and first is not None and not always:
        scope.conditional = True
    elif word in ("skipif",) and first is None:
        scope.conditional = True  # an old form: the condition is a string
    else:
        scope.skip = _reason(arguments) or word


def _reason(arguments: Node | None) -> str:
    found = re.search(r"(['\"])(.{1,160}?)\1", text(arguments, 400)) if arguments is not None else None
    return found.group(2) if found else ""


def _detail(made: Outline, node: dict[str, Node]) -> None:
    if "bare" in node:
        _bare(made, node["bare"])
    elif "member" in node:
        _member(made, node["object"], node["member"])
    elif "assert" in node:
        made.asserts(node["assert"], EMPTY if _always_true(node["assert"].named_child(0)) else REAL)
    elif "raise" in node:
        if re.search(r"AssertionError|Failed|\bfail", text(node["raise"], 60)):
            made.asserts(node["raise"])
    elif "option" in node:
        made.asserts(node["option"])
    elif "mark" in node:
        _module_mark(made, node["mark"], node["marked"])
    elif "comment" in node:
        made.commented += commented_cases(text(node["comment"], 400), line(node["comment"]), "python")
    else:
        _name(made, node)


def _name(made: Outline, node: dict[str, Node]) -> None:
    """Where a name comes from: an attribute that was set, a module, a helper of the tests."""
    if "attribute" in node and text(node["holder"]) in OWN:
        made.imports.add(f"self.{text(node['attribute'], 100)}")
    elif "imported" in node:
        origin = text(node["origin"], 200)
        if origin.startswith(".") or HELPING.search(origin) or "test" in origin.lower():
            made.imports.add(f"helper.{text(node['imported'], 100).rpartition('.')[2]}")
    elif "module" in node:
        made.imports.add(text(node["module"], 200))


def _module_mark(made: Outline, name: Node, value: Node) -> None:
    if text(name) == "pytestmark" and re.search(r"\bmark\.skip\b(?!if)", text(value, 300)):
        made.skip = _reason(value) or "skip"


def _bare(made: Outline, name: Node) -> None:
    word = text(name, 100)
    call = name.parent
    if word == "skip" and call is not None:
        _skip_call(made, call)
    elif ASSERTING.match(word):
        made.asserts(name, EMPTY if call is not None and _says_nothing(word, call) else REAL)
    else:
        made.uses(name, word)


def _member(made: Outline, holder: Node, name: Node) -> None:
    word = text(name, 100)
    attribute = name.parent
    call = attribute.parent if attribute is not None else None
    owner = text(holder, 40)
    if call is not None and (word == "skipTest" or (word == "skip" and owner == "pytest")):
        _skip_call(made, call)
    elif ASSERTING.match(word) or owner in ("check", "expect", "assertpy") or word == "until":
        made.asserts(name, EMPTY if call is not None and _says_nothing(word, call) else REAL)
    elif owner in OWN and not FRAMEWORK_OWN.fullmatch(word):
        made.uses(name, f".{word}")


def _skip_call(made: Outline, call: Node) -> None:
    """`pytest.skip()` or `self.skipTest()` as a statement of the body itself is unconditional, elsewhere it is not."""
    statement = call.parent
    block = statement.parent if statement is not None and statement.type == "expression_statement" else None
    if block is not None and block.type == "module":
        made.skip = _reason(call.child_by_field_name("arguments")) or "skip"
        return
    owner = block.parent if block is not None else None
    scope = made.by_node.get(owner.id) if owner is not None else None
    if scope is not None:
        scope.skip = _reason(call.child_by_field_name("arguments")) or "skip"


def _early_return(made: Outline, node: Node) -> None:
    block = node.parent
    scope = made.by_node.get(block.parent.id) if block is not None and block.parent is not None else None
    if block is None or scope is None or scope.kind is not Is.CASE:
        return
    before = [child for child in block.named_children[:3] if child.end_byte <= node.start_byte]
    told = [child for child in before if child.type == "expression_statement" and text(child, 3)[:1] in "\"'"]
    if len(before) == len(told) and block.end_byte > node.end_byte:
        scope.skip = "it returns before it looks at anything"


def _fixtures(made: Outline, yields: list[Node]) -> None:
    """A fixture's assertions before its `yield` prepare the ground; those after it check the test that used it."""
    fixtures = [scope for scope in made.scopes if scope.assertions_from == scope.end]
    places = [each.start_byte for each in yields]
    for fixture in fixtures:
        inside = [place for place in places if fixture.start < place < fixture.end]
        if inside:
            fixture.assertions_from = min(inside)


def _always_true(condition: Node | None) -> bool:
    if condition is None:
        return False
    kind = condition.type
    if kind in ("integer", "float"):
        return text(condition) not in ("0", "0.0")
    if kind in ("true", "tuple") or (kind == "string" and len(text(condition)) > 2):
        return True
    if kind == "parenthesized_expression":
        inner = condition.named_child(0)
        return inner is not None and inner.type in ("true", "integer")
    if kind == "comparison_operator" and condition.named_child_count == 2:
        left, right = condition.named_children
        same = left.type in LITERALS and text(left) == text(right) and "!=" not in text(condition, 200)
        return same or bool(re.fullmatch(r"len\([\w.\[\]]{1,80}\) >= 0", text(condition, 100)))
    return kind == "boolean_operator" and bool(re.search(r"\bor True$", text(condition, 300)))


def _says_nothing(word: str, call: Node) -> bool:
    """True for `assertTrue(True)`, `assertEqual(1, 1)` and the like."""
    arguments = call.child_by_field_name("arguments")
    given = arguments.named_children[:3] if arguments is not None else []
    if word in TRUE_ALONE and given:
        return _always_true(given[0])
    if word in FALSE_ALONE and given:
        return given[0].type == FALSE_ALONE[word]
    if word in LITERAL_PAIRS and len(given) >= 2:
        return given[0].type in LITERALS and text(given[0]) == text(given[1])
    return False
