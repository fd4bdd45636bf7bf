"""Routes in Python: decorators of Flask, FastAPI and their like, URL tables of Django, routers of DRF."""

from __future__ import annotations

import re

from tree_sitter import Node

from makegood.engine import syntax
from makegood.engine.probes.api.demands import models, of_handler

Result = dict[str, object]
LIMIT = 1_000
VERBS = ("get", "post", "put", "patch", "delete")
_DECORATED = """
(decorated_definition
  (decorator (call
    function: (attribute object: (_) @object attribute: (identifier) @name)
    arguments: (argument_list . (string) @path) @arguments)) @decorator
  definition: (_) @body)
"""
_CALLS = """
(call function: [(identifier) @name (attribute attribute: (identifier) @name)]
  arguments: (argument_list . (string) @path . (_) @view)) @call
"""
_DEFINED = "[(function_definition name: (identifier) @name) @whole (class_definition name: (identifier) @name) @whole]"
_GIVES_DATA = re.compile(
    r"\bjsonify\(|\bJsonResponse\(|\bJSONResponse\(|json\.dumps\(|return \{|\bResponse\(\s*(?:\{|serializer"
    r"|data\b)|\.get_json\("
)
_GIVES_PAGE = re.compile(
    r"\brender(?:_template)?\(|TemplateResponse\(|HTMLResponse|\bredirect\(|send_file\(|render_to_response\("
)
_API_CLASS = re.compile(r"^class \w+\([^)]{0,300}(?:APIView|ViewSet|generics\.|\bResource\b|MethodView)")
_PAGE_CLASS = re.compile(
    r"^class \w+\([^)]{0,300}(?:TemplateView|ListView|DetailView|FormView|CreateView|UpdateView|DeleteView"
    r"|RedirectView|LoginView)"
)
_PREFIX = re.compile(
    rb"^(\w{1,60})\s*=\s*(?:Blueprint|APIRouter)\([^)]{0,500}prefix\s*=\s*['\"]([^'\"]{1,200})['\"]", re.MULTILINE
)
_WORTH = re.compile(
    rb"route|path\(|url\(|\.(?:get|post|put|patch|delete|register)\(|request|FastAPI|View|http\.server"
    rb"|\b(?:BaseModel|SQLModel)\b"
)
_FASTAPI = re.compile(rb"\bfastapi\b|\b(?:BaseModel|SQLModel)\b")
_GENERATORS = {
    "fastapi": re.compile(rb"\bFastAPI\((?![^)]{0,2000}openapi_url\s*=\s*None)"),
    "drf": re.compile(rb"\bdrf_spectacular\b|\bdrf_yasg\b"),
    "flask": re.compile(
        rb"\bflask_smorest\b|\bflasgger\b|\bflask_restx\b|\bapiflask\b|\bflask_openapi3\b|\bspectree\b"
    ),
    "connexion": re.compile(rb"\bimport connexion\b|\bfrom connexion\b"),
    "ninja": re.compile(rb"\bNinjaAPI\("),
    "graphql": re.compile(rb"\bimport (?:strawberry|graphene|ariadne)\b|\bfrom (?:strawberry|graphene|ariadne)\b"),
}
_FOREIGN = re.compile(
    rb"^\s*(?:from|import)\s+(tornado\.web|falcon|aiohttp\.web|pyramid|cherrypy|sanic|bottle\b|http\.server)"
    rb"|\b(BaseHTTPRequestHandler)\b",
    re.MULTILINE,
)


def routes(content: bytes) -> Result:
    """`routes` [method, path, line, kind, view, framework], `views` name -> kind, `makers`, `foreign`."""
    foreign = _FOREIGN.search(content)
    if not foreign and not _WORTH.search(content):
        return {}
    tree = syntax.parse(content, "python").root_node
    found = [*_decorated(tree, content), *_tables(tree, content)][:LIMIT]
    makers = [[name, line] for name, pattern in _GENERATORS.items() if (line := _line(pattern, content))]
    made: Result = {"routes": found, "views": _views(tree), "makers": makers}
    if _FASTAPI.search(content):
        made |= _demanded(tree, content)
    if foreign:
        made["foreign"] = (foreign.group(1) or foreign.group(2)).decode("ascii", "replace")
    return made if any(made.values()) else {}


