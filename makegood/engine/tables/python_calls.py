"""Calls and classes of Python source, as the readers of its frameworks want them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tree_sitter import Node

from makegood.engine import syntax
from makegood.engine.tables import one_line


@dataclass(slots=True)
class Call:
    """`name` is the called name with its dots, `given` the arguments in order, `named` those with a name."""

    node: Node
    name: str
    given: list[Node] = field(default_factory=list)
    named: dict[str, Node] = field(default_factory=dict)

    @property
    def line(self) -> int:
        return syntax.line(self.node)

    @property
    def text(self) -> str:
        return one_line(syntax.text(self.node, 400))

    @property
    def last(self) -> str:
        return self.name.rpartition(".")[2]

    def argument(self, place: int, name: str) -> Node | None:
        return self.named.get(name) or (self.given[place] if place < len(self.given) else None)

    def word(self, place: int, name: str) -> str:
        return string(self.argument(place, name))

    def says(self, name: str, value: str) -> bool:
        node = self.named.get(name)
        return node is not None and syntax.text(node, 40) == value


def call_of(node: Node | None) -> Call | None:
    """The call that a node is, None for any other."""
    if node is None or node.type != "call":
        return None
    function, arguments = node.child_by_field_name("function"), node.child_by_field_name("arguments")
    if function is None or arguments is None:
        return None
    made = Call(node, syntax.text(function, 200))
    for child in arguments.named_children:
        if child.type == "keyword_argument":
            name, value = child.child_by_field_name("name"), child.child_by_field_name("value")
            if name is not None and value is not None:
                made.named[syntax.text(name, 60)] = value
        elif child.type != "comment":
            made.given.append(child)
    return made


def calls(node: Node) -> Iterator[Call]:
    """Every call below, in the order of the text."""
    for child, _ in syntax.walk(node):
        if child.type == "call":
            made = call_of(child)
            if made is not None:
                yield made


def string(node: Node | None) -> str:
    """The text of a string literal (pieces joined), else nothing."""
    if node is None:
        return ""
    if node.type == "concatenated_string":
        return "".join(string(child) for child in node.named_children)
    if node.type == "parenthesized_expression" and node.named_children:
        return string(node.named_children[0])
    if node.type == "call":  # sa.text("...")
        made = call_of(node)
        return string(made.given[0]) if made is not None and made.last == "text" and made.given else ""
    if node.type != "string":
        return ""
    return "".join(syntax.text(child, 60_000) for child in node.named_children if child.type == "string_content")


def strings(node: Node | None) -> list[str]:
    """The strings of a list or tuple, or the one that the node is."""
    if node is None:
        return []
    if node.type in ("list", "tuple", "set"):
        return [string(child) for child in node.named_children if child.type != "comment"]
    return [string(node)] if string(node) else []


def number(node: Node | None) -> int | None:
    text = syntax.text(node, 20).replace("_", "") if node is not None and node.type == "integer" else ""
    return int(text) if text.isdecimal() else None


def functions(root: Node) -> dict[str, Node]:
    """Functions by name, those of classes included; the last of a name counts."""
    found: dict[str, Node] = {}
    for node, _ in syntax.walk(root):
        if node.type == "function_definition":
            name = node.child_by_field_name("name")
            if name is not None:
                found[syntax.text(name, 120)] = node
    return found


def assigned(body: Node) -> Iterator[tuple[str, Node | None, Node | None, Node]]:
    """(name, value, annotation, statement) of the assignments that stand directly in a body."""
    for statement in body.named_children:
        node = (
            statement.named_children[0]
            if statement.type == "expression_statement" and statement.named_children
            else statement
        )
        if node.type != "assignment":
            continue
        left = node.child_by_field_name("left")
        if left is not None and left.type == "identifier":
            yield syntax.text(left, 120), node.child_by_field_name("right"), node.child_by_field_name("type"), node


def classes(root: Node) -> Iterator[tuple[str, list[str], Node, dict[str, str]]]:
    """(name, bases, body, keywords) of the classes at the top of a module, conditions and decorators looked through."""
    for node in root.named_children:
        inner = node.child_by_field_name("definition") if node.type == "decorated_definition" else node
        if inner is None or inner.type != "class_definition":
            continue
        name, above, body = (inner.child_by_field_name(part) for part in ("name", "superclasses", "body"))
        if name is None or body is None:
            continue
        bases, keywords = [], {}
        for base in above.named_children if above is not None else ():
            if base.type == "keyword_argument":
                word, _, value = syntax.text(base, 100).partition("=")
                keywords[word.strip()] = value.strip()
            else:
                bases.append(syntax.text(base, 120))
        yield syntax.text(name, 120), bases, body, keywords


def is_trivial(function: Node) -> bool:
    """Whether a function does nothing: pass, a text, dots, `return`."""
    body = function.child_by_field_name("body")
    for statement in body.named_children if body is not None else ():
        if statement.type in ("pass_statement", "comment"):
            continue
        if statement.type == "return_statement" and syntax.text(statement, 30) in ("return", "return None"):
            continue
        inner = (
            statement.named_children[0]
            if statement.type == "expression_statement" and statement.named_children
            else None
        )
        if inner is None or inner.type not in ("string", "ellipsis"):
            return False
    return True


def raises(function: Node) -> bool:
    """Whether a function only refuses: its first real statement raises."""
    body = function.child_by_field_name("body")
    for statement in body.named_children if body is not None else ():
        if statement.type == "comment" or syntax.text(statement, 1) in "\"'":
            continue
        return statement.type == "raise_statement"
    return False
