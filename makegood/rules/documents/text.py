"""Plain text: paragraphs by blank lines, lines that were broken by hand joined, numbered sections recognised."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from makegood.rules.documents.aligned import is_broken_by_hand, pieces
from makegood.rules.documents.building import Builder
from makegood.rules.documents.cleaning import TURNED, clean, turned
from makegood.rules.documents.document import Document
from makegood.rules.documents.limits import LIMITS, Limits
from makegood.rules.documents.sections import BULLET, begins_numbered, heading_level

WRAPPED_MOST = 125
CONTENTS = re.compile(r"(?:\.\s?){4,}\s*(?:[A-Z]+-)?\d{1,3}\s*$|[\t…]{1,}\s*\d{1,3}\s*$")
"""A line of a table of contents: dots that lead to a page number."""
_PAGE = re.compile(r"^\s*[-–—]?\s*(?:page\s+)?\d{1,3}(?:\s+of\s+\d{1,3})?\s*[-–—]?\s*$", re.IGNORECASE)
_RULE = re.compile(r"^[\s\-_=*#~+.]{3,}$")


def read_text(text: str, limits: Limits = LIMITS, part: str | None = None) -> Document:
    """Text as a person typed it."""
    builder = Builder("text", limits, part)
    add_text(builder, text)
    return builder.document()


def add_text(builder: Builder, text: str, part: str | None = None) -> None:
    """Adds the paragraphs of `text`."""
    if turned(text):
        builder.note(TURNED)
    for paragraph in paragraphs(text):
        if builder.full:
            builder.passage("." if isinstance(paragraph, list) else paragraph)
            return
        if isinstance(paragraph, list):
            builder.table(paragraph, part=part)
        else:
            builder.typed(paragraph, part=part)


def paragraphs(text: str) -> Iterator[str | list[list[str]]]:
    """Paragraphs and tables in order, without lines that lead to pages, page numbers and drawn rules."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    lines = [line for line in text.split("\n") if not CONTENTS.search(line[-200:])]
    width = _width(lines)
    held: list[str] = []
    for line in pieces(lines):
        if isinstance(line, list):
            yield from _joined(held)
            held = []
            yield line
            continue
        stripped = line.strip()
        if not stripped or _RULE.match(stripped[:200]) or _PAGE.match(stripped[:40]):
            yield from _joined(held)
            held = []
        elif held and _begins(stripped, held[-1], width):
            yield from _joined(held)
            held = [stripped]
        else:
            held.append(stripped)
    yield from _joined(held)


def _width(lines: Sequence[str]) -> int | None:
    """The width at which lines were broken, None when they were not."""
    lengths = [len(line) for line in lines[:5_000] if len(line.strip()) > 30]
    longest = sorted(lengths)[int(len(lengths) * 0.95)] if lengths else 0
    return longest if 0 < longest <= WRAPPED_MOST else None


def _begins(line: str, before: str, width: int | None) -> bool:
    if width is None or begins_numbered(line) or BULLET.match(line[:10]) or is_broken_by_hand(before, line, width):
        return True
    return heading_level(before) is not None and len(before) < 60 and line[:1].isupper()


def _joined(lines: list[str]) -> Iterator[str]:
    if not lines:
        return
    text = lines[0]
    for line in lines[1:]:
        text = line_joined(text, line)
    if joined := clean(text):
        yield joined


KEPT = ("non", "pre", "re", "co", "sub", "self", "third", "multi", "cross", "well", "open", "in", "on", "long", "per")
_LAST = re.compile(r"([^\W\d_]+)-$")


def line_joined(before: str, after: str) -> str:
    """Both lines as one; a hyphen that only broke a word goes."""
    match = _LAST.search(before[-40:])
    if match is None or not after[:1].islower():
        return f"{before} {after}"
    return before + after if match[1].lower() in KEPT else before[:-1] + after