def _demanded(tree: Node, content: bytes) -> Result:
    """`handlers` [method, path, demanded], `bodies` classes that handlers take, `models` what classes demand."""
    prefixes = {one.decode(): prefix.decode("utf-8", "replace") for one, prefix in _PREFIX.findall(content)}
    handlers: list[list[object]] = []
    bodies: set[str] = set()
    for _, nodes in syntax.matches(tree, "python", _DECORATED):
        name, path = syntax.text(nodes["name"][0]), _string(nodes["path"][0])
        if name in VERBS and nodes["body"][0].type == "function_definition" and len(handlers) < LIMIT:
            demanded, taken = of_handler(nodes["body"][0], path)
            whole = prefixes.get(syntax.text(nodes["object"][0], 100), "").rstrip("/") + path
            handlers.append([name.upper(), whole, demanded])
            bodies.update(taken)
    return {"handlers": handlers, "bodies": sorted(bodies), "models": models(tree)}


def _line(pattern: re.Pattern[bytes], content: bytes) -> int:
    match = pattern.search(content)
    return content.count(b"\n", 0, match.start()) + 1 if match else 0


def _decorated(tree: Node, content: bytes) -> list[list[object]]:
    framework = "fastapi" if b"fastapi" in content else "flask" if b"flask" in content else ""
    prefixes = {one.decode(): prefix.decode("utf-8", "replace") for one, prefix in _PREFIX.findall(content)}
    found: list[list[object]] = []
    for _, nodes in syntax.matches(tree, "python", _DECORATED):
        name, path = syntax.text(nodes["name"][0]), _string(nodes["path"][0])
        if name not in (*VERBS, "route", "api_route") or not (path.startswith("/") or (path == "" and framework)):
            continue
        path = prefixes.get(syntax.text(nodes["object"][0], 100), "").rstrip("/") + path
        arguments = syntax.text(nodes["arguments"][0])
        body = syntax.text(nodes["body"][0], 8_000)
        kind = _kind(body + arguments, path, framework)
        for method in [name.upper()] if name in VERBS else _methods(arguments):
            found.append([method, path, syntax.line(nodes["decorator"][0]), kind, "", framework])
    return found


def _methods(arguments: str) -> list[str]:
    given = re.search(r"methods\s*=\s*[\[({]([^\])}]{0,200})", arguments)
    return re.findall(r"[A-Z]+", given.group(1)) if given else ["GET"]


def _kind(text: str, path: str, framework: str) -> str:
    if re.search(r"(?:^|/)(?:api|rest|v\d+)(?:/|$)", path):
        return "api"
    if _GIVES_DATA.search(text):
        return "api"
    if _GIVES_PAGE.search(text):
        return "page"
    return "api" if framework == "fastapi" else "unclear"


def _tables(tree: Node, content: bytes) -> list[list[object]]:
    found: list[list[object]] = []
    django = b"urlpatterns" in content
    for _, nodes in syntax.matches(tree, "python", _CALLS):
        name, path, view = syntax.text(nodes["name"][0]), _string(nodes["path"][0]), syntax.text(nodes["view"][0], 300)
        line = syntax.line(nodes["call"][0])
        if django and name in ("path", "re_path", "url") and not re.match(r"include\b|admin\.site", view):
            found.append(["ANY", "/" + path.lstrip("^/"), line, "unclear", _view_name(view), "django"])
        elif name == "register" and re.search(rb"rest_framework|ninja", content) and re.match(r"[\w.]+$", view):
            found.append(["ANY", "/" + path.strip("^/"), line, "api", "", "drf"])
        elif name in ("add_url_rule", "add_api_route") and path.startswith("/"):
            found.append(["ANY", path, line, "unclear", "", ""])
    return found


def _view_name(view: str) -> str:
    bare = re.sub(r"\.as_view\b.*$", "", view, flags=re.DOTALL)
    names = re.findall(r"[A-Za-z_]\w*", bare)
    return names[-1] if names else ""


def _views(tree: Node) -> dict[str, str]:
    kinds: dict[str, str] = {}
    for _, nodes in syntax.matches(tree, "python", _DEFINED):
        text = syntax.text(nodes["whole"][0], 8_000)
        if "request" not in text and "View" not in text and "Resource" not in text:
            continue
        kind = ""
        if _API_CLASS.match(text) or _GIVES_DATA.search(text):
            kind = "api"
        elif _PAGE_CLASS.match(text) or _GIVES_PAGE.search(text):
            kind = "page"
        if kind and len(kinds) < LIMIT:
            kinds[syntax.text(nodes["name"][0], 100)] = kind
    return kinds


def _string(node: Node) -> str:
    text = syntax.text(node, 300)
    return re.sub(r"^[rRbBuUfF]{0,2}(?:\"\"\"|'''|\"|')|(?:\"\"\"|'''|\"|')$", "", text)
