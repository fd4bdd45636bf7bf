"""A Python definition with what stands above it: decorators, and guards that were put into a comment."""

from __future__ import annotations

import re

from tree_sitter import Node

from makegood.engine import syntax
from makegood.engine.probes.access.bodies import plain
from makegood.engine.probes.access.words import guards

BODY = 12_000
OPEN = re.compile(r"\bAllowAny\b")
ROUTE = re.compile(
    r"^([\w.]{1,60})\.(route|get|post|put|patch|delete|api_route|view)\("
    r"\s{0,40}(?:path\s?=\s?)?[rbf]?['\"]([^'\"]{0,200})['\"]"
)
INJECTED = re.compile(r"\b(?:Depends|Security|Inject|Provide)\(\s{0,40}([\w.]{0,80})")
_NAMES = re.compile(r"[A-Za-z_][\w.]{0,100}")
_NO_GUARDS = frozenset(("name", "dispatch", "dependencies", "Depends", "True", "False", "None"))
_PERMITTED = re.compile(r"permission_classes\s?=\s?[\[(]([^\])]{0,200})")
_HIDDEN = re.compile(
    r"^\s{0,40}#\s{0,4}(?:@\s?([\w.]{1,80})|((?:permission|dependenc)\w{2,8}\s?=)|(?:\w{1,40}\s?:.{0,60}?)"
    r"?Depends\(\s?([\w.]{1,80}))"
)


class Decorated:
    """A function or class with its decorators, as texts without the `@`."""

    def __init__(self, node: Node, whole: Node) -> None:
        self.node, self.whole = node, whole
        self.decorators = [
            syntax.text(child, 800).lstrip("@").strip() for child in whole.named_children if child.type == "decorator"
        ]
        name = node.child_by_field_name("name")
        self.name = syntax.text(name, 100) if name is not None else ""

    @property
    def body(self) -> str:
        """Its text below the head, without comments."""
        body = self.node.child_by_field_name("body")
        return plain(syntax.text(body, BODY), "python") if body is not None else ""

    @property
    def parameters(self) -> str:
        parameters = self.node.child_by_field_name("parameters")
        return syntax.text(parameters, 3_000) if parameters is not None else ""

    def guards(self) -> list[str]:
        """Every name in its decorators that may guard."""
        names: list[str] = []
        for decorator in self.decorators:
            callee, _, inside = decorator.partition("(")
            if callee.strip().endswith(("method_decorator", "permission_classes")):
                names += names_in(inside)
            elif not ROUTE.match(decorator):
                names.append(callee.strip())
            names += INJECTED.findall(decorator)
            given = _PERMITTED.search(decorator)
            names += names_in(given.group(1)) if given is not None else []
        return names

    def marks(self, lines: list[str]) -> frozenset[str]:
        """Marks that the decorators and the comments beside them give."""
        decorators = " ".join(self.decorators)
        more = set()
        if "csrf_exempt" in decorators:
            more.add("exempt")
        if OPEN.search(decorators) or "login_not_required" in decorators:
            more.add("open")
        if "require_POST" in decorators:
            more.add("writes")
        if line := self._hidden(lines):
            more.add(f"hidden:{line}")
        return frozenset(more)

    def _hidden(self, lines: list[str]) -> int:
        """The line of a guard that stands in a comment, 0 without one."""
        first = syntax.line(self.whole) - 1
        while first > 0 and lines[first - 1].lstrip().startswith("#"):
            first -= 1
        body = self.node.child_by_field_name("body")
        last = body.start_point.row if body is not None else syntax.line(self.node)
        if self.node.type == "class_definition":
            last += 8
        for number in range(first, min(last, first + 60, len(lines))):
            match = _HIDDEN.match(lines[number])
            if match and (match.group(2) or guards(match.group(1) or match.group(3) or "")):
                return number + 1
        return 0


def names_in(text: str) -> list[str]:
    """Names in an expression, texts left out: `permission_required("a.b")` gives its own name only."""
    bare = re.sub(r"['\"][^'\"]{0,200}['\"]", "", text)
    return [name for name in _NAMES.findall(bare) if name not in _NO_GUARDS]


def method_of(node: Node) -> Decorated | None:
    """The function that a statement of a class defines."""
    inner = node.child_by_field_name("definition") if node.type == "decorated_definition" else node
    return Decorated(inner, node) if inner is not None and inner.type == "function_definition" else None
