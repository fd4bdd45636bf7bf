"""The imports of one file, by their usual lines: no file is parsed before an import turns out to be declared nowhere.

A line inside a text or a comment looks the same; `confirmed` parses the few files in question to tell them apart.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tree_sitter import Node

from makegood.engine.probes.dependencies.imported.platforms import GONE_FROM_PYTHON, NODE, RUBY
from makegood.engine.repository.content import Extractor
from makegood.engine.repository.paths import is_product
from makegood.engine.repository.tree import Entry
from makegood.engine.syntax import NotParsed, parse

NAMES_LIMIT = 400
TOP, INSIDE, OPTIONAL = 0, 1, 2
"""At the top of the file; inside a function, where it may never run; in a `try` or an `if`, where it may be missing."""

MARKED_UP = {".vue": "javascript", ".svelte": "javascript"}

_PYTHON = re.compile(
    rb"^([ \t]*)(?:from[ \t]+([A-Za-z_][\w.]{0,200})[ \t]+import\b|import[ \t]+([A-Za-z_][\w., \t]{0,400}))",
    re.MULTILINE,
)
_CONDITION = re.compile(rb"^[ \t]*(?:try\s*:|except\b|(?:if|elif|else)\b)")
_SCRIPT = re.compile(
    rb"""(?:^|[^\w.$'"`-])(?:from|import|require[ \t]*\(|import[ \t]*\()[ \t]*(['"])([^'"\n\\]{1,200})\1"""
)
_GO_BLOCK = re.compile(rb"^import[ \t]*\(([^)]{0,20000})\)", re.MULTILINE)
_GO_LINE = re.compile(rb'^import[ \t]+(?:[\w.]+[ \t]+)?"([^"\n]{1,300})"', re.MULTILINE)
_GO_PATH = re.compile(rb'^[ \t]*(?:[\w.]+[ \t]+)?"([^"\n]{1,300})"', re.MULTILINE)
_GO_LEFT_OUT = re.compile(rb"^//(?:go:build|[ \t]*\+build)[ \t]+ignore\b", re.MULTILINE)
_RUBY = re.compile(rb"""^[ \t]*require[ \t(]+['"]([\w./-]{1,200})['"](.{0,40})""", re.MULTILINE)
_PHP_USE = re.compile(rb"^use[ \t]+(?:function[ \t]+|const[ \t]+)?\\?([A-Za-z_]\w*(?:\\\w+)+)", re.MULTILINE)
_PHP_SPACE = re.compile(rb"^[ \t]*namespace[ \t]+([A-Za-z_]\w*)", re.MULTILINE)
_JAVA = re.compile(rb"^import[ \t]+(?:static[ \t]+)?([a-z]\w*(?:\.\w+){1,15})", re.MULTILINE)
_CSHARP = re.compile(rb"^(?:global[ \t]+)?using[ \t]+(?:static[ \t]+)?([A-Z]\w*(?:\.\w+){0,15})[ \t]*;", re.MULTILINE)


def wants(entry: Entry) -> str | None:
    ending = entry.path[entry.path.rfind(".") :].lower()
    reading = MARKED_UP.get(ending) or entry.language
    return reading if reading and not ending.endswith(".pyi") and is_product(entry.path) else None


def extract(content: bytes, reading: str) -> object:
    """Rows of [name, line, level], each name once, at the first place of the lowest level: TOP, INSIDE or OPTIONAL."""
    rows: dict[str, tuple[int, int]] = {}
    for name, position, level in READERS[reading](content):
        known = rows.get(name)
        if len(rows) < NAMES_LIMIT and (known is None or level < known[1]):
            rows[name] = (content.count(b"\n", 0, position) + 1, level)
    return [[name, line, level] for name, (line, level) in rows.items()] or None


Found = Iterator[tuple[str, int, int]]


def _python(content: bytes) -> Found:
    for found in _PYTHON.finditer(content):
        indent, module, several = found.groups()
        names = [module] if module else [part.split()[0] for part in several.split(b",") if part.split()]
        tops = {name.split(b".")[0].decode() for name in names} - PYTHON
        if tops:
            conditional = bool(indent) and _is_conditional(content, found.start(), len(indent))
            level = OPTIONAL if conditional else INSIDE if indent else TOP
            position = found.start(2) if module else found.start(3)
            for name in names:
                if name.split(b".")[0].decode() in tops:
                    yield name.decode(), position, level


PYTHON = sys.stdlib_module_names | GONE_FROM_PYTHON


def _is_conditional(content: bytes, position: int, indent: int) -> bool:
    """Whether the lines that hold an indented line begin with `try`, `except` or `if`: then it may be missing."""
    for _ in range(400):
        end = content.rfind(b"\n", 0, max(position - 1, 0))
        line = content[end + 1 : max(position - 1, 0)]
        bare = line.lstrip()
        if bare and not bare.startswith(b"#") and (depth := len(line) - len(bare)) < indent:
            if _CONDITION.match(line):
                return True
            indent = depth
        if end < 0 or indent == 0:
            return False
        position = end + 1
    return True


def _script(content: bytes) -> Found:
    for found in _SCRIPT.finditer(content):
        name = found.group(2).decode("utf-8", "backslashreplace")
        if script_package(name):
            yield name.partition("?")[0], found.start(2), TOP


def script_package(name: str) -> str:
    """The package that a specifier names, empty for files beside it, parts of Node and what only bundlers know."""
    if not name or name[0] in "./#~$\\" or name.startswith("@/") or ":" in name or "!" in name or "${" in name:
        return ""
    parts = name.partition("?")[0].split("/")
    package = "/".join(parts[:2]) if name[0] == "@" else parts[0]
    if name[0] == "@" and (len(parts) < 2 or not parts[1]):
        return ""
    return "" if package in NODE or not re.fullmatch(r"(?:@[\w.~-]+/)?[A-Za-z0-9_~-][\w.~-]*", package) else package


def _go(content: bytes) -> Found:
    if _GO_LEFT_OUT.search(content[:4_000]):
        return
    for block in _GO_BLOCK.finditer(content):
        for found in _GO_PATH.finditer(content, block.start(1), block.end(1)):
            yield from _go_path(found)
    for found in _GO_LINE.finditer(content):
        yield from _go_path(found)


def _go_path(found: re.Match[bytes]) -> Found:
    name = found.group(1).decode("utf-8", "backslashreplace")
    if "." in name.partition("/")[0] and not name.startswith("."):
        yield name, found.start(1), TOP


def _ruby(content: bytes) -> Found:
    for found in _RUBY.finditer(content):
        name = found.group(1).decode()
        if not name.startswith((".", "/")) and name.partition("/")[0] not in RUBY:
            optional = b" if " in found.group(2) or b"rescue" in found.group(2)
            indent = len(found.group(0)) - len(found.group(0).lstrip())
            rescued = bool(indent and _RESCUED.search(content, max(0, found.start() - 300)))
            yield name, found.start(1), OPTIONAL if optional or rescued else INSIDE if indent else TOP


_RESCUED = re.compile(rb"\b(?:begin|rescue)\b")


def _php(content: bytes) -> Found:
    if b"namespace" in content[:20_000] and (space := _PHP_SPACE.search(content)):
        yield f"namespace {space.group(1).decode()}", space.start(), OPTIONAL
    for found in _PHP_USE.finditer(content):
        yield found.group(1).decode(), found.start(1), TOP


def _java(content: bytes) -> Found:
    for found in _JAVA.finditer(content):
        name = found.group(1).decode()
        if not name.startswith(("java.", "javax.swing")):
            yield name.rpartition(".")[0] or name, found.start(1), TOP


def _csharp(content: bytes) -> Found:
    for found in _CSHARP.finditer(content):
        name = found.group(1).decode()
        if name != "System" and not name.startswith("System."):
            yield name, found.start(1), TOP


READERS: dict[str, Callable[[bytes], Found]] = {
    "python": _python,
    "javascript": _script,
    "typescript": _script,
    "tsx": _script,
    "go": _go,
    "ruby": _ruby,
    "php": _php,
    "java": _java,
    "csharp": _csharp,
}
IMPORTS = Extractor(name="dependencies.imports", wants=wants, extract=extract, folder=Path(__file__).parents[1])

_STATEMENTS = frozenset(
    "import_statement import_from_statement export_statement call_expression import_declaration import_spec call"
    " namespace_use_declaration using_directive import_require_clause".split()
)


def confirmed(content: bytes, reading: str, line: int) -> bool:
    """Whether an import really stands on this line: not inside a text, not inside a comment."""
    if (
        not content.lstrip()[:9].startswith((b"import", b"const", b"//", b"/*", b"'use", b'"use'))
        and b"<script" in content
    ):
        content, reading = _only_script(content), "typescript"
    try:
        tree = parse(content, reading)
    except NotParsed:
        return True
    rows = content.split(b"\n")
    text = rows[line - 1] if line <= len(rows) else b""
    for found in re.finditer(rb"import|require|from|use|using|['\"]", text):
        node = tree.root_node.descendant_for_point_range((line - 1, found.start()), (line - 1, found.end()))
        while node is not None and node.type not in ("comment", "string_content", "template_string"):
            if node.type in _STATEMENTS:
                return not _is_tried(node)
            node = node.parent
    return False


_OUTSIDE = re.compile(rb"(?:\A|</script>)(?:(?!<script).)*(?:<script[^>]*>|\Z)", re.DOTALL)


def _only_script(content: bytes) -> bytes:
    """A component of Vue or Svelte with everything but its script made blank, line by line."""
    return _OUTSIDE.sub(lambda found: re.sub(rb"[^\n]", b" ", found.group()), content)


def _is_tried(node: Node | None) -> bool:
    """Whether a call stands in a `try` of JavaScript, which says that the package may be missing."""
    if node is None or node.type != "call_expression":
        return False
    while node is not None:
        if node.type == "try_statement":
            return True
        node = node.parent
    return False
