"""Code as a row of statements that a copy shares with its original: names, numbers and layout do not count."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

Span = tuple[int, int]
"""First byte and the byte behind the last."""

JOIN = b"\x01"
"""Stands for a line break within one statement, so that lines can still be counted."""
LONGEST = 4_000
"""Bytes of one statement that count; a table of data is one long statement."""

_MANY_LINES = {
    "python": re.compile(rb"'''[\s\S]*?'''|\"\"\"[\s\S]*?\"\"\""),
    "csharp": re.compile(rb"\"\"\"[\s\S]*?\"\"\"|@\"[^\"]*\""),
    "java": re.compile(rb"\"\"\"[\s\S]*?\"\"\""),
    "go": re.compile(rb"`[^`]*`"),
}
_SCRIPT = re.compile(rb"`[^`\\]*(?:\\.[^`\\]*)*`")
_MANY_LINES |= {"javascript": _SCRIPT, "typescript": _SCRIPT, "tsx": _SCRIPT}
_STRINGS = re.compile(rb"\"[^\"\\\n]*(?:\\.[^\"\\\n]*)*\"|'[^'\\\n]*(?:\\.[^'\\\n]*)*'")
_WORDS = re.compile(rb"[A-Za-z_$][\w$]*|\d[\w.]*")
_TRAILING = re.compile(rb",([ \t\x01]*)(?=[)\]}])")
_BREAKS = re.compile(rb"(?<=[,(\[=+&|?\\])[ \t]*\n\s*(?=\S)|\n\s*(?=[)\].?&|+])")

KEPT = frozenset(
    b"if else elif elsif unless for foreach while do switch case when match try catch except rescue finally ensure"
    b" return yield throw raise await async new def func function class interface struct module end begin not and or in"
    b" is null nil None true false True False self this lambda with break continue public private protected static"
    b" const let var final readonly abstract override".split()
)
"""Words of the seven languages that shape a statement; every other word is a name."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Where it begins, its fingerprint without names, and its fingerprint as it stands."""

    line: int
    shape: int
    text: int


def statements(content: bytes, noise: Iterable[Span], reading: str) -> list[Statement]:
    """The statements of a file in the order of its text."""
    text = _masked(content, noise)
    if (strings := _MANY_LINES.get(reading)) is not None:
        text = strings.sub(_one_line, text)
    text = _TRAILING.sub(rb"\1", _BREAKS.sub(_joined, _STRINGS.sub(b'"', text)))
    found: list[Statement] = []
    line = 1
    for row in text.split(b"\n"):
        bare = row.translate(None, b" \t\r\f\x01")[:LONGEST]
        if _WORDS.search(bare):
            shape = _WORDS.sub(_blind, row[:LONGEST]).translate(None, b" \t\r\f\x01")
            found.append(Statement(line, zlib.crc32(shape), zlib.crc32(bare)))
        line += 1 + row.count(JOIN)
    return found


def _masked(content: bytes, noise: Iterable[Span]) -> bytes:
    parts: list[bytes] = []
    at = 0
    for start, end in noise:
        if start >= at:
            parts += (content[at:start], b"\n" * content.count(b"\n", start, end))
            at = end
    parts.append(content[at:])
    return b"".join(parts)


def _one_line(found: re.Match[bytes]) -> bytes:
    return b'"' + JOIN * found[0].count(b"\n")


def _blind(found: re.Match[bytes]) -> bytes:
    word = found[0]
    return word if word in KEPT else b"0" if word[:1].isdigit() else b"i"


def _joined(found: re.Match[bytes]) -> bytes:
    return JOIN * found[0].count(b"\n")
