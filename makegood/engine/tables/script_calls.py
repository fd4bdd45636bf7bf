"""Calls, objects and chains of JavaScript and TypeScript, as the readers of their frameworks want them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tree_sitter import Node

from makegood.engine import syntax
from makegood.engine.tables import one_line

FUNCTIONS = ("arrow_function", "function_expression", "function_declaration", "method_definition", "function")
CHAIN = 30
_NAMED = """
[(function_declaration name: (identifier) @name) @whole
 (method_definition name: (property_identifier) @name) @whole
 (pair key: (property_identifier) @name value: [(arrow_function) (function_expression)]) @whole
 (variable_declarator name: (identifier) @name value: [(arrow_function) (function_expression)]) @whole
 (assignment_expression left: (member_expression property: (property_identifier) @name)
   right: [(arrow_function) (function_expression)]) @whole]
"""


@dataclass(slots=True)
class Call:
    """`name` is what is called last (`addColumn`), `subject` the node it is called on, None for a bare function."""

    node: Node
    name: str
    subject: Node | None = None
    given: list[Node] = field(default_factory=list)

    @property
    def line(self) -> int:
        """The line of the called name: a chain may go over many."""
        function = self.node.child_by_field_name("function")
        name = function.child_by_field_name("property") if function is not None else None
        return syntax.line(name if name is not None else self.node)

    @property
    def text(self) -> str:
        return one_line(syntax.text(self.node, 400))

    def word(self, place: int) -> str:
        return string(self.given[place]) if place < len(self.given) else ""

    def table(self, place: int) -> dict[str, Node]:
        return entries(self.given[place]) if place < len(self.given) else {}


def call_of(node: Node | None) -> Call | None:
    """The call, or the making of an object, that a node is; None for any other."""
    if node is None or node.type not in ("call_expression", "new_expression"):
        return None
    function = node.child_by_field_name("function" if node.type == "call_expression" else "constructor")
    arguments = node.child_by_field_name("arguments")
    if function is None or arguments is None:
        return None
    given = [child for child in arguments.named_children if child.type != "comment"]
    if arguments.type == "template_string":  # knex.raw`...`
        given = [arguments]
    if function.type == "member_expression":
        name = function.child_by_field_name("property")
        return Call(node, syntax.text(name, 80) if name else "", function.child_by_field_name("object"), given)
    return Call(node, syntax.text(function, 80), None, given)


def calls(node: Node) -> Iterator[Call]:
    """Every call below, in the order of the text."""
    for child, _ in syntax.walk(node):
        if child.type == "call_expression":
            made = call_of(child)
            if made is not None:
                yield made


def chain(node: Node) -> list[Call]:
    """The calls of `a.b().c().d()`, first call first."""
    found: list[Call] = []
    current: Node | None = node
    for _ in range(CHAIN):
        call = call_of(current)
        if call is None:
            break
        found.append(call)
        current = call.subject
    return found[::-1]


def string(node: Node | None) -> str:
    """The text of a literal; what a template fills in is left out of it, pieces that are added are joined."""
    if node is None:
        return ""
    if node.type == "binary_expression":
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        return (string(left) + string(right)) if _depth(node) < CHAIN else ""
    if node.type not in ("string", "template_string"):
        return ""
    return syntax.text(node, 60_000)[1:-1]


def _depth(node: Node) -> int:
    count, current = 0, node
    while current.type == "binary_expression" and count <= CHAIN:
        left = current.child_by_field_name("left")
        if left is None:
            break
        current, count = left, count + 1
    return count


def strings(node: Node | None) -> list[str]:
    if node is None:
        return []
    if node.type == "array":
        return [text for child in node.named_children if (text := string(child))]
    return [string(node)] if string(node) else []


def entries(node: Node | None) -> dict[str, Node]:
    """The entries of an object literal by name; those of the object within `new X({...})`, too."""
    call = call_of(node)
    if call is not None and call.given:
        node = call.given[0]
    found: dict[str, Node] = {}
    if node is None or node.type != "object":
        return found
    for child in node.named_children:
        if child.type == "pair":
            key, value = child.child_by_field_name("key"), child.child_by_field_name("value")
            if key is not None and value is not None:
                found[syntax.text(key, 128).strip("\"'`[]")] = value
    return found


def functions(root: Node, reading: str) -> dict[str, Node]:
    """Named functions of a file, methods of classes and objects included."""
    found: dict[str, Node] = {}
    for _, nodes in syntax.matches(root, reading, _NAMED):
        found.setdefault(syntax.text(nodes["name"][0], 120), nodes["whole"][0])
    return found


def body_of(node: Node) -> Node | None:
    """The body of a function, or of the function that a pair, an assignment or a declaration holds."""
    inner: Node | None = node
    if node.type not in FUNCTIONS:
        inner = node.child_by_field_name("value") or node.child_by_field_name("right")
    return inner.child_by_field_name("body") if inner is not None else None


def is_trivial(function: Node) -> bool:
    """Whether a function does nothing: empty, `return`, `return Promise.resolve()`, a word in the log."""
    body = body_of(function)
    if body is None:
        return False
    if body.type != "statement_block":
        return syntax.text(body, 60) in ("Promise.resolve()", "null", "undefined", "{}", "knex", "false")
    for statement in body.named_children:
        text = syntax.text(statement, 200).rstrip(";").strip()
        if statement.type == "comment" or text in ("return", "return null", "return Promise.resolve()", "return knex"):
            continue
        if text.startswith(("await Promise.resolve()", "Promise.resolve()", "console.", "return Promise.resolve(")):
            continue
        return False
    return True


def raises(function: Node) -> bool:
    body = body_of(function)
    first = (
        next((child for child in body.named_children if child.type != "comment"), None) if body is not None else None
    )
    return first is not None and (
        first.type == "throw_statement" or syntax.text(first, 200).startswith("return Promise.reject")
    )
