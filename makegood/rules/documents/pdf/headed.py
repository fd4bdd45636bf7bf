"""Tables that begin with a head of columns: whatever stands below it belongs to the column with which it is flush.

The invoices of the usual billing programs have no lines between their columns, four lines of an address above them, and
descriptions of two lines beside one amount. Told by blank space alone, none of them came apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from makegood.rules.documents.pdf.glyphs import Word
from makegood.rules.documents.pdf.layout import GAP_SIZES, Row, Segment

_TEXTS = (
    r"(?:line )?items?(?: type| name| description)?|descriptions?(?: of [a-z]+)?|activity|services?|"
    r"products?(?: (?:and|&|/) services?|/services?)?|details?|tasks?|work(?: performed)?|deliverables?|milestones?|"
    r"phases?|particulars|notes?|memo|stages?|parts?|what|type|payments?|features?|instal?lments?|when|trigger"
)
_AMOUNTS = (
    r"amounts?|line total|totals?|price|cost|fees?|value|extended(?: price)?|ext\.?|investment|(?:unit|total|net|line) "
    r"(?:price|cost|amount)|subtotal"
)
_OTHERS = (
    r"qty\.?|quantity|hours?|hrs\.?|units?|days?|weeks?|(?:hourly |unit )?rate|dates?|due(?: date)?|no\.?|#|pos\.?|sku|"
    r"code|persons?|names?|resource|role|who|consultant|period|tax(?:able|es)?|vat|gst|discount|disc\.?|%|currency|"
    r"duration|start|end|timeline|status|month|year|share|percent(?:age)?|uom|usd"
)
_UNIT = r"(?: ?\(?(?:usd|us\$|\$|eur|gbp|cad|aud|%|hrs?|hours)\)?)?"
_ANY = re.compile(rf"(?:(?P<text>{_TEXTS})|(?P<amount>{_AMOUNTS})|(?P<other>{_OTHERS})){_UNIT}:?", re.IGNORECASE)
NUMBER = re.compile(r"[-(]?[$€£]?-?[0-9][0-9,.']*\)?")
SUM = re.compile(r"[-(]?[$€£]-?[0-9][0-9,.']*\)?|[-(]?[0-9][0-9,.']*[.,][0-9]{2}\)?")
LEAST = 3
BREAK, FAR, NEAR = 6.0, 1.1, 0.8
LATEST = 0.85
LONGEST = 3
WIDE = 0.6
FLUSH = 1.0
MOST_COLUMNS = 24
MOST_BEFORE = 60
"""Rows below a head among which a sum must stand; a page of nothing but heads was read again from each of them."""
MOST_PIECES = 4
TOGETHER = 150.0
"""Points that two pieces of one row must be nearer to the same column to stand in it together."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column as its head names and places it, in points."""

    title: str
    left: float
    right: float
    kind: str

    def off(self, left: float, right: float) -> float:
        """How far a text is from being flush with it: on the left, on the right, or in the middle."""
        middle = abs((left + right) - (self.left + self.right)) / 2
        return min(abs(left - self.left), abs(right - self.right), middle)


@dataclass(slots=True)
class Headed:
    """The rows of texts, the head first, the page of each, and how many rows of the paper it took."""

    rows: list[list[str]]
    pages: list[int]
    taken: int


def headed_at(rows: Sequence[Row], start: int) -> Headed | None:
    """The table whose head is the row at `start`, or that row and the next where the head goes over two lines."""
    columns, taken = _head(rows, start)
    if columns is None:
        return None
    body = _body(rows, start + taken, columns)
    if not body:
        return None
    cells = [_cells(row, columns) for row in body]
    groups = _groups(body, cells, columns)
    told = [[" ".join(cells[at][column] for at in group).split() for column in range(len(columns))] for group in groups]
    texts = [[" ".join(words) for words in row] for row in told]
    head = [column.title for column in columns]
    kept = [(row, body[group[0]].page) for row, group in zip(texts, groups, strict=True) if row != head]
    return Headed([head, *(row for row, _ in kept)], [rows[start].page, *(page for _, page in kept)], taken + len(body))


def begins_at(rows: Sequence[Row], start: int) -> bool:
    """Whether a head begins with this row."""
    return _head(rows, start)[0] is not None


