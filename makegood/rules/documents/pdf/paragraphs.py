"""Paragraphs from the rows of all pages: joined where a person goes on reading, also over a page's end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from makegood.rules.documents.building import Builder
from makegood.rules.documents.cleaning import clean
from makegood.rules.documents.pdf.layout import Page, Row
from makegood.rules.documents.pdf.tables import table_at
from makegood.rules.documents.sections import BULLET, begins_numbered, heading_level
from makegood.rules.documents.text import CONTENTS, line_joined

PITCH = 1.35
BIGGER = 1.18
SHORT_SHARE = 0.82
ADDRESS_SHARE = 0.55
SET_RIGHT_SHARE = 0.45
FLUSH = 1.5
LABEL = re.compile(r"[A-Z][\w /.-]{1,28}(?::\s|#\s?\w)")
NAMED = re.compile(r"(?:Exhibit|Schedule|Appendix|Annex|Attachment|Section|Article|Clause|Paragraph|Part)\b")
ENDS = (".", ":", ";", "!", "?")


@dataclass(slots=True)
class _Held:
    """A paragraph that is being read."""

    text: str = ""
    page: int = 0
    level: int | None = None


def add_pages(builder: Builder, pages: list[Page]) -> None:
    """Adds the text of all pages."""
    _Reader(builder, pages).rows([row for page in pages for row in page.rows])


def _labels(row: Row, text: str, before: Row, right: float) -> bool:
    """Whether a line begins with a label ("Bill to:", "Invoice #") that would have had room on the line before."""
    return bool(LABEL.match(text)) and before.right + row.size + row.segments[0].words[0].width < right


class _Reader:
    def __init__(self, builder: Builder, pages: list[Page]) -> None:
        rows = [row for page in pages for row in page.rows]
        self._builder = builder
        self._size = median(row.size for row in rows) if rows else 10.0
        pitches = [
            before.bottom - row.bottom for page in pages for before, row in pairwise(page.rows)
            if 0 < before.bottom - row.bottom < 3 * row.size
        ]  # fmt: skip
        self._pitch = median(pitches) if pitches else self._size * 1.2
        self._held = _Held()

    def rows(self, rows: list[Row]) -> None:
        """Rows of neighbouring pages."""
        rights: dict[int, float] = {}
        for row in rows:
            rights[row.page] = max(rights.get(row.page, 0.0), row.right)
        before: Row | None = None
        index = prose = 0
        while index < len(rows):
            row = rows[index]
            if CONTENTS.search(row.text[-200:]):
                index += 1
                continue
            found = table_at(rows, index) if index >= prose else None
            if found and not found.rows:
                prose, found = index + found.taken, None
            if found:
                self._leave()
                self._builder.table(found.rows, page=row.page, pages=found.pages)
                index += found.taken
            else:
                self._row(row, before, rights[row.page])
                index += 1
            before = rows[index - 1]
        self._leave()

    def _leave(self) -> None:
        """What is held is complete."""
        held, self._held = self._held, _Held()
        if held.text:
            self._builder.typed(held.text, page=held.page, level=held.level)

    def _row(self, row: Row, before: Row | None, right: float) -> None:
        text = clean(row.text)
        if not text:
            return
        if self._begins(row, text, before, right):
            self._leave()
            self._held = _Held(text, row.page, self._level(row, text))
        elif before is not None and _labels(row, text, before, right):
            self._held.text += f"\n{text}"
        else:
            self._held.text = line_joined(self._held.text, text)

    def _begins(self, row: Row, text: str, before: Row | None, right: float) -> bool:
        held = self._held
        if not held.text or BULLET.match(text) or (begins_numbered(text) and not self._names(text, before, right)):
            return True
        if before is None or before.page != row.page:  # a new page: goes on unless a sentence had ended
            return held.text.endswith(ENDS) or held.level is not None or self._level(row, text) is not None
        if before.bottom - row.bottom > PITCH * self._pitch or row.bottom > before.top:
            return True
        if abs(row.size - before.size) > 0.15 * self._size or (row.bold != before.bold and held.level is not None):
            return True
        if before.right < ADDRESS_SHARE * right and not text[:1].islower() and not held.text.endswith(("-", ",")):
            return True  # lines of an address or of labels, not of a sentence
        if before.left > SET_RIGHT_SHARE * right and abs(before.left - row.left) > FLUSH:
            flush = abs(before.right - row.right) < FLUSH and not text[:1].islower()
            if flush or row.left < before.left - 0.2 * right:
                return True  # set flush right: sums below a table
        short = before.right < SHORT_SHARE * right
        return short and (held.text.endswith(ENDS) or held.level is not None)

    def _names(self, text: str, before: Row | None, right: float) -> bool:
        """Whether a line begins with the name of an exhibit in the middle of a sentence: "as told in / Exhibit B"."""
        full = before is not None and before.right > SHORT_SHARE * right
        return full and bool(NAMED.match(text)) and not self._held.text.endswith(ENDS) and self._held.level is None

    def _level(self, row: Row, text: str) -> int | None:
        if len(text) > 120:
            return None
        if row.size > BIGGER * self._size:
            return 1 if row.size > 1.5 * self._size else 2
        found = heading_level(text)
        return (found or 2) if row.bold and not text.endswith((".", ",", ";")) else found
