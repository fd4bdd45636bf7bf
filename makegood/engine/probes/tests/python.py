"""Python: pytest, unittest and what is built on them (Django's test cases, hypothesis)."""

from __future__ import annotations

import re

from tree_sitter import Node

from makegood.engine.probes.tests.dead import owner_of
from makegood.engine.probes.tests.outline import EMPTY, REAL, Is, Outline, Scope
from makegood.engine.probes.tests.truths import is_constant, is_same, says_nothing, settled, settled_text
from makegood.engine.probes.tests.words import ASSERTING, HELPING, LOST, commented_cases
from makegood.engine.syntax import line, matches, text

QUERY = """
(function_definition name: (identifier) @function)
(class_definition name: (identifier) @class)
(decorated_definition (decorator (_) @decorator) definition: (_) @decorated)
(call function: (identifier) @bare)
(call function: (attribute object: (_) @object attribute: (identifier) @member))
(assignment left: (attribute object: (identifier) @holder attribute: (identifier) @attribute))
(module (expression_statement (assignment left: (identifier) @mark right: (_) @marked)))
(class_definition body: (block (expression_statement (assignment left: (identifier) @flag right: (false) @off))))
(module (expression_statement (string) @quoted))
(block (expression_statement (string) @quoted))
(keyword_argument name: (identifier) @option value: (true) (#eq? @option "check"))
(assert_statement) @assert
(raise_statement) @raise
(yield) @yield
(import_statement name: (dotted_name) @module)
(import_from_statement module_name: (_) @module)
(import_from_statement module_name: (_) @origin name: (dotted_name) @imported)
(comment) @comment
"""

SUITE = re.compile(r"(?:^Test|Tests?$|TestCase$|TestCase\b|Tests?\b)")
SKIPS = ("skip", "xfail", "expectedFailure", "skipif", "skipIf", "skipUnless")
OWN = ("self", "cls", "super()")
FRAMEWORK_OWN = re.compile(
    r"subTest|addCleanup|addClassCleanup|enterContext|id|shortDescription|setUp\w*|tearDown|skipTest|client|settings"
    r"|modify_settings|override_settings|doCleanups|run|debug|countTestCases|defaultTestResult"
)
SNAPSHOTS = re.compile(r"(?:snapshot|.*_regression$|.*_snapshot$|benchmark$|inline_snapshot)")
PREPARING = frozenset(("setUp", "setup_method", "setup_function", "setUpClass", "setUpModule", "setup_class", "setup"))


def outline(root: Node, reading: str) -> Outline:
    made = Outline()
    found = [{name: nodes[0] for name, nodes in each.items()} for _, each in matches(root, reading, QUERY)]
    for node in found:
        if "function" in node:
            _function(made, node["function"])
        elif "class" in node:
            _class(made, node["class"])
    made.marks = {text(node["mark"], 80): node["marked"] for node in found if "mark" in node}
    for node in found:
        if "decorator" in node:
            _decorate(made, node["decorator"], node["decorated"])
        else:
            _detail(made, node)
    _fixtures(made, [node["yield"] for node in found if "yield" in node])
    return made


def _function(made: Outline, name: Node) -> None:
    definition = name.parent
    assert definition is not None
    is_test = text(name).startswith("test") and _is_collected(definition)
    scope = made.scope(definition, Is.CASE if is_test else Is.FUNCTION, text(name, 200))
    scope.prepares = scope.name in PREPARING
    scope.lost = bool(LOST.fullmatch(scope.name)) and _is_collected(definition)
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
    scope.lost, scope.handed = False, True
    if word in SKIPS:
        _skip(scope, word, decorator)
    elif decorator.type == "identifier":
        _skip_by_name(made, scope, word)
    elif word == "fixture":
        scope.assertions_from = scope.end
        scope.prepares = "autouse" in text(decorator, 400)
    elif word in ("given", "raises", "doctest"):
        scope.proof = REAL
    elif word == "usefixtures":
        scope.uses.update(f"fixture {part}" for part in re.findall(r"['\"](\w{1,80})['\"]", text(decorator, 400)))


def _skip(scope: Scope, word: str, call: Node) -> None:
    arguments = call.child_by_field_name("arguments") if call.type == "call" else None
    given = arguments.named_children[:10] if arguments is not None else []
    condition = _condition(given) if word != "skip" else None
    if word == "xfail" and arguments is not None and re.search(r"\bstrict\s{0,3}=\s{0,3}True\b", text(arguments, 400)):
        scope.conditional = True  # the runner turns red as soon as it passes
    elif condition is not None:
        holds = settled(condition)
        if holds is (word != "skipUnless"):
            scope.skip = _reason(arguments) or word
        elif holds is None:
            scope.conditional = True
    elif word == "skipif":
        scope.conditional = True
    else:
        scope.skip = _reason(arguments) or word


def _condition(given: list[Node]) -> Node | None:
    for node in given[:3]:
        name = node.child_by_field_name("name") if node.type == "keyword_argument" else None
        if name is not None and text(name, 20) == "condition":
            return node.child_by_field_name("value")
    return given[0] if given and given[0].type != "keyword_argument" else None


