# ruff: noqa: E501  (one row a shape: a table is read by its columns)
"""Comments and string literals of a source text, without a syntax tree: linear, and never lost for more than a line.

For questions that only ask "does this stand in the code or in a remark?". A text that breaks its language's rules costs
the rest of one line: no literal but those in triple quotes, heredoc marks and backticks goes beyond its line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_QUOTED = rb"\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'"
_BLOCK = rb"/\*(?:[^*]|\*(?!/))*(?:\*/|\Z)"
# A slash after an operator begins a pattern, whose quotes begin no string.
_PATTERN = rb"(?<=[(,=:\[!&|?{};])[ \t]{0,8}/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/"
_TICKED = rb"`(?:\\.|[^`\\])*`"
_TRIPLE = rb"\"\"\"(?:\\.|[^\\\"]|\"(?!\"\"))*(?:\"\"\"|\Z)|'''(?:\\.|[^\\']|'(?!''))*(?:'''|\Z)"

_TOKENS = {
    "python": rb"#[^\n]*|" + _TRIPLE + rb"|" + _QUOTED,
    "script": rb"//[^\n]*|" + _BLOCK + rb"|" + _PATTERN + rb"|" + _QUOTED + rb"|" + _TICKED,
    "php": rb"//[^\n]*|#(?!\[)[^\n]*|" + _BLOCK + rb"|<!--(?:[^-]|-(?!->))*-->|" + _QUOTED,
    "ruby": rb"(?m:^=begin\b(?:[^\n]|\n(?!=end))*)|" + _QUOTED + rb"|#[^\n]*",
    "java": rb"//[^\n]*|" + _BLOCK + rb"|" + _TRIPLE + rb"|" + _QUOTED,
    "csharp": rb"//[^\n]*|" + _BLOCK + rb"|@\$?\"(?:[^\"]|\"\")*\"|" + _TRIPLE + rb"|" + _QUOTED,
    "go": rb"//[^\n]*|" + _BLOCK + rb"|`[^`]*`|" + _QUOTED,
    "hash": rb"(?:(?<=\s)|\A)#[^\n]*|" + _QUOTED,
    "markup": rb"<!--(?:[^-]|-(?!->))*(?:-->|\Z)|\{#(?:[^#]|#(?!\}))*#\}|<%#(?:[^%]|%(?!>))*%>|@\*(?:[^*]|\*(?!@))*\*@|/\*(?:[^*]|\*(?!/)){0,20000}\*/|\{\{--(?:[^-]|-(?!-\}\}))*--\}\}|"
    + _QUOTED,
    "style": _BLOCK + rb"|" + _QUOTED,
    "semicolon": rb"(?m:^[ \t]*[;#!][^\n]*)|" + _QUOTED,
}
_FAMILY = {"javascript": "script", "typescript": "script", "tsx": "script"}
_COMPILED = {name: re.compile(pattern, re.DOTALL) for name, pattern in _TOKENS.items()}
_REMARKS = (b"#", b"//", b"/*", b"<!--", b"=begin", b"{#", b"<%#", b"@*", b"{{--", b";", b"!")
_SEEN = re.compile(rb"[^\n]")
_BEGINS = re.compile(rb"[ \t]*[rRuUbB]{0,2}")


@dataclass(frozen=True, slots=True)
class Literal:
    """One string literal: where its quotes begin and end, and what stands between them, escapes as written."""

    start: int
    end: int
    value: bytes


@dataclass(frozen=True, slots=True)
class Lexed:
    """`code` is the text, equally long, with remarks as spaces; `literals` are in the order of the text."""

    code: bytes
    literals: tuple[Literal, ...]

    def line(self, at: int) -> int:
        """The line of an offset, counted from 1."""
        return self.code.count(b"\n", 0, at) + 1


@lru_cache(maxsize=1)
def lex(content: bytes, reading: str) -> Lexed:
    """`reading` is a language of ours, or `hash` (shell, YAML, TOML), `markup`, `style`, `semicolon` (INI, properties)."""
    pieces: list[bytes] = []
    literals: list[Literal] = []
    at = 0
    for match in _COMPILED[_FAMILY.get(reading, reading)].finditer(content):
        token = match[0]
        if _is_remark(token, reading) or _is_docstring(content, match, reading):
            pieces += [content[at : match.start()], _SEEN.sub(b" ", token)]
            at = match.end()
        elif (value := _inside(token)) is not None:
            literals.append(Literal(match.start(), match.end(), value))
    return Lexed(b"".join([*pieces, content[at:]]), tuple(literals))


def _is_remark(token: bytes, reading: str) -> bool:
    if not token.lstrip(b" \t").startswith(_REMARKS):
        return False
    return reading in _FAMILY or not token.startswith(b"@") or reading == "markup"


def _is_docstring(content: bytes, match: re.Match[bytes], reading: str) -> bool:
    if reading != "python" or not match[0].startswith((b'"""', b"'''")):
        return False
    begin = content.rfind(b"\n", 0, match.start()) + 1
    return _BEGINS.fullmatch(content, begin, match.start()) is not None


def _inside(token: bytes) -> bytes | None:
    if token.startswith((b'"""', b"'''")):
        return token[3:-3]
    if token.startswith(b"@"):
        return token[token.index(b'"') + 1 : -1]
    return token[1:-1] if token[:1] in b"\"'`" else None