def _head(rows: Sequence[Row], start: int) -> tuple[list[Column] | None, int]:
    columns, below = columns_of(rows[start]), rows[start + 1 : start + 2]
    lower = columns_of(below[0]) if below else None
    if lower is not None and len(lower) > len(columns or ()) and _is_upper(rows[start], below[0], lower):
        return _joined(rows[start], lower), 2
    if columns is not None and below and _is_lower(columns, rows[start], below[0]):
        return _joined(below[0], columns, after=True), 2
    return columns, 1


def columns_of(row: Row) -> list[Column] | None:
    """The columns of a head: every word of it names one, three or more in all, and one of them holds sums."""
    found: list[Column] = []
    for segment in row.segments:
        at = 0
        while at < len(segment.words):
            column, used = _named(segment.words[at:])
            if column is None:
                return None
            found.append(column)
            at += used
        if len(found) > MOST_COLUMNS:
            return None
    kinds = [column.kind for column in found]
    enough = len(found) >= LEAST or (len(found) == LEAST - 1 and len(row.segments) == len(found))
    return found if enough and "amount" in kinds and "text" in kinds else None


def _named(words: Sequence[Word]) -> tuple[Column | None, int]:
    for used in range(min(LONGEST + 1, len(words)), 0, -1):
        text = " ".join(word.text for word in words[:used])
        if match := _ANY.fullmatch(text):
            return Column(text, words[0].left, words[used - 1].right, match.lastgroup or "other"), used
    return None, 0


def _is_upper(row: Row, below: Row, columns: Sequence[Column]) -> bool:
    """Whether it is the upper line of a head: "Unit" above "Price"."""
    close = row.page == below.page and row.above(below) < FAR * row.size
    return close and all(_over(word, columns) for word in _words(row))


def _is_lower(columns: Sequence[Column], row: Row, below: Row) -> bool:
    """Whether it is the lower line of a head: "Price" below "Unit", "USD" below "Amount"."""
    close = row.page == below.page and row.above(below) < FAR * row.size
    told = [(word, _column(word.left, word.right, columns)) for word in _words(below)]
    return close and all(
        _over(word, columns) and _ANY.fullmatch(f"{columns[at].title} {word.text}") for word, at in told
    )


def _words(row: Row) -> list[Word]:
    return [word for segment in row.segments for word in segment.words]


def _over(word: Word, columns: Sequence[Column]) -> bool:
    bare = not re.search("[0-9]", word.text)
    return bare and any(word.left < column.right and column.left < word.right for column in columns)


def _joined(other: Row, columns: Sequence[Column], *, after: bool = False) -> list[Column]:
    told = list(columns)
    for word in _words(other):
        at = _column(word.left, word.right, told)
        column = told[at]
        title = f"{column.title} {word.text}" if after else f"{word.text} {column.title}"
        match = _ANY.fullmatch(title)
        kind = (match.lastgroup if match else None) or column.kind
        told[at] = Column(title, min(word.left, column.left), max(word.right, column.right), kind)
    return told


def _body(rows: Sequence[Row], start: int, columns: Sequence[Column]) -> list[Row]:
    """Up to running text, a wide gap, or another head; of what stands below the last amount only what is close."""
    body: list[Row] = []
    for index in range(start, len(rows)):
        row, before = rows[index], rows[index - 1]
        gap = before.above(row)
        other = columns_of(row)
        again = other is not None and [one.title for one in other] == [one.title for one in columns]
        if (
            gap > BREAK * row.size
            or gap < -3 * row.size
            or (other is not None and not again)
            or _is_prose(row, columns)
        ):
            break
        if row.page != before.page and len(row.segments) == 1:  # sums at the head of the next page
            break
        body.append(row)
        if len(body) == MOST_BEFORE and not _ended(body, columns):
            return []
    return _ended(body, columns)


def _ended(body: list[Row], columns: Sequence[Column]) -> list[Row]:
    """Up to the last sum, and the lines that go on with its description; below a total stands something else."""
    cells = [_cells(row, columns) for row in body]
    last = max((index for index, row in enumerate(cells) if _is_anchor(row, columns)), default=-1)
    end = last + 1
    while 0 < end < len(body):
        gap, at = body[end - 1].above(body[end]), _column(body[end].left, body[end].right, columns)
        beside = gap < 0 or bool(cells[last][at])
        if gap > NEAR * body[end].size or len(body[end].segments) > 1 or columns[at].kind != "text" or not beside:
            break
        end += 1
    return body[:end]


