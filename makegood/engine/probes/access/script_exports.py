"""JavaScript and TypeScript whose place or class makes the route: Next.js handlers, controllers of NestJS."""

from __future__ import annotations

import re

from tree_sitter import Node

from makegood.engine import syntax
from makegood.engine.probes.access.bodies import lookups_of, marks_of, plain
from makegood.engine.probes.access.handler import Handler, Outline
from makegood.engine.probes.access.words import guards

BODY = 12_000
_ROUTES = re.compile(r"^@(Get|Post|Put|Patch|Delete|All)\(\s?(?:['\"`]([^'\"`]{0,200})['\"`])?")
_EXPORTED = re.compile(r"^export\s+(?:async\s+)?(?:function|const)\s+([\w$]{1,60})")
_VERBS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_WRAPPER = re.compile(r"=\s?(?:await\s)?([\w$.]{1,60})\(")
_ASKED = re.compile(r"(?:method\s?={2,3}\s?|case\s)['\"](POST|PUT|PATCH|DELETE|GET)['\"]")


def read_classes(root: Node, lines: list[str], found: Outline) -> None:
    """Controllers of NestJS: guards stand on the class or on the method."""
    for child in root.named_children:
        node = child if child.type == "class_declaration" else child.child_by_field_name("declaration")
        body = node.child_by_field_name("body") if node is not None and node.type == "class_declaration" else None
        if node is None or body is None:
            continue
        above = [
            syntax.text(one, 600) for one in (*child.named_children, *node.named_children) if one.type == "decorator"
        ]
        controller = next((text for text in above if text.startswith("@Controller")), None)
        if controller is not None:
            path = re.search(r"['\"`]([^'\"`]{0,200})['\"`]", controller)
            _controller(body, path.group(1) if path else "", _names(above), lines, found)


def _names(decorators: list[str]) -> list[str]:
    return [
        name
        for text in decorators
        for name in re.findall(r"[A-Za-z_$][\w$]{0,80}", re.sub(r"['\"`][^'\"`]*['\"`]", "", text))
    ]


def _controller(body: Node, prefix: str, shared: list[str], lines: list[str], found: Outline) -> None:
    decorators: list[str] = []
    hidden = 0
    for child in body.named_children:
        if child.type == "decorator":
            decorators.append(syntax.text(child, 600))
        elif child.type == "comment":
            match = re.match(r"^//\s?@UseGuards\(|^//\s?@(?:Auth|Roles)\b", syntax.text(child, 80))
            hidden = syntax.line(child) if match else hidden
        elif child.type == "method_definition":
            _method(child, decorators, prefix, shared, hidden, lines, found)
            decorators, hidden = [], 0
        else:
            decorators, hidden = [], 0


def _method(
    node: Node, decorators: list[str], prefix: str, shared: list[str], hidden: int, lines: list[str], found: Outline
) -> None:
    route = next((match for text in decorators if (match := _ROUTES.match(text))), None)
    if route is None:
        return
    name = node.child_by_field_name("name")
    body = node.child_by_field_name("body")
    text = plain(syntax.text(body, BODY), "script") if body is not None else ""
    named = _names(decorators)
    marks = set(marks_of(text, "script"))
    marks |= (
        {"open"}
        if any(re.match(r"@(?:Public|SkipAuth|AllowAnonymous|IsPublic|NoAuth)\b", one) for one in decorators)
        else set()
    )
    marks |= {f"hidden:{hidden}"} if hidden else set()
    line = syntax.line(name) if name is not None else syntax.line(node)
    found.handlers.append(
        Handler(
            name=syntax.text(name, 80) if name is not None else "",
            line=line,
            text=lines[line - 1].strip()[:200],
            framework="nest",
            route=f"{prefix}/{route.group(2) or ''}",
            methods=(route.group(1).upper().replace("ALL", "POST"),),
            guards=(*shared, *named),
            marks=frozenset(marks),
            lookups=lookups_of(text, line, "script"),
        )
    )


def read_exports(root: Node, text: str, lines: list[str], found: Outline) -> None:
    """Exported `GET` and `POST`, the default export of a page's file, exported functions under "use server"."""
    actions = (
        re.match(r"(?s)^(?:\s|//[^\n]*\n|/\*(?:[^*]|\*(?!/)){0,2000}\*/)*[\"']use server[\"']", text[:4_000])
        is not None
    )
    for child in root.named_children:
        if child.type != "export_statement":
            continue
        whole = syntax.text(child, BODY)
        match = _EXPORTED.match(whole)
        default = whole.startswith("export default")
        name = match.group(1) if match else "default" if default else ""
        if not name or not (name in _VERBS or default or actions):
            continue
        body = plain(text if default else whole, "script")
        wrappers = [one for one in _WRAPPER.findall(whole[:300])[:1] if guards(one)]
        if default:
            wrappers = [one for one in re.findall(r"([\w$.]{1,60})\(", whole[:300]) if guards(one)]
        methods = (name,) if name in _VERBS else ("POST",) if actions else tuple(sorted(set(_ASKED.findall(text))))
        line = syntax.line(child)
        found.handlers.append(
            Handler(
                name=name,
                line=line,
                text=lines[line - 1].strip()[:200],
                framework="next" if name in _VERBS else "pages" if default else "action",
                methods=methods,
                guards=tuple(wrappers),
                marks=marks_of(body, "script"),
                lookups=lookups_of(body, line if not default else 1, "script"),
            )
        )
    if "APP_GUARD" in text or "useGlobalGuards(" in text:
        found.everywhere.append("nest:login_required")
