"""Routes in JavaScript and TypeScript: Express, Koa, Fastify, Hono, NestJS; Next.js by the file's place."""

from __future__ import annotations

import posixpath
import re

from tree_sitter import Node

from makegood.engine import syntax
from makegood.engine.syntax.script import CALLS, NAMED

Result = dict[str, object]
LIMIT = 1_000
CHAIN = 14
VERBS = ("get", "post", "put", "patch", "delete", "all")
HANDLERS = ("arrow_function", "function_expression", "function", "identifier", "member_expression", "call_expression")
_SERVER = re.compile(
    rb"""['"](?:node:)?(?:express|koa|fastify|hono|polka|@koa/router|koa-router|express-promise-router)['"]"""
)
_CLIENT = re.compile(
    rb"""['"](?:react|vue|axios|@angular/(?:core|common/http)|svelte|jquery|supertest|superagent)['"]"""
)
_OBJECT = re.compile(
    r"^(?:this\.)?\w*(?:[aA]pp|[rR]outer|[rR]outes|server|fastify)(?:Instance)?$|(?:Router|express|fastify)\(\)$"
)
_GIVES_DATA = re.compile(
    r"\.json\(|\bctx\.body\s*=|\.send\(\s*(?:\{|\[)|reply\.send\(|\.jsonp\(|sendStatus\(|status\(\d+\)\.send"
)
_GIVES_PAGE = re.compile(r"\.render\(|\.redirect\(|\.sendFile\(|\.sendfile\(")
_NEST = re.compile(
    rb"@(?P<word>Controller|Get|Post|Put|Patch|Delete|All)\(\s*(?:\{[^}]{0,200}path:\s*)?(?:['\"`](?P<path>[^'\"`]{0,200}))?"
)
_IMPORTS = re.compile(
    rb"(?:import\s+(?:\*\s+as\s+)?(\w{1,60})[^'\";]{0,100}from\s+|(?:const|let|var)\s+(\w{1,60})\s*=\s*require\(\s*)['\"](\.[^'\"]{0,200})['\"]"
)
_EXPORTED = re.compile(rb"export\s+(?:async\s+)?(?:function|const)\s+(GET|POST|PUT|PATCH|DELETE)\b")
_SPOKEN = re.compile(
    rb"^\s*\*?\s*(?:(?P<path>/[\w/{}:.-]{0,200})|(?P<verb>get|post|put|patch|delete)):\s*$", re.MULTILINE
)
_MAKERS = {
    "nest": re.compile(rb"\bSwaggerModule\b"),
    "fastify": re.compile(rb"@fastify/swagger|fastify-swagger"),
    "express": re.compile(
        rb"['\"](?:tsoa|express-openapi|swagger-autogen|routing-controllers-openapi|zod-openapi)['\"]"
    ),
    "hono": re.compile(rb"@hono/zod-openapi"),
}
_FOREIGN = re.compile(
    rb"""['"](@hapi/hapi|restify|@feathersjs/\w+|@loopback/\w+|sails|@trpc/server|@apollo/server|apollo-server[\w-]*|@adonisjs/\w+)['"]"""
)


def routes(content: bytes, reading: str) -> Result:
    """`routes` [method, path, line, kind, handler, framework], `views`, `makers`, `mounts`, `imports`, `spoken`."""
    nest = b"@Controller" in content
    serves = bool(_SERVER.search(content)) or not _CLIENT.search(content)
    made: Result = {}
    if serves and re.search(rb"\.(?:get|post|put|patch|delete|all|use|route|json|render|send|redirect)\(", content):
        tree = syntax.parse(content, reading).root_node
        made = {"routes": _calls(tree, reading)[:LIMIT], "views": _views(tree, reading)}
        made["mounts"] = _mounts(tree, reading)[:100]
        made["imports"] = {
            (one or two).decode("ascii", "replace"): place.decode("utf-8", "replace")
            for one, two, place in _IMPORTS.findall(content)[:200]
        }
    if nest:
        made["routes"] = [*made.get("routes", []), *_nest(content)]  # type: ignore[misc]  # both are lists of rows
    if makers := [[name, _line(content, m)] for name, p in _MAKERS.items() if (m := p.search(content))]:
        made["makers"] = makers
    if b"@swagger" in content or b"@openapi" in content:
        made["spoken"] = _spoken(content)
    if verbs := sorted({verb.decode() for verb in _EXPORTED.findall(content)}):
        made["exported"] = verbs
    if b"export default" in content or b"module.exports" in content:
        made["handler"] = True
    if foreign := _FOREIGN.search(content):
        made["foreign"] = foreign.group(1).decode("ascii", "replace")
    return {name: value for name, value in made.items() if value}


