"""Python: routes of Flask, FastAPI, aiohttp and their like, views of Django and its REST framework."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tree_sitter import Node

from makegood.engine import syntax
from makegood.engine.probes.access import never
from makegood.engine.probes.access.bodies import REFUSING, lookups_of, marks_of
from makegood.engine.probes.access.decorated import INJECTED, ROUTE, Decorated
from makegood.engine.probes.access.handler import Handler, Outline
from makegood.engine.probes.access.python_classes import VERBS, read_class
from makegood.engine.probes.access.python_tables import read_tables
from makegood.engine.probes.access.words import guards

LIMIT = 600
DEEP = 12
WORTH = re.compile(
    rb"request|\.route\(|@\w{1,60}\.(?:get|post|put|patch|delete)\(|APIRouter|urlpatterns|PERMISSION_CLASSES|permission"
    rb"|MIDDLEWARE|include_router|add_\w{0,20}(?:resource|rule|route)|jwt|Mixin"
    rb"|def \w{0,30}(?:auth|allowed|admin|can_|require|token)"
)
_METHODS = re.compile(r"methods\s?=\s?[\[({]([^\])}]{0,100})")
_PASSED_ON = re.compile(r"\b([A-Za-z_]\w{2,60})\((?:self\.)?request\b")
_SEES_THROUGH = ("module", "if_statement", "block", "try_statement", "else_clause", "with_statement")


def outline(content: bytes) -> Outline:
    """What a Python file says about who may use it."""
    found = Outline()
    text = content.decode("utf-8", "backslashreplace")
    lines = text.split("\n")
    read_tables(text, found)
    for one, owner in _definitions(syntax.parse(content, "python").root_node):
        if len(found.handlers) >= LIMIT:
            break
        never.look_at_python(one, owner, lines, found)
        if one.node.type == "class_definition":
            read_class(one, lines, found)
        elif not owner:
            _function(one, lines, found)
    never.look_at_text(text, "python", found)
    return found


def _definitions(root: Node) -> Iterator[tuple[Decorated, str]]:
    """Every function and class, with the class around it; also those within a function such as `create_app`."""
    todo: list[tuple[Node, str, int]] = [(root, "", 0)]
    while todo:
        node, owner, depth = todo.pop()
        inner = node.child_by_field_name("definition") if node.type == "decorated_definition" else node
        if inner is None or depth > DEEP:
            continue
        if inner.type in ("function_definition", "class_definition"):
            one = Decorated(inner, node)
            yield one, owner
            body = inner.child_by_field_name("body")
            if body is not None:
                inside = one.name if inner.type == "class_definition" else owner
                todo.extend((child, inside, depth + 1) for child in reversed(body.named_children))
        elif inner.type in _SEES_THROUGH:
            todo.extend((child, owner, depth + 1) for child in reversed(inner.named_children))


def _function(one: Decorated, lines: list[str], found: Outline) -> None:
    marks = marks_of(one.body, "python")
    if marks & REFUSING:
        found.refusing.append(one.name)
    _hooks(one, marks, found)
    routes = [match for decorator in one.decorators if (match := ROUTE.match(decorator))]
    asked = re.match(r"\(\s{0,20}(?:request|req)\b", one.parameters)
    if not routes and not asked:
        return
    line = syntax.line(one.node)
    body = one.node.child_by_field_name("body")
    row = Handler(
        name=one.name,
        line=line,
        text=lines[line - 1].strip()[:200],
        framework="django",
        guards=(*one.guards(), *INJECTED.findall(one.parameters), *(_types(one.parameters) if routes else ())),
        marks=marks | one.marks(lines),
        calls=tuple(dict.fromkeys(_PASSED_ON.findall(one.body)))[:20],
        lookups=lookups_of(one.body, syntax.line(body) if body is not None else line, "python"),
    )
    if routes:
        found.handlers.extend(_routed(row, match, one) for match in routes)
    else:
        found.handlers.append(replace(row, methods=_methods(one)))


def _routed(row: Handler, match: re.Match[str], one: Decorated) -> Handler:
    router, verb, path = match.groups()
    decorator = next((text for text in one.decorators if text.startswith(match.group(0))), "")
    methods = (verb.upper(),) if verb in VERBS else ("GET",)
    if verb not in VERBS and (given := _METHODS.search(decorator)):
        methods = tuple(re.findall(r"[A-Z]{3,7}", given.group(1)))
    return replace(row, framework="decorated", router=router, route=path or "/", methods=methods)


def _methods(one: Decorated) -> tuple[str, ...]:
    """What a Django view says of its methods, () when nothing."""
    for decorator in one.decorators:
        if decorator.startswith(("api_view", "require_http_methods")):
            return tuple(re.findall(r"['\"](GET|POST|PUT|PATCH|DELETE)['\"]", decorator.upper()))
        if decorator.startswith(("require_GET", "require_safe")):
            return ("GET",)
    return ()


def _types(parameters: str) -> list[str]:
    """Types of parameters that guard: `user: CurrentUser` asks for a user in FastAPI."""
    return [
        name
        for name in re.findall(r":\s?([A-Z][\w.]{0,80})", parameters)
        if guards(name) and not name.endswith("Request")
    ]


def _hooks(one: Decorated, marks: frozenset[str], found: Outline) -> None:
    """`@bp.before_request`, `@app.middleware("http")`."""
    for decorator in one.decorators:
        owner, _, hook = decorator.partition("(")[0].rpartition(".")
        if hook not in ("before_request", "middleware", "before_app_request"):
            continue
        if not marks & REFUSING and not guards(one.name):
            continue
        found.before.setdefault(owner, []).append("login_required")
        if owner.rpartition(".")[2] in ("app", "application") or hook == "before_app_request":
            found.everywhere.append("decorated:login_required")
