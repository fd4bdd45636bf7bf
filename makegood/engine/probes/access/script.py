"""JavaScript and TypeScript: routes of Express, Koa, Fastify and Hono with what stands before them."""

from __future__ import annotations

import re

from tree_sitter import Node

from makegood.engine import syntax
from makegood.engine.probes.access import never, script_never
from makegood.engine.probes.access.bodies import REFUSING, lookups_of, marks_of, plain
from makegood.engine.probes.access.handler import Handler, Outline
from makegood.engine.probes.access.script_exports import read_classes, read_exports
from makegood.engine.probes.access.words import guards
from makegood.engine.syntax.script import CALLS, NAMED

LIMIT = 600
BODY = 12_000
CHAIN = 14
VERBS = ("get", "post", "put", "patch", "delete", "all", "del")
_METHODS = {"del": "DELETE", "all": "POST"}
FUNCTIONS = ("arrow_function", "function_expression", "function")
WORTH = re.compile(
    rb"\.(?:get|post|put|patch|delete|all|use|route|addHook)\(|@Controller|export (?:default |const |async )|use server"
    rb"|canActivate|jwt\.|(?:req|ctx)\b[^;{}]{0,60}(?:res|next)\b|APP_GUARD|useGlobalGuards"
)
_ROUTER = re.compile(
    r"^(?:this\.)?[\w$]*(?:[aA]pp|[rR]outer|[rR]outes?|[sS]erver|fastify|api|instance|hono)(?:Instance)?\d?$"
    r"|(?:Router|express|fastify|Hono)\(\)$"
)
_IMPORTS = re.compile(
    r"(?:import\s+(?:\*\s+as\s+)?(?:type\s+)?([\w$]{1,60})?[^'\";]{0,300}?from\s+|(?:const|let|var)"
    r"\s+([\w$]{1,60})\s?=\s?"
    r"(?:[\w$.]{1,30}\()?require\(\s?)['\"](\.{0,2}[^'\"]{1,200})['\"]"
)
_HANDLES = re.compile(r"\b(?:req|request|ctx|context|reply|res)\b")


def outline(content: bytes, reading: str) -> Outline:
    """What a JavaScript or TypeScript file says about who may use it."""
    found = Outline()
    text = content.decode("utf-8", "backslashreplace")
    lines = text.split("\n")
    root = syntax.parse(content, reading).root_node
    modules = {(one or two): place.rpartition("/")[2] for one, two, place in _IMPORTS.findall(text)[:300] if one or two}
    for _, nodes in syntax.matches(root, reading, CALLS):
        if len(found.handlers) < LIMIT:
            _call(nodes["object"][0], nodes["name"][0], nodes["arguments"][0], modules, lines, found)
    for _, nodes in syntax.matches(root, reading, NAMED):
        _named(syntax.text(nodes["name"][0], 80), nodes["whole"][0], lines, found)
    read_classes(root, lines, found)
    read_exports(root, text, lines, found)
    script_never.look(root, reading, lines, found)
    never.look_at_text(text, "script", found)
    return found


def _named(name: str, whole: Node, lines: list[str], found: Outline) -> None:
    """A function by its name: as a handler that a route refers to, or as something that refuses."""
    text = plain(syntax.text(whole, BODY), "script")
    if not _HANDLES.search(text) or len(found.handlers) >= LIMIT:
        return
    marks = marks_of(text, "script")
    if marks & REFUSING:
        found.refusing.append(name)
    line = syntax.line(whole)
    found.handlers.append(
        Handler(
            name=name,
            line=line,
            text=lines[line - 1].strip()[:200],
            framework="function",
            marks=marks,
            lookups=lookups_of(text, line, "script"),
        )
    )


def _call(target: Node, name: Node, arguments: Node, modules: dict[str, str], lines: list[str], found: Outline) -> None:
    verb, line = syntax.text(name, 40), syntax.line(name)
    owner = syntax.text(target, 200)
    given = [node for node in arguments.named_children if node.type != "comment"][:20]
    if verb in ("use", "addHook", "register") and given and _ROUTER.search(owner):
        _use(owner, verb, given, line, modules, found)
        return
    if verb not in VERBS or not given:
        return
    router, route, rest = _route(owner, target, given)
    if route is None or not rest:
        return
    if verb == "all" and rest[-1].type not in FUNCTIONS and guards(_names(rest[-1])[-1] if _names(rest[-1]) else ""):
        found.before.setdefault(router, []).append(f"{_names(rest[-1])[-1]}@{line}@{_prefix(route)}")
        return
    found.handlers.append(_handler(verb, router, route, rest, arguments, line, lines))