def _line(content: bytes, match: re.Match[bytes]) -> int:
    return content.count(b"\n", 0, match.start()) + 1


def _calls(tree: Node, reading: str) -> list[list[object]]:
    found: list[list[object]] = []
    for _, nodes in syntax.matches(tree, reading, CALLS):
        name = syntax.text(nodes["name"][0], 40)
        if name not in VERBS:
            continue
        given = [node for node in nodes["arguments"][0].named_children if node.type != "comment"][:20]
        path, handler = _path_and_handler(given, nodes["object"][0])
        if path is None or handler is None or handler.type not in HANDLERS:
            continue
        text = syntax.text(handler, 8_000)
        kind = _kind(text, path)
        view = text.rpartition(".")[2] if handler.type in ("identifier", "member_expression") else _inner(text)
        line = syntax.line(nodes["name"][0])
        found.append(["ANY" if name == "all" else name.upper(), path, line, kind, view[:100], "express"])
    return found


def _path_and_handler(given: list[Node], target: Node) -> tuple[str | None, Node | None]:
    """Of `app.get("/x", a, b)`, and of `router.route("/x").get(a).post(b)`."""
    if given and given[0].type in ("string", "template_string"):
        path = syntax.text(given[0], 300)[1:-1]
        ours = len(given) > 1 and path.startswith("/") and _OBJECT.search(syntax.text(target, 200))
        return (path, given[-1]) if ours else (None, None)
    node: Node | None = target
    for _ in range(CHAIN):
        if node is None or node.type != "call_expression":
            return None, None
        function, arguments = node.child_by_field_name("function"), node.child_by_field_name("arguments")
        if function is None or arguments is None or function.type != "member_expression":
            return None, None
        if syntax.text(function).endswith(".route") and arguments.named_children:
            path = syntax.text(arguments.named_children[0], 300)
            return (path[1:-1], given[-1]) if path[:1] in "'\"`" and given else (None, None)
        node = function.child_by_field_name("object")
    return None, None


def _inner(text: str) -> str:
    """The handler within a wrapper: `asyncHandler(users.list)` gives `list`."""
    found = re.fullmatch(r"[\w.]+\(\s*(?:[\w$]+\.)*([\w$]+)\s*\)", text)
    return found.group(1) if found else ""


def _kind(text: str, path: str) -> str:
    if re.search(r"(?:^|/)(?:api|rest|v\d+)(?:/|$)", path) or _GIVES_DATA.search(text):
        return "api"
    return "page" if _GIVES_PAGE.search(text) else "unclear"


def _views(tree: Node, reading: str) -> dict[str, str]:
    kinds: dict[str, str] = {}
    for _, nodes in syntax.matches(tree, reading, NAMED):
        text = syntax.text(nodes["whole"][0], 8_000)
        given = "api" if _GIVES_DATA.search(text) else "page" if _GIVES_PAGE.search(text) else ""
        kind = "page" if ".render(" in text else given
        if kind and len(kinds) < LIMIT:
            kinds.setdefault(syntax.text(nodes["name"][0], 100), kind)
    return kinds


def _mounts(tree: Node, reading: str) -> list[list[str]]:
    """[prefix, name] of `app.use("/api/users", userRoutes)`."""
    found = []
    for _, nodes in syntax.matches(tree, reading, CALLS):
        given = nodes["arguments"][0].named_children[:20]
        named = syntax.text(nodes["name"][0], 40) in ("use", "register")
        if named and len(given) > 1 and given[0].type == "string" and given[-1].type == "identifier":
            found.append([syntax.text(given[0], 300)[1:-1], syntax.text(given[-1], 100)])
    return found


def _nest(content: bytes) -> list[list[object]]:
    found: list[list[object]] = []
    prefix = ""
    for match in _NEST.finditer(content):
        word, path = match["word"].decode(), (match["path"] or b"").decode("utf-8", "replace")
        if word == "Controller":
            prefix = path
        elif len(found) < LIMIT:
            whole = "/" + posixpath.join(prefix.strip("/"), path.strip("/")).rstrip("/")
            found.append(["ANY" if word == "All" else word.upper(), whole, _line(content, match), "api", "", "nest"])
    return found


def _spoken(content: bytes) -> list[list[object]]:
    """[method, path, line] of the operations that comments describe (swagger-jsdoc)."""
    found: list[list[object]] = []
    path = ""
    for match in _SPOKEN.finditer(content):
        if match["path"]:
            path = match["path"].decode("utf-8", "replace")
        elif path and len(found) < LIMIT:
            found.append([match["verb"].decode().upper(), path, _line(content, match)])
    return found
