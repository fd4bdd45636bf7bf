"""Rows of a page from its words: what stands side by side, in the order in which a person reads."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from makegood.rules.documents.pdf.glyphs import Word
from makegood.rules.documents.pdf.ruled import Upright
from makegood.rules.documents.sections import BULLET, begins_numbered

GAP_SIZES = 0.7
SAME_ROW = 0.5
COLUMN_ROWS = 14
LABEL_LETTERS = 14


@dataclass(slots=True)
class Segment:
    """Words of one row without a wide gap between."""

    words: list[Word]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        return min(word.left for word in self.words)

    @property
    def right(self) -> float:
        return max(word.right for word in self.words)


@dataclass(slots=True)
class Row:
    """What stands at one height, from left to right."""

    segments: list[Segment]
    bottom: float
    top: float
    size: float
    bold: bool
    page: int = 0

    @property
    def text(self) -> str:
        return " ".join(segment.text for segment in self.segments)

    def above(self, other: Row) -> float:
        """The space between this row and the one below; none where a page ends between."""
        return self.bottom - other.top if self.page == other.page else 0.0

    @property
    def left(self) -> float:
        return self.segments[0].left

    @property
    def right(self) -> float:
        return self.segments[-1].right


@dataclass(slots=True)
class Page:
    """One page: its number from 1, its height and rows from top to bottom."""

    number: int
    height: float
    width: float
    rows: list[Row]


def rows_of(words: list[Word], width: float, uprights: Sequence[Upright] = ()) -> list[Row]:
    """Rows in reading order: in two columns, the left one first. `uprights` part cells, from left to right."""
    if not words:
        return []
    whole = _rows(words, uprights)
    gutter = _gutter(whole, width)
    if gutter is None:
        return whole
    return _by_columns(whole, gutter)


def _rows(words: list[Word], uprights: Sequence[Upright]) -> list[Row]:
    words = sorted(words, key=lambda word: (-(word.bottom + word.top), word.left))
    rows: list[list[Word]] = []
    for word in words:
        row = next((row for row in reversed(rows[-3:]) if _beside(row[0], word)), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    return [_row(_ordered(row), uprights) for row in rows]


def _ordered(words: list[Word]) -> list[Word]:
    """From left to right; the lines of a cell that stand beside a lower or higher cell one after the other."""
    words = sorted(words, key=lambda word: word.left)
    if all(before.right < word.left + 1 for before, word in pairwise(words)):
        return words
    size = median(word.size for word in words)
    cells: list[list[Word]] = []
    right = 0.0
    for word in words:
        if not cells or word.left - right > GAP_SIZES * size:
            cells.append([])
        cells[-1].append(word)
        right = max(right, word.right) if len(cells[-1]) > 1 else word.right
    return [word for cell in cells for word in _lines(cell, size)]


def _lines(cell: list[Word], size: float) -> list[Word]:
    lines: list[list[Word]] = []
    for word in sorted(cell, key=lambda word: -(word.bottom + word.top)):
        if lines and abs(lines[-1][0].bottom - word.bottom) < SAME_ROW * size:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [word for line in lines for word in sorted(line, key=lambda word: word.left)]


def _beside(one: Word, other: Word) -> bool:
    shared = min(one.top, other.top) - max(one.bottom, other.bottom)
    return shared > SAME_ROW * min(one.size, other.size)


def _row(words: list[Word], uprights: Sequence[Upright] = ()) -> Row:
    size = median(word.size for word in words)
    segments = [Segment([words[0]])]
    for before, word in pairwise(words):
        apart = word.left - before.right > GAP_SIZES * size and not (len(segments) == 1 and _is_label(segments[0]))
        if apart or _ruled(before, word, uprights):
            segments.append(Segment([word]))
        else:
            segments[-1].words.append(word)
    bold = all(word.bold for word in words)
    return Row(segments, min(word.bottom for word in words), max(word.top for word in words), size, bold)


def _is_label(segment: Segment) -> bool:
    """Whether it is no more than the number or the mark before a paragraph."""
    if len(segment.words) > LABEL_LETTERS:
        return False
    joined = segment.text
    return len(joined) <= LABEL_LETTERS and (begins_numbered(joined) or bool(BULLET.match(f"{joined} ")))


def _ruled(before: Word, word: Word, uprights: Sequence[Upright]) -> bool:
    """Whether a line was drawn between two words of one row."""
    start = bisect_left(uprights, before.right - 1, key=lambda line: line.x)
    middle = (word.bottom + word.top) / 2
    for line in uprights[start:]:
        if line.x > word.left + 1:
            return False
        if line.parts(before.right, word.left, middle):
            return True
    return False


def _gutter(rows: list[Row], width: float) -> float | None:
    """Where two columns of running text part, None if the page has one column."""
    middle = [row for row in rows if row.left < width * 0.45 and row.right > width * 0.55]
    parted = [
        (left.right, right.left)
        for row in middle
        for left, right in pairwise(row.segments)
        if left.right < width * 0.58 and right.left > width * 0.42
    ]
    if len(parted) < COLUMN_ROWS or len(parted) < 0.7 * len(middle):
        return None
    low, high = max(right for right, _ in parted), min(left for _, left in parted)
    long = [row for row in middle if len(row.segments) == 2 and all(len(part.text) > 18 for part in row.segments)]
    return (low + high) / 2 if high - low > 4 and len(long) > 0.6 * len(parted) else None


def _by_columns(rows: list[Row], gutter: float) -> list[Row]:
    ordered: list[Row] = []
    left: list[Row] = []
    right: list[Row] = []

    def leave() -> None:
        ordered.extend([*left, *right])
        left.clear()
        right.clear()

    for row in rows:
        words = [word for segment in row.segments for word in segment.words]
        if any(word.left < gutter < word.right for word in words):
            leave()
            ordered.append(row)
            continue
        sides = ([w for w in words if w.right <= gutter], [w for w in words if w.left >= gutter])
        for column, side in zip((left, right), sides, strict=True):
            if side:
                column.append(_row(side))
    leave()
    return ordered
