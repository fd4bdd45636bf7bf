"""A document as rows of spots: the rows of its tables, and the lines of its text cut at wide gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from makegood.rules.documents.document import Cell, Document, Passage, Quote, Standing, Table

_GAP = re.compile(r"\t+|\s{3,}|\s+\|\s+")
_LABEL = re.compile(
    r"(?<![\w#])(?:(?:invoice|bill|due|issue|order|service) (?:no|number|date|period|id)\b\.?|invoice #"
    r"|bill(?:ed)? to|from|date|due(?: date)?|terms|"
    r"payment terms|(?:billing |service )?period|account (?:name|number|no\.?|holder)|acct\.?|routing(?: number)?"
    r"|iban|swift|bank(?: name)?|"
    r"sub-?total|(?:sales )?tax(?: \([^)]*\))?|vat|total(?: due| amount)?|amount due|balance due|discount"
    r"|retainage)\s*[:#]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A piece of a cell or of a passage; its text without the space around it."""

    source: Cell | Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.source.text[self.start : self.end]

    def quote(self) -> Quote:
        """The words literally; a cell is quoted whole."""
        return self.source.quote() if isinstance(self.source, Cell) else self.source.cut(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Row:
    """Spots beside each other. In a table, empty cells keep their column; `table` counts from 0, None for text."""

    spots: tuple[Spot, ...]
    table: int | None = None
    whole: Spot | None = None

    @property
    def filled(self) -> tuple[Spot, ...]:
        return tuple(spot for spot in self.spots if spot.text)

    @property
    def text(self) -> str:
        return self.whole.text if self.whole else "  ".join(spot.text for spot in self.filled)

    def quote(self) -> Quote:
        """The line of text; in a table the last filled cell."""
        return (self.whole or self.filled[-1]).quote()


def rows(document: Document) -> tuple[Row, ...]:
    """All rows in order; what was struck out and remarks are left out."""
    return tuple(_rows(document))


def _rows(document: Document) -> Iterator[Row]:
    table = -1
    for block in document.blocks:
        if isinstance(block, Table):
            table += 1
            for cells in block.rows:
                yield from _cells(cells, table)
        elif block.standing in (Standing.WRITTEN, Standing.INSERTED):
            yield from _lines(block)


def _cells(cells: tuple[Cell, ...], table: int) -> Iterator[Row]:
    filled = [cell for cell in cells if cell.text.strip()]
    if not filled:
        return
    pieces = list(_labelled(filled[0], 0, len(filled[0].text))) if len(filled) == 1 else []
    if len(pieces) > 1:
        for piece in pieces:
            yield Row((piece,), table)
        return
    yield Row(tuple(_trimmed(cell, 0, len(cell.text)) for cell in cells), table)


def _lines(passage: Passage) -> Iterator[Row]:
    for line in re.finditer(r"[^\n]+", passage.text):
        for piece in _labelled(passage, line.start(), line.end()):
            spots = tuple(_pieces(passage, piece.start, piece.end))
            if spots:
                yield Row(spots, None, Spot(passage, spots[0].start, spots[-1].end))


def _labelled(source: Cell | Passage, start: int, end: int) -> Iterator[Spot]:
    """A line that was joined from several labels ("Bank: A Account number: 1") comes as one piece for each."""
    begins = [
        match.start() for match in _LABEL.finditer(source.text, start, end) if ":" in source.text[start : match.end()]
    ]
    begins = [start, *(place for place in begins if ":" in source.text[start:place])]
    for place, stop in zip(begins, [*begins[1:], end], strict=True):
        piece = _trimmed(source, place, stop)
        if piece.text:
            yield piece


def _pieces(passage: Passage, start: int, end: int) -> Iterator[Spot]:
    for gap in [*_GAP.finditer(passage.text, start, end), None]:
        spot = _trimmed(passage, start, gap.start() if gap else end)
        if spot.text:
            yield spot
        start = gap.end() if gap else end


def _trimmed(source: Cell | Passage, start: int, end: int) -> Spot:
    while start < end and source.text[start].isspace():
        start += 1
    while end > start and source.text[end - 1].isspace():
        end -= 1
    return Spot(source, start, end)