def _route(owner: str, target: Node, given: list[Node]) -> tuple[str, str | None, list[Node]]:
    """(router, path, what follows) of `app.get("/x", a, b)` and of `router.route("/x").get(a).post(b)`."""
    if given[0].type in ("string", "template_string"):
        path = syntax.text(given[0], 300)[1:-1]
        ours = len(given) > 1 and path[:1] in ("/", "*", "") and _ROUTER.search(owner)
        return owner, path if ours else None, given[1:]
    node: Node | None = target
    for _ in range(CHAIN):
        if node is None or node.type != "call_expression":
            break
        function, arguments = node.child_by_field_name("function"), node.child_by_field_name("arguments")
        if function is None or arguments is None or function.type != "member_expression":
            break
        if syntax.text(function, 4_000).endswith(".route") and arguments.named_children:
            path = syntax.text(arguments.named_children[0], 300)
            base = function.child_by_field_name("object")
            router = syntax.text(base, 200) if base is not None else ""
            return router, path[1:-1] if path[:1] in "'\"`" else None, given
        node = function.child_by_field_name("object")
    return owner, None, []


def _handler(
    verb: str, router: str, route: str, rest: list[Node], arguments: Node, line: int, lines: list[str]
) -> Handler:
    last = rest[-1]
    inline = next((node for node in (last, *_inside(last)) if node.type in FUNCTIONS), None)
    before = [name for node in rest[:-1] for name in _names(node)]
    name = ""
    if inline is None:
        names = _names(last)
        before += names[:-1] if last.type == "call_expression" else []
        name = names[-1] if names else ""
    elif last.type == "call_expression":
        before += _names(last)[:1]
    text = plain(syntax.text(inline, BODY), "script") if inline is not None else ""
    marks = set(marks_of(text, "script")) if text else set[str]()
    denying = [
        node for node in rest[:-1] if node.type in FUNCTIONS and REFUSING & marks_of(syntax.text(node, BODY), "script")
    ]
    if denying:
        before.append("login_required")
    hidden = next((node for node in arguments.named_children if node.type == "comment" and _is_guard(node)), None)
    if hidden is not None:
        marks.add(f"hidden:{syntax.line(hidden)}")
    return Handler(
        name=name.rpartition(".")[2] if inline is None else "",
        line=line,
        text=lines[line - 1].strip()[:200],
        framework="express",
        route=route,
        methods=(_METHODS.get(verb, verb.upper()),),
        router=router,
        guards=tuple(before),
        marks=frozenset(marks),
        lookups=lookups_of(text, syntax.line(inline), "script") if inline is not None else (),
        calls=(name.rpartition(".")[0],) if inline is None and "." in name else (),
    )


def _is_guard(comment: Node) -> bool:
    """A comment that holds a guard of the list, such as `/* requireAuth, */`, and no sentence."""
    inside = re.sub(r"^/[/*]+|\*/$", "", syntax.text(comment, 120)).strip().rstrip(",")
    return bool(re.fullmatch(r"[\w$.]{2,60}(?:\([^()]{0,60}\))?", inside)) and guards(inside.partition("(")[0])


def _inside(node: Node) -> list[Node]:
    arguments = node.child_by_field_name("arguments") if node.type == "call_expression" else None
    return list(arguments.named_children) if arguments is not None else []


def _names(node: Node) -> list[str]:
    """Names of what stands before a handler: middlewares, what makes them, hooks in the options of Fastify."""
    text = re.sub(r"['\"`][^'\"`]{0,200}['\"`]", "''", syntax.text(node, 1_500))
    if node.type in FUNCTIONS:
        return []
    if node.type == "object":
        hooks = re.findall(
            r"(?:preHandler|onRequest|preValidation|beforeHandler|preParsing)\s?:\s?([^\n{}]{1,200})", text
        )
        return [name for hook in hooks for name in re.findall(r"[A-Za-z_$][\w$.]{0,80}", hook)]
    return re.findall(r"[A-Za-z_$][\w$.]{0,80}", text)[:20]


def _prefix(route: str) -> str:
    return route.rstrip("*").rstrip("/")


def _use(owner: str, verb: str, given: list[Node], line: int, modules: dict[str, str], found: Outline) -> None:
    path = syntax.text(given[0], 200)[1:-1] if given[0].type in ("string", "template_string") else ""
    rest = given[1:] if path or given[0].type == "string" else given
    if verb == "register":
        rest = rest[:1]
    names = [name for node in rest for name in _names(node)]
    guarding = [name for name in names if guards(name)]
    for node in rest:
        if node.type in FUNCTIONS and REFUSING & marks_of(plain(syntax.text(node, BODY), "script"), "script"):
            guarding.append("login_required")
    last = rest[-1] if rest else None
    target = syntax.text(last, 80) if last is not None and last.type == "identifier" else ""
    required = re.match(r"require\(['\"]([^'\"]{1,200})['\"]\)", syntax.text(last, 220)) if last is not None else None
    if required is not None:
        target, modules = "*", {"*": required.group(1).rpartition("/")[2]}
    if target and not guards(target) and (target in modules or _ROUTER.search(target)):
        found.mounts.append((target, [name for name in guarding if name != target], modules.get(target, "")))
        found.table.append((target, path, [modules.get(target, ""), owner, str(line)]))
        return
    where = _prefix(path) if verb == "use" else ""
    found.before.setdefault(owner, []).extend(f"{name}@{line}@{where}" for name in guarding or names[:3])
