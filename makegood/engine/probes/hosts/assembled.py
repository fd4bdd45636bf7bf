# ruff: noqa: E501  (one row a shape: a table is read by its columns)
"""Texts as the program will hold them: literals that are added, joined, filled in or decoded, put together again.

Who hides where his program calls writes the address in pieces or encoded; both are constants, and constants fold.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from makegood.engine.syntax.lexing import Lexed, Literal

LITERALS = 20_000
LONGEST = 2_000
OPEN = b"*"
"""What stands for a part that is not known before the program runs."""

_NAMED = re.compile(
    rb"([A-Za-z_$][\w$]{0,60})[\"']?\s{0,4}(?::\s{0,2}[\w<>\[\]?., ]{1,30})?\s{0,4}(?::=|=>|\|\|=|=|:)\s{0,4}[brfuBRFU$@]{0,2}$"
)
_WORDS = re.compile(
    rb"([A-Za-z_]\w{0,60})\s{0,4}=\s{0,4}%w[\[({]([\w\s.:/-]{3,200})[\])}]\.join\(?[\"']?([^\"')\n]{0,4})"
)
_ADDED = re.compile(rb"\s{0,40}(?:\+|\.|<<|&)\s{0,40}[brfuBRFU$@]{0,2}$")
_BESIDE = re.compile(rb"\s{0,40}[brfuBRFU]{0,2}$")
_OPERAND = re.compile(rb"\s{0,40}[+.&]\s{0,40}(\$?[A-Za-z_][\w.$]{0,80})(?![\w(\[])")
_BETWEEN = re.compile(rb"\s{0,40}[+.&]\s{0,40}(\$?[A-Za-z_][\w.$]{0,80})\s{0,40}[+.&]\s{0,40}[brfuBRFU$@]{0,2}$")
_BEFORE = re.compile(rb"(\$?[A-Za-z_][\w.$]{0,80})\s{0,4}[+.&]\s{0,4}[brfuBRFU$@]{0,2}$")
_HOLE = re.compile(rb"[#$]?\{+\s{0,4}\$?([A-Za-z_][\w.$]{0,80})\s{0,4}\}+|\$([A-Za-z_]\w{0,60})|%[sdv]|\{\d?\}")
_VALUES = re.compile(rb"\s{0,4}(?:%\s{0,2}\(?|\.format\(|,)\s{0,4}([^)\n]{1,200})")
_NEXT = re.compile(rb"\s{0,40},\s{0,40}[brfuBRFU$@]{0,2}$")
_KEY = re.compile(rb"\s{0,4}(?::(?!:)|=>)")
"""{"host": "http://localhost", "port": 8096} is no list of pieces."""
_JOINS = re.compile(rb"\bjoin\(|\bimplode\(|\.Join\(|\.Concat\(|\.concat\(|\.join\b")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{14,400}={0,2}")
_HEX = re.compile(rb"(?:\\x[0-9a-fA-F]{2}){6,200}|(?:[0-9a-fA-F]{2}){10,200}")
_CODES = re.compile(rb"(?:(?:0x[0-9a-fA-F]{2}|\d{2,3})\s{0,4},\s{0,4}){9,300}(?:0x[0-9a-fA-F]{2}|\d{2,3})\b")
_ADDRESS = re.compile(
    rb"(?i)(?:https?|wss?|ftp)://[\w*-]+\.[\w.*-]+|\A[\w-]+(?:\.[\w-]+)*\.[a-z]{2,10}(?:[:/][\w./?=&:-]*)?\Z"
)


@dataclass(frozen=True, slots=True)
class Text:
    """One text and where it begins and ends in the source; `how` is `plain`, `pieces` or `encoded`."""

    start: int
    end: int
    value: bytes
    how: str


def texts(lexed: Lexed) -> Iterator[Text]:
    literals = lexed.literals[:LITERALS]
    names = _names(lexed, literals)
    at = 0
    while at < len(literals):
        text, after = _sum(lexed, literals, at, names)
        yield text
        at = after
    yield from _encoded(lexed, literals)
    if _JOINS.search(lexed.code):
        yield from _joined(lexed, literals)


def _names(lexed: Lexed, literals: tuple[Literal, ...]) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    for at, literal in enumerate(literals):
        if len(literal.value) > 200 or not _follows(lexed.code, literal.start, b"=:>|"):
            continue
        if match := _NAMED.search(lexed.code[max(0, literal.start - 130) : literal.start]):
            found.setdefault(match[1].lstrip(b"$"), _sum(lexed, literals, at, found)[0].value)
    for words in _WORDS.finditer(lexed.code):
        found.setdefault(words[1], words[3].join(words[2].split()))
    return found


def _follows(code: bytes, at: int, marks: bytes) -> bool:
    """Whether a literal stands behind one of the marks. Asked before any pattern is tried, as few do."""
    return code[max(0, at - 10) : at].rstrip(b" \t\r\n\f\vbrfuBRFU$@")[-1:] in {bytes([mark]) for mark in marks}


def _value(name: bytes, names: dict[bytes, bytes]) -> bytes:
    last = name.lstrip(b"$").replace(b"->", b".").rpartition(b".")[2]
    return names.get(last, OPEN)


def _sum(lexed: Lexed, literals: tuple[Literal, ...], at: int, names: dict[bytes, bytes]) -> tuple[Text, int]:
    """The sum that begins at a literal, and the number of the first literal behind it."""
    first, code = literals[at], lexed.code
    value = _filled(lexed, first, names)
    added = _follows(code, first.start, b"+.&")
    before = _BEFORE.search(code, max(0, first.start - 100), first.start) if added else None
    lead = _value(before[1], names) if before else b""
    pieces = [lead] if lead and lead != OPEN else []
    pieces.append(value)
    end, size = first.end, len(value)
    at += 1
    while at < len(literals) and size < LONGEST and literals[at].start - end < 200:
        middle = _middle(code[end : literals[at].start], names)
        if middle is None:
            break
        value = _filled(lexed, literals[at], names)
        pieces += [middle, value]
        end, size = literals[at].end, size + len(middle) + len(value)
        at += 1
    if match := _OPERAND.match(code, end):
        pieces.append(_value(match[1], names))
        end = match.end()
    whole = b"".join(pieces)
    return Text(first.start, end, whole, "plain" if whole == first.value else "pieces"), at


def _middle(gap: bytes, names: dict[bytes, bytes]) -> bytes | None:
    if _ADDED.match(gap) or _BESIDE.match(gap):
        return b""
    match = _BETWEEN.match(gap)
    return _value(match[1], names) if match else None


def _filled(lexed: Lexed, literal: Literal, names: dict[bytes, bytes]) -> bytes:
    value = literal.value[:LONGEST]
    if b"{" not in value and b"%" not in value and b"$" not in value:
        return value
    values = _VALUES.match(lexed.code, literal.end)
    given = [part.strip() for part in values[1].split(b",")] if values else []

    def fill(hole: re.Match[bytes]) -> bytes:
        name = hole[1] or hole[2]
        if name:
            return _value(name, names)
        part = given.pop(0) if given else OPEN
        return part[1:-1] if part[:1] in (b'"', b"'") else _value(part, names)

    return _HOLE.sub(fill, value)


def _joined(lexed: Lexed, literals: tuple[Literal, ...]) -> Iterator[Text]:
    run: list[Literal] = []
    for literal in literals:
        if run and not (literal.start - run[-1].end < 60 and _NEXT.match(lexed.code[run[-1].end : literal.start])):
            yield from _run(run)
            run = []
        if _KEY.match(lexed.code, literal.end):
            yield from _run(run)
            run = []
        else:
            run.append(literal)
    yield from _run(run)


def _run(run: list[Literal]) -> Iterator[Text]:
    if not 2 <= len(run) <= 30:
        return
    parts = [literal.value for literal in run]
    tries = [(b"", parts), (b".", parts), (b"/", parts), (parts[-1], parts[:-1]), (parts[0], parts[1:])]
    for between, pieces in tries:
        whole = between.join(pieces)
        if len(whole) < LONGEST and re.match(rb"(?:https?|wss?)://[\w-]+(?:\.[\w-]+)+(?:[/:?]|\Z)", whole):
            if not any(re.search(rb"://[\w-]+\.[\w-]", part) for part in parts):
                yield Text(run[0].start, run[-1].end, whole, "pieces")
            return


def _encoded(lexed: Lexed, literals: tuple[Literal, ...]) -> Iterator[Text]:
    for literal in literals:
        for decoded in _decoded(literal.value):
            yield Text(literal.start, literal.end, decoded, "encoded")
    for match in _CODES.finditer(lexed.code):
        numbers = [
            int(part, 0) for part in re.split(rb"\s*,\s*", match[0]) if part.strip() and not part.startswith(b"00")
        ]
        letters = bytes(number for number in numbers if 32 <= number < 127)
        if len(letters) == len(numbers) and _ADDRESS.match(letters):
            yield Text(match.start(), match.end(), letters, "encoded")


def _decoded(value: bytes) -> Iterator[bytes]:
    if not 10 <= len(value) <= 800:
        return
    made: list[bytes] = []
    if value.endswith((b"//:ptth", b"//:sptth")):
        made.append(value[::-1])
    if value.startswith((b"uggc://", b"uggcf://")):
        made.append(codecs.encode(value.decode("latin-1"), "rot13").encode("latin-1"))
    if _HEX.fullmatch(value):
        made.append(binascii.unhexlify(value.replace(b"\\x", b"")))
    if _BASE64.fullmatch(value):
        padded = value.rstrip(b"=").translate(bytes.maketrans(b"-_", b"+/"))
        with contextlib.suppress(binascii.Error):
            made.append(base64.b64decode(padded + b"=" * (-len(padded) % 4), validate=True))
    yield from (text for text in made if text.isascii() and text.decode().isprintable() and _ADDRESS.match(text))
