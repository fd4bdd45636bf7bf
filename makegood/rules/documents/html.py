"""HTML pages and bodies of mails: the words that are shown, in paragraphs and tables; scripts and styles are not."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from makegood.rules.documents.building import Builder
from makegood.rules.documents.cleaning import TURNED, clean, turned
from makegood.rules.documents.document import Document
from makegood.rules.documents.limits import LIMITS, Limits
from makegood.rules.documents.text import CONTENTS

_BREAKS = frozenset("p div li ul ol dl dt dd section article header footer center address blockquote hr form".split())
_LISTS = frozenset({"ul", "ol"})
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_UNSEEN = frozenset("script style head title template noscript svg object".split())
_UNSHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0", re.IGNORECASE)
_EMPTY = frozenset("br hr img input meta link area base col embed source track wbr".split())
HIDDEN = "The file holds text that is not shown on the page; it was not read."
MOST_DEPTH = 3_000


def read_html(text: str, limits: Limits = LIMITS, part: str | None = None) -> Document:
    """A page."""
    builder = Builder("html", limits, part)
    add_html(builder, text)
    return builder.document()


def add_html(builder: Builder, text: str, part: str | None = None) -> None:
    """Adds what a page shows."""
    if turned(text):
        builder.note(TURNED)
    reader = _Reader(builder, part)
    reader.feed(text)
    reader.close()
    reader.end()


def without_tags(text: str) -> str:
    """A single tag is nothing."""
    return "" if text.startswith("<") else text


class _Reader(HTMLParser):
    def __init__(self, builder: Builder, part: str | None) -> None:
        super().__init__(convert_charrefs=True)
        self._builder, self._part = builder, part
        self._held: list[str] = []
        self._level: int | None = None
        self._unseen: list[str] = []
        self._tables: list[list[list[str]]] = []
        self._cell = False
        self._lists = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._unseen:
            if tag not in _EMPTY and len(self._unseen) < MOST_DEPTH:
                self._unseen.append(tag)
            return
        style = dict(attrs).get("style") or ""
        if tag in _UNSEEN or (_UNSHOWN.search(style) and tag not in _EMPTY):
            if tag not in _UNSEEN:
                self._builder.note(HIDDEN)
            self._unseen.append(tag)
        elif tag == "br":
            self._held.append("\n")
        elif tag in _BREAKS or tag in _HEADINGS:
            self._flush()
            self._level = _HEADINGS.get(tag)
            self._lists += tag in _LISTS
        elif tag in ("table", "tr", "td", "th"):
            self._enter_table(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._unseen:
            if tag in self._unseen:
                while self._unseen and self._unseen.pop() != tag:
                    pass
            return
        if tag in _BREAKS or tag in _HEADINGS:
            self._flush()
            self._level = None
            self._lists = max(self._lists - (tag in _LISTS), 0)
        elif tag in ("td", "th") and self._cell:
            self._end_cell()
        elif tag == "table" and self._tables:
            self._end_table()

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._held.append(re.sub(r"\s+", " ", data))

    def end(self) -> None:
        while self._tables:
            self._end_table()
        self._flush()

    def _enter_table(self, tag: str) -> None:
        if self._cell and tag != "table":
            self._end_cell()
        if tag == "table":
            self._flush()
            self._tables.append([])
        elif self._tables and tag == "tr":
            self._tables[-1].append([])
        elif self._tables:
            self._held = []
            self._cell = True

    def _end_cell(self) -> None:
        text = clean("".join(self._held))
        self._held, self._cell = [], False
        if self._tables:
            if not self._tables[-1]:
                self._tables[-1].append([])
            self._tables[-1][-1].append(text)

    def _end_table(self) -> None:
        if self._cell:
            self._end_cell()
        rows = self._tables.pop()
        if self._tables:  # a table that only lays out another one
            self._tables[-1].append([" ".join(filter(None, row)) for row in rows])
            return
        kept = [[cell for cell in row if cell] for row in rows]
        if max((len(row) for row in kept), default=0) <= 1 or _lays_out(kept):
            for row in kept:
                if row:
                    self._builder.typed(" ".join(row), part=self._part)
        else:
            self._builder.table(rows, part=self._part)

    def _flush(self) -> None:
        if self._cell:
            self._held.append("\n")
            return
        text = clean("".join(self._held))
        self._held = []
        if text and not CONTENTS.search(text[-200:]):
            self._builder.typed(text, level=self._level, part=self._part, item=self._lists)


def _lays_out(rows: list[list[str]]) -> bool:
    """Filings to the SEC set a number and its paragraph in a table of one row."""
    return len([row for row in rows if row]) <= 1 and any(len(cell) > 200 for row in rows for cell in row)
