"""Classes of Python that serve requests: views of Django and its REST framework, resources of Flask."""

from __future__ import annotations

import re

from makegood.engine import syntax
from makegood.engine.probes.access.bodies import REFUSING, lookups_of, marks_of, plain
from makegood.engine.probes.access.decorated import BODY, OPEN, Decorated, method_of, names_in
from makegood.engine.probes.access.handler import Handler, Lookup, Outline
from makegood.engine.probes.access.words import guards

VERBS = ("get", "post", "put", "patch", "delete")
_VIEW = re.compile(r"View$|ViewSet$|^Resource$|HTTPEndpoint|RequestHandler|Resource$")
_PERMISSIONS = re.compile(
    r"(?m)^[ \t]{1,12}(?:permission_classes|method_decorators|decorators)(?:\s?:[^=\n]{1,80})?\s?=\s?"
    r"(?:[\[({]([^\])}]{0,400})[\])}]|(\w{1,60}))"
)
_WRITING = re.compile(r"Create|Update|Delete|Destroy|FormView|(?<!ReadOnly)ModelViewSet")
_SINGLE = re.compile(r"Detail|Update|Delete|Destroy|Retrieve|ViewSet")
_MODEL = re.compile(r"(?m)^[ \t]{1,12}(?:model\s?=\s?([A-Z]\w{1,60})|queryset\s?=\s?([A-Z]\w{1,60})\.objects)")
_GATES = (
    "dispatch",
    "test_func",
    "has_permission",
    "initial",
    "prepare",
    "setup",
    "get_permissions",
    "check_permissions",
)
_TOLD = ("get_permissions", "check_permissions")


def read_class(one: Decorated, lines: list[str], found: Outline) -> None:
    """Adds the class as a handler where it serves requests, and what it inherits, in any case."""
    parents = one.node.child_by_field_name("superclasses")
    bases = names_in(syntax.text(parents, 400)) if parents is not None else []
    text = plain(syntax.text(one.node, BODY * 2), "python")
    own = [name for pair in _PERMISSIONS.findall(text) for name in names_in(pair[0] or pair[1])]
    named = [*bases, *own, *one.guards()]
    found.bases[one.name] = [name.rpartition(".")[2] for name in named][:30]
    body = one.node.child_by_field_name("body")
    methods = [method_of(child) for child in (body.named_children if body is not None else [])]
    inner = {method.name: method for method in methods if method is not None}
    if any(name in inner and (name in _TOLD or REFUSING & marks_of(inner[name].body, "python")) for name in _GATES):
        found.refusing.append(one.name)
        named.append(one.name)
    served = [inner[verb] for verb in VERBS if verb in inner]
    if not served and not any(_VIEW.search(base) for base in bases):
        return
    marks = set(one.marks(lines) | marks_of(text, "python"))
    if _PERMISSIONS.search(text) and all(OPEN.search(name) for name in own):
        marks.add("open")
    if any(any(guards(name) for name in method.guards()) for method in served):
        found.handlers.extend(_each(one.name, method, tuple(named), lines) for method in served)
        return
    line = syntax.line(one.node)
    verbs = [method.name.upper() for method in served] or ["POST" if _WRITING.search(base) else "GET" for base in bases]
    found.handlers.append(
        Handler(
            name=one.name,
            line=line,
            text=lines[line - 1].strip()[:200],
            framework="view-class",
            methods=tuple(sorted(set(verbs))),
            guards=tuple(named),
            marks=frozenset(marks),
            lookups=_lookups(text, line, bases),
        )
    )
    _actions(inner, tuple(named), lines, found)


def _each(owner: str, method: Decorated, named: tuple[str, ...], lines: list[str]) -> Handler:
    """One method of a class whose methods are guarded each by itself."""
    line = syntax.line(method.node)
    return Handler(
        name=f"{owner}.{method.name}",
        line=line,
        text=lines[line - 1].strip()[:200],
        framework="view-method",
        methods=(method.name.upper(),),
        guards=(*named, *method.guards()),
        marks=method.marks(lines) | marks_of(method.body, "python"),
        lookups=lookups_of(method.body, line, "python"),
    )


def _lookups(text: str, line: int, bases: list[str]) -> tuple[Lookup, ...]:
    found = list(lookups_of(text, line, "python"))
    model = _MODEL.search(text)
    if model is not None and any(_SINGLE.search(base) for base in bases):
        found.append(
            Lookup(
                model=model.group(1) or model.group(2),
                line=line + text.count("\n", 0, model.start()),
                text=model.group(0).strip(),
                by_address=True,
                owned="asker" in marks_of(text, "python"),
            )
        )
    return tuple(found)


def _actions(inner: dict[str, Decorated], named: tuple[str, ...], lines: list[str], found: Outline) -> None:
    """`@action(methods=["post"], permission_classes=[AllowAny])` of a view set: a route of its own."""
    for method in inner.values():
        action = next((text for text in method.decorators if text.startswith("action(")), "")
        if not action:
            continue
        line = syntax.line(method.node)
        given = tuple(re.findall(r"['\"](GET|POST|PUT|PATCH|DELETE)['\"]", action.upper())) or ("GET",)
        own = "permission_classes" in action
        found.handlers.append(
            Handler(
                name=method.name,
                line=line,
                text=lines[line - 1].strip()[:200],
                framework="action",
                methods=given,
                guards=tuple(method.guards()) if own else named,
                marks=method.marks(lines) | marks_of(method.body, "python"),
            )
        )
