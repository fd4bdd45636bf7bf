"""Imports of parts of the product itself, as written: what they name is looked for outside, where the paths are."""

from __future__ import annotations

import re
from pathlib import Path

from makegood.engine.repository.content import Extractor
from makegood.engine.repository.paths import is_generated, is_vendored
from makegood.engine.repository.tree import Entry

KEPT = 400
_PYTHON = re.compile(
    rb"^([ \t]*)(?:from[ \t]+(\.*[\w.]*)[ \t]+import[ \t]+(\([^)]{0,4000}\)"
    rb"|[^\n#;\\]{1,500})|import[ \t]+([\w., \t]{1,300}))",
    re.MULTILINE,
)
_SCRIPT = re.compile(
    rb"""^(?![ \t]*(?://|\*|/\*)).*?"""
    rb"""(?:\bfrom|\bimport|\brequire\(|\bimport\()[ \t]*['"](\.{1,2}/[^'"\n]{1,300}|\.{1,2})['"]""",
    re.MULTILINE,
)
_LINES = {
    "go": re.compile(rb'^[ \t]*(?:import[ \t]+)?(?:[\w.]{1,40}[ \t]+)?"([\w.~/-]{3,300})"[ \t]*\r?$', re.MULTILINE),
    "java": re.compile(rb"^import[ \t]+(static[ \t]+)?([\w.]{3,300})[ \t]*;", re.MULTILINE),
    "ruby": re.compile(rb"""^[ \t]*require_relative[ \t(]+['"]([^'"#\n]{1,300})['"]""", re.MULTILINE),
    "php": re.compile(
        rb"""^[ \t]*(?:require|include)(?:_once)?[ \t(]+(?:__DIR__|dirname\(__FILE__\))[ \t]*\."""
        rb"""[ \t]*['"]([^'"$\n]{1,300})['"]""",
        re.MULTILINE,
    ),
}
_HINT = {"go": b'"', "java": b"import", "ruby": b"require_relative", "php": b"__"}
_GUARD = re.compile(rb"(?:try|except|if|elif|else)\b")
SCRIPTS = frozenset(("javascript", "typescript", "tsx"))


def wants(entry: Entry) -> str | None:
    if is_vendored(entry.path) or is_generated(entry.path):
        return None
    if entry.path.endswith((".vue", ".svelte")):
        return "javascript"
    return (
        entry.language if entry.language == "python" or entry.language in SCRIPTS or entry.language in _LINES else None
    )


def extract(content: bytes, reading: str) -> object:
    """[line, what is imported, names taken from it] of each import."""
    if reading == "python":
        return _python(content)
    if reading in SCRIPTS:
        return _script(content)
    if _HINT[reading] not in content:
        return None
    found: list[object] = []
    if reading == "go":
        content = content.partition(b"\nfunc ")[0]
    for match in _LINES[reading].finditer(content):
        static = reading == "java" and match.group(1) is not None
        text = match.group(match.lastindex or 1).decode("utf-8", "replace")
        found.append(
            [_line(content, match.start(match.lastindex or 1)), text.rpartition(".")[0] if static else text, []]
        )
    return found[:KEPT]


def _python(content: bytes) -> object:
    found: list[list[object]] = []
    for match in _PYTHON.finditer(content):
        if match.group(1) and _guarded(content, match):
            continue
        line = _line(content, match.start(1))
        if match.group(2):
            text = match.group(3).decode("utf-8", "replace")
            found.append([line, match.group(2).decode("ascii", "replace"), _names(text)])
        elif match.group(4):
            for part in match.group(4).decode("ascii", "replace").split(","):
                name = part.split(" as ")[0].strip()
                if re.fullmatch(r"[A-Za-z_][\w.]*", name):
                    found.append([line, name, []])
    return found[:KEPT]


def _names(text: str) -> list[str]:
    plain = re.sub(r"#[^\n]*", "", text).strip("() \t\r\n")
    names = [part.split(" as ")[0].strip() for part in plain.split(",")]
    return [name for name in names if re.fullmatch(r"\w{1,100}|\*", name)]


def _guarded(content: bytes, match: re.Match[bytes]) -> bool:
    """Whether an indented import stands in a branch that may not be taken, or in a text."""
    indent = len(match.group(1).expandtabs(8))
    for line in reversed(content[max(0, match.start() - 4_000) : match.start()].split(b"\n")):
        words = line.strip()
        if words and not words.startswith(b"#") and len(line[: len(line) - len(line.lstrip())].expandtabs(8)) < indent:
            if _GUARD.match(words):
                return True
            indent = len(line[: len(line) - len(line.lstrip())].expandtabs(8))
            if indent == 0:
                return not re.match(rb"(?:async[ \t]+)?(?:def|class|with|for|while)\b|@|\)", words)
    return True


def _script(content: bytes) -> object:
    if b"define.amd" in content or b"MODULE_NOT_FOUND" in content or b"__webpack_require__" in content:
        return None  # copied in from elsewhere or bundled: its paths are those of its first home
    if b"'./" not in content and b"'../" not in content and b'"./' not in content and b'"../' not in content:
        return None
    found: list[object] = [
        [_line(content, match.start(1)), match.group(1).decode("utf-8", "replace"), []]
        for match in _SCRIPT.finditer(_blanked(content))
    ]
    return found[:KEPT]


def _blanked(content: bytes) -> bytes:
    """The text without its block comments and template texts, lines kept: examples in them import nothing."""
    if b"/*" not in content and b"`" not in content:
        return content
    return re.sub(
        rb"/\*[\s\S]{0,20000}?\*/|`[^`]{0,20000}`", lambda found: b"\n" * found.group(0).count(b"\n"), content
    )


def _line(content: bytes, position: int) -> int:
    return content.count(b"\n", 0, position) + 1


IMPORTS = Extractor(name="build.imports", wants=wants, extract=extract, folder=Path(__file__).parent)
