"""Markdown: headings, nested numbering ("7.2"), tables; emphasis and links are read as their words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from makegood.rules.documents.aligned import is_broken_by_hand
from makegood.rules.documents.building import Builder
from makegood.rules.documents.cleaning import TURNED, clean, turned
from makegood.rules.documents.document import Document
from makegood.rules.documents.html import add_html, without_tags
from makegood.rules.documents.limits import LIMITS, Limits
from makegood.rules.documents.sections import Sections, heading_level
from makegood.rules.documents.text import CONTENTS, add_text

MOST_LETTERS = 3_000_000
"""Longer text is read as plain text: the parser's time is not linear in every case."""
_FRONT = re.compile(r"\A---\n(.*?)\n---\s*\n", re.DOTALL)
_MARKS = re.compile(r"^#{1,6}\s|^\s*\|.*\|\s*$|\*\*[^*\n]+\*\*|\]\(|^```|^\s{0,3}>\s", re.MULTILINE)
ENOUGH_MARKS = 2
LEAST_WIDTH = 70
_SOFT = "\x1e"


def is_markdown(text: str) -> bool:
    """Whether the text uses the marks of Markdown."""
    return len(_MARKS.findall(text[:40_000])) >= ENOUGH_MARKS


def read_markdown(text: str, limits: Limits = LIMITS, part: str | None = None) -> Document:
    """A Markdown file."""
    builder = Builder("markdown", limits, part)
    if front := _FRONT.match(text):
        add_text(builder, front[1].replace("\n", "\n\n"))
        text = text[front.end() :]
    if turned(text):
        builder.note(TURNED)
    if len(text) > MOST_LETTERS:
        add_text(builder, text)
    else:
        _Reader(builder).read(MarkdownIt("commonmark").enable("table").parse(text))
    return builder.document()


class _Reader:
    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._lists: list[int | None] = []
        self._base = ""
        self._fresh = False
        self._level: int | None = None
        self._rows: list[list[str]] = []

    def read(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            act = getattr(self, f"_on_{token.type}", None)
            if act is not None:
                act(token)

    def _on_heading_open(self, token: Token) -> None:
        self._level = int(token.tag[1:])

    def _on_heading_close(self, _: Token) -> None:
        self._level = None

    def _on_ordered_list_open(self, token: Token) -> None:
        if not any(count is not None for count in self._lists):
            now = self._builder.sections.now
            self._base = now if now and now[-1].isdigit() and self._under_heading else ""
        self._lists.append(int(token.attrs.get("start", 1)) - 1)

    def _on_bullet_list_open(self, _: Token) -> None:
        self._lists.append(None)

    def _on_list_close(self, _: Token) -> None:
        self._lists.pop()

    _on_ordered_list_close = _on_bullet_list_close = _on_list_close
    _under_heading = False

    def _on_list_item_open(self, _: Token) -> None:
        last = self._lists[-1]
        if last is not None:
            self._lists[-1] = last + 1
            self._fresh = True

    def _on_inline(self, token: Token) -> None:
        if self._rows:
            self._rows[-1].append(_words(token))
            return
        text = clean(_words(token))
        if CONTENTS.search(text[-200:]):
            return
        if self._fresh:
            counted = [str(count) for count in self._lists if count is not None]
            self._builder.sections.set(".".join([self._base, *counted] if self._base else counted))
            self._fresh = False
            if Sections().enter(text):
                self._builder.sections.enter(text)
            level = len(counted) if heading_level(text) else None
            self._builder.passage(text, level=level, cleaned=True, item=len(self._lists))
            return
        numbered = self._builder.sections.enter(text, heading=self._level is not None)
        if self._level is not None:
            self._under_heading = numbered
            if not numbered:
                self._builder.sections.set("")
        self._builder.passage(text, level=self._level or self._bold(token, text), cleaned=True, item=len(self._lists))

    def _bold(self, token: Token, text: str) -> int | None:
        """A short paragraph that is bold as a whole is a heading."""
        inner = [child for child in token.children or [] if child.type != "text" or child.content.strip()]
        whole = len(inner) > 2 and inner[0].type == "strong_open" and inner[-1].type == "strong_close"
        return heading_level(text) if whole and len(text) < 90 else None

    def _on_fence(self, token: Token) -> None:
        add_text(self._builder, token.content)

    _on_code_block = _on_fence

    def _on_html_block(self, token: Token) -> None:
        add_html(self._builder, token.content)

    def _on_tr_open(self, _: Token) -> None:
        self._rows.append([])

    def _on_table_close(self, _: Token) -> None:
        self._builder.table(self._rows)
        self._rows = []


def _words(token: Token) -> str:
    parts = []
    for child in token.children or []:
        if child.type == "softbreak":
            parts.append(_SOFT)
        elif child.type == "hardbreak":
            parts.append("\n")
        elif child.type == "html_inline":
            parts.append("\n" if child.content.lower().startswith("<br") else without_tags(child.content))
        elif child.type == "image":
            parts.append(child.content)
        else:
            parts.append(child.content)
    return _unbroken("".join(parts))


def _unbroken(text: str) -> str:
    """Line ends that only fit the text to a width become blanks; those of an address or a list of labels stay."""
    lines = text.split(_SOFT)
    width = max(LEAST_WIDTH, *map(len, lines))
    joined = lines[0]
    for before, line in pairwise(lines):
        joined += ("\n" if is_broken_by_hand(before, line, width) else " ") + line
    return joined