def _is_prose(row: Row, columns: Sequence[Column]) -> bool:
    width = columns[-1].right - columns[0].left
    return (
        len(row.segments) == 1
        and row.right - row.left > WIDE * width
        and not SUM.fullmatch(row.segments[0].words[-1].text)
    )


def _cells(row: Row, columns: Sequence[Column]) -> list[str]:
    cells = ["" for _ in columns]
    pieces = [piece for segment in row.segments for piece in _pieces(segment, columns)]
    for piece, at in zip(pieces, _placed(pieces, columns), strict=True):
        cells[at] = f"{cells[at]} {' '.join(word.text for word in piece)}".strip()
    return cells


def _placed(pieces: Sequence[Sequence[Word]], columns: Sequence[Column]) -> list[int]:
    """The column of each piece, from left to right, so that all together are as flush as can be.

    A head may stand in the middle of a wide column whose texts begin at its left, nearer to the head before it.
    """
    if len(pieces) > MOST_PIECES * len(columns):
        return [_column(piece[0].left, piece[-1].right, columns) for piece in pieces]
    best: list[tuple[float, list[int]]] = [(0.0, [])]
    for piece in pieces:
        off = [column.off(piece[0].left, piece[-1].right) for column in columns]
        reached: dict[int, tuple[float, list[int]]] = {}
        for cost, path in best:
            for at in range(path[-1] if path else 0, len(columns)):
                again = TOGETHER if path and path[-1] == at else 0.0
                if at not in reached or cost + off[at] + again < reached[at][0]:
                    reached[at] = (cost + off[at] + again, [*path, at])
        best = list(reached.values())
    return min(best)[1]


def _pieces(segment: Segment, columns: Sequence[Column]) -> list[list[Word]]:
    """The words of a segment, cut where one begins right below the beginning of a head, and into figures at its end."""
    words, tail = list(segment.words), []
    while words and NUMBER.fullmatch(words[-1].text) and _is_flush(words[-1:], columns):
        tail.append([words.pop()])
    pieces: list[list[Word]] = []
    for word in words:
        apart = bool(pieces) and word.left - pieces[-1][-1].right > GAP_SIZES * word.size
        if not pieces or apart or (_begins(word, columns) and _is_flush(pieces[-1], columns)):
            pieces.append([])
        pieces[-1].append(word)
    return [*pieces, *reversed(tail)]


def _begins(word: Word, columns: Sequence[Column]) -> bool:
    return any(abs(word.left - column.left) < FLUSH for column in columns)


def _is_flush(piece: Sequence[Word], columns: Sequence[Column]) -> bool:
    """The year of "February 4, 2026" may begin right below a head that is set in the middle."""
    return any(column.off(piece[0].left, piece[-1].right) < FLUSH for column in columns)


def _column(left: float, right: float, columns: Sequence[Column]) -> int:
    return min(range(len(columns)), key=lambda index: columns[index].off(left, right))


def _is_anchor(cells: Sequence[str], columns: Sequence[Column]) -> bool:
    """Whether a row is one of its own: something stands where the sums stand."""
    last = max(index for index, column in enumerate(columns) if column.kind == "amount")
    return bool(cells[last])


def _groups(body: Sequence[Row], cells: Sequence[Sequence[str]], columns: Sequence[Column]) -> list[list[int]]:
    """Which lines make one row: between two sums lies one border, where the space is widest."""
    anchors = [index for index, row in enumerate(cells) if _is_anchor(row, columns)]
    if not anchors:
        return [[index] for index in range(len(body))]
    starts = [0]
    for before, after in pairwise(anchors):
        gaps = [body[index].above(body[index + 1]) for index in range(before, after)]
        widest = max(gaps)
        near = [at for at, gap in enumerate(gaps) if gap >= widest - (1 - LATEST) * body[before].size]
        starts.append(before + near[-1] + 1)
    ends = [*starts[1:], len(body)]
    return [list(range(start, end)) for start, end in zip(starts, ends, strict=True)]
