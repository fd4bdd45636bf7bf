"""Words of a page with their boxes, from PDFium's letters.

Calls go to the C interface itself: a page has thousands of letters, and the Python objects around it would take ten
times as long.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

MOST_LETTERS = 60_000
BOLD = 600
HYPHEN = 2


@dataclass(slots=True)
class Word:
    """A word as drawn; x to the right and y upwards, in points."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool
    breaks: bool
    """Whether PDFium saw a line end before it."""

    @property
    def width(self) -> float:
        return self.right - self.left


class _Letters:
    def __init__(self, page: Any) -> None:
        self._page = page
        self._box = pdfium.FS_RECTF()
        self._pointer = ctypes.byref(self._box)

    def box(self, index: int) -> tuple[float, float, float, float]:
        if not pdfium.FPDFText_GetLooseCharBox(self._page, index, self._pointer):
            return (0.0, 0.0, 0.0, 0.0)
        box = self._box
        return (box.left, box.right, box.bottom, box.top)

    def size(self, index: int) -> float:
        return float(pdfium.FPDFText_GetFontSize(self._page, index))

    def bold(self, index: int) -> bool:
        return int(pdfium.FPDFText_GetFontWeight(self._page, index)) >= BOLD


def words_of(textpage: Any) -> list[Word]:
    """Words in the order of the file."""
    page = textpage.raw
    letters = _Letters(page)
    count = min(textpage.count_chars(), MOST_LETTERS)
    words: list[Word] = []
    text, start, breaks = "", -1, True
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(page, index)
        if code in (10, 13) or chr(code).isspace() or code == 0:
            if text:
                words.append(_word(letters, text, start, index - 1, breaks))
                breaks = False
            text, start = "", -1
            breaks = breaks or code in (10, 13)
            continue
        if start < 0:
            start = index
        text += "-" if code in (HYPHEN, 0xFFFE) else chr(code)
    if text:
        words.append(_word(letters, text, start, count - 1, breaks))
    return [word for word in words if word.right > word.left]


def _word(letters: _Letters, text: str, first: int, last: int, breaks: bool) -> Word:
    left, right, bottom, top = letters.box(first)
    end = letters.box(last)
    lower = end[3] < (bottom + top) / 2
    if lower and "-" in text:  # goes on in the next line: its place is that of its first half
        end = letters.box(first + text.rindex("-") - 1)
    if last > first:
        left, right = min(left, end[0]), max(right, end[1])
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    height = abs(top - bottom) or 10.0
    return Word(whole, left, right, bottom, bottom + height, height, letters.bold(first), breaks)
