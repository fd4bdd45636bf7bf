"""What stands apart from the handlers in Python: URL tables, guarded routers, settings of the whole application."""

from __future__ import annotations

import re

from makegood.engine.probes.access.decorated import INJECTED, names_in
from makegood.engine.probes.access.handler import Outline
from makegood.engine.probes.access.words import guards

LIMIT = 2_000
_ENTRY = re.compile(
    r"\b(?:path|re_path|url)\(\s{0,40}[rf]{0,2}['\"]([^'\"\n]{0,200})['\"]\s{0,20},\s{0,60}(?=([A-Za-z_][^\n]{1,300}))"
)
_REGISTERED = re.compile(r"\.register\(\s{0,40}r?['\"]([^'\"\n]{0,200})['\"]\s{0,20},\s{0,40}([\w.]{1,100})")
_ADDED = re.compile(
    r"\badd_(?:\w{0,20}resource|url_rule|\w{0,20}route|get|post|put|patch|delete|view)\(\s{0,40}([^\n]{1,300})"
)
_ROUTER = re.compile(
    r"(?m)^[ \t]{0,12}(\w{1,60})\s?(?::[^=\n]{1,60})?=\s?(?:\w{1,40}\.)?(APIRouter|FastAPI|Router|NinjaAPI)"
    r"\(((?:[^()]|\([^()]{0,300}\)){0,1500})\)"
)
_INCLUDED = re.compile(
    r"\b(?:include_router|add_router|register_blueprint)\(\s{0,40}([\w.]{1,100})((?:[^()]|\([^()]{0,300}\)){0,600})\)"
)
_IMPORTED = re.compile(r"(?m)^[ \t]{0,12}from\s+([\w.]{1,120})\s+import\s+\(?([^()\n]{1,300}|[^()]{1,600}\))")
_DEFAULTS = re.compile(r"['\"]?DEFAULT_PERMISSION_CLASSES['\"]?\s{0,4}[:=]\s{0,4}[\[(]([^\])]{0,400})[\])]")
_HOOKED = re.compile(r"\b(\w{1,60})\.before_(?:app_)?request\(\s?([\w.]{1,80})\s?\)")
_MIDDLEWARE = re.compile(
    r"\badd_middleware\(\s{0,40}(\w{1,80})|^[ \t]{0,12}['\"][\w.]{1,120}"
    r"\.(Login\w{0,12}Required\w{0,12}Middleware)['\"]",
    re.MULTILINE,
)


def read_tables(text: str, found: Outline) -> None:
    """Fills the parts of the outline that belong to no single handler."""
    _views(text, found)
    _routers(text, found)
    _mounts(text, found)
    defaults = _DEFAULTS.search(text)
    if defaults is not None:
        quoted = re.findall(r"['\"]([\w.]{1,120})['\"]", defaults.group(1)) or names_in(defaults.group(1))
        found.everywhere.extend(f"drf:{name.rpartition('.')[2]}" for name in quoted)
    for owner, hook in _HOOKED.findall(text)[:50]:
        found.before.setdefault(owner, []).append(hook)
    for added, listed in _MIDDLEWARE.findall(text)[:50]:
        if listed or (added != "AuthenticationMiddleware" and guards(added)):
            found.everywhere.append(f"{'django' if listed else 'decorated'}:login_required")


def _views(text: str, found: Outline) -> None:
    if "urlpatterns" in text or ".register(" in text:
        for route, view in [*_ENTRY.findall(text), *_REGISTERED.findall(text)][:LIMIT]:
            names = names_in(_first(view))
            if names and names[-1] != "include":
                found.table.append((_bare(names[-1]), route, names[:-1]))
    for given in _ADDED.findall(text)[:LIMIT]:
        found.table.extend((_bare(name), "", []) for name in names_in(given))


def _routers(text: str, found: Outline) -> None:
    for name, kind, inside in _ROUTER.findall(text)[:200]:
        given = [*INJECTED.findall(inside), *_ninja(inside)]
        if given:
            found.before.setdefault(name, []).extend(given)
        if given and kind in ("FastAPI", "NinjaAPI"):
            found.everywhere.extend(f"decorated:{one}" for one in given)


def _ninja(inside: str) -> list[str]:
    given = re.search(r"\bauth\s?=\s?([\w.]{1,60})", inside)
    return ["login_required"] if given is not None and given.group(1) != "None" else []


def _mounts(text: str, found: Outline) -> None:
    modules = {
        (alias or name): (module.rpartition(".")[2], name)
        for module, names in _IMPORTED.findall(text)[:300]
        for name, alias in re.findall(r"(\w{1,80})(?:\s+as\s+(\w{1,80}))?", names)
    }
    for target, rest in _INCLUDED.findall(text)[:200]:
        given = INJECTED.findall(rest)
        if not given:
            continue
        first, _, last = target.rpartition(".")
        if first:
            module, name = first.rpartition(".")[2], last
        else:
            module, name = modules.get(target, ("", target))
        found.mounts.append((name, given, module))


def _first(view: str) -> str:
    """The view of `views.list, name="x"),`: up to the first comma that stands outside brackets."""
    depth = 0
    for at, sign in enumerate(view):
        depth += (sign in "([{") - (sign in ")]}")
        if depth < 0 or (sign == "," and depth == 0):
            return view[:at]
    return view


def _bare(name: str) -> str:
    return name.removesuffix(".as_view").rpartition(".")[2]