def _skip_by_name(made: Outline, scope: Scope, name: str) -> None:
    """`@broken`, where the module says `broken = pytest.mark.skip(...)`."""
    mark = made.marks.get(name)
    if mark is not None:
        word = text(mark.child_by_field_name("function") or mark, 100).rpartition(".")[2]
        if word in SKIPS:
            _skip(scope, word, mark)


def _reason(arguments: Node | None) -> str:
    found = re.search(r"(['\"])(.{1,160}?)\1", text(arguments, 400)) if arguments is not None else None
    return found.group(2) if found else ""


def _detail(made: Outline, node: dict[str, Node]) -> None:
    if "bare" in node:
        _bare(made, node["bare"])
    elif "member" in node:
        _member(made, node["object"], node["member"])
    elif "assert" in node:
        made.asserts(node["assert"], EMPTY if _always_true(next(iter(node["assert"].named_children), None)) else REAL)
    elif "raise" in node:
        _raise(made, node["raise"])
    elif "option" in node:
        made.asserts(node["option"])
    elif "mark" in node:
        _module_mark(made, node["mark"], node["marked"])
    elif "off" in node:
        _switched_off(made, node["flag"])
    elif "comment" in node or ("quoted" in node and not _is_docstring(node["quoted"])):
        said = node.get("comment") or node["quoted"]
        made.commented += commented_cases(text(said, 20_000), line(said), "python")
    else:
        _name(made, node)


def _is_docstring(quoted: Node) -> bool:
    return quoted.parent is None or quoted.parent.prev_named_sibling is None


def _raise(made: Outline, node: Node) -> None:
    if re.search(r"AssertionError|Failed|\bfail", text(node, 60)):
        made.asserts(node)
    elif re.match(r"raise\s{1,4}(?:\w{1,40}\.)?SkipTest\b", text(node, 100)):
        _skip_here(made, node)


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
    said = text(value, 300)
    if text(name) == "pytestmark":
        found = re.search(r"\bmark\.skip(?:if\(\s{0,4}(?:condition\s{0,3}=\s{0,3})?([^,]{1,40}),|\b(?!if))", said)
        if found and (found.group(1) is None or settled_text(found.group(1))):
            made.skip, made.skipped_at = _reason(value) or "skip", line(name)


def _switched_off(made: Outline, flag: Node) -> None:
    """`__test__ = False` in the body of a class."""
    assignment = flag.parent
    block = assignment.parent.parent if assignment is not None and assignment.parent is not None else None
    owner = made.by_node.get(block.parent.id) if block is not None and block.parent is not None else None
    if owner is not None and text(flag, 20) == "__test__":
        owner.skip = "__test__ = False"


def _bare(made: Outline, name: Node) -> None:
    word = text(name, 100)
    call = name.parent
    if word == "skip" and call is not None:
        _skip_here(made, call)
    elif ASSERTING.match(word):
        made.asserts(name, EMPTY if call is not None and says_nothing(word, _given(call)) else REAL)
    else:
        made.uses(name, word)


def _member(made: Outline, holder: Node, name: Node) -> None:
    word = text(name, 100)
    attribute = name.parent
    call = attribute.parent if attribute is not None else None
    owner = text(holder, 40)
    if call is not None and (word == "skipTest" or (word in ("skip", "xfail") and owner == "pytest")):
        _skip_here(made, call)
    elif ASSERTING.match(word) or owner in ("check", "expect", "assertpy") or word == "until":
        made.asserts(name, EMPTY if call is not None and says_nothing(word, _given(call)) else REAL)
    elif owner in OWN and not FRAMEWORK_OWN.fullmatch(word):
        made.uses(name, f".{word}")


def _given(call: Node) -> list[Node]:
    arguments = call.child_by_field_name("arguments")
    return [node for node in arguments.named_children[:4] if node.type != "comment"] if arguments is not None else []


def _skip_here(made: Outline, node: Node) -> None:
    """`pytest.skip()` or `self.skipTest()` as a statement of the body itself is unconditional, elsewhere it is not."""
    arguments = node.child_by_field_name("arguments") or node
    scope = owner_of(made, node)
    if scope is not None and scope.kind is not Is.GROUP:
        scope.skip = _reason(arguments) or "skip"
    elif scope is None and _is_of_module(node):
        made.skip = _reason(arguments) or "skip"


def _is_of_module(node: Node) -> bool:
    statement = node.parent
    return statement is not None and statement.parent is not None and statement.parent.type == "module"


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
    if kind in ("tuple", "concatenated_string"):
        return condition.named_child_count > 0
    if kind == "comparison_operator" and condition.named_child_count == 2:
        left, right = condition.named_children
        if "!=" in text(condition, 200):
            return False
        same = is_same(left, right) or (is_constant(left) and is_constant(right))
        return same or bool(re.fullmatch(r"len\(.{1,80}\) >= 0", text(condition, 100)))
    if kind == "boolean_operator":
        return bool(re.search(r"\bor True$", text(condition, 300)))
    return settled(condition) is True or (is_constant(condition) and settled(condition) is None)
