"""Tables by geometry: rows whose parts stand under each other in the same columns."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from makegood.rules.documents.pdf.headed import NUMBER, begins_at, headed_at
from makegood.rules.documents.pdf.layout import Row, Segment

WRAP_SIZES = 1.55
BREAK_SIZES = 3.2
TIGHT_SIZES = 0.55
LEAST_ROWS, LEAST_ROWS_WIDE = 3, 2
WIDE_SIZES = 1.5
PROSE_SHARE, PROSE_LEAST = 0.6, 0.35


@dataclass(slots=True)
class Found:
    """A table: its rows of texts, the page of each, and how many rows of the paper it took."""

    rows: list[list[str]]
    pages: list[int]
    taken: int


def table_at(rows: list[Row], start: int) -> Found | None:
    """The table that begins with this row, None if none does; without rows it is running text set flush."""
    if headed := headed_at(rows, start):
        return Found(headed.rows, headed.pages, headed.taken)
    if len(rows[start].segments) < 2:
        return None
    end = _end(rows, start)
    wide = [row for row in rows[start:end] if len(row.segments) >= 2]
    if len(wide) < (LEAST_ROWS_WIDE if all(_is_wide(row) for row in wide) else LEAST_ROWS):
        return None
    if _is_prose(wide):
        return Found([], [], end - start)
    columns = _columns(wide)
    if len(columns) < 2:
        return None
    filled, pages = _filled(rows[start:end], columns)
    return Found(filled, pages, end - start)


def _is_wide(row: Row) -> bool:
    gaps = (right.left - left.right for left, right in pairwise(row.segments))
    return max(gaps) > WIDE_SIZES * row.size


def _is_prose(rows: list[Row]) -> bool:
    """Whether these are lines of running text set flush on both sides: most go on in the middle of a sentence."""
    flush = [row for row in rows[1:] if row.left < rows[0].left + row.size]
    goes_on = sum(row.segments[0].text[:1].islower() for row in flush)
    cells = [segment.text[:1].islower() for row in rows[1:] for segment in row.segments]
    lower = goes_on >= PROSE_LEAST * len(rows[1:]) and sum(cells) >= PROSE_SHARE * len(cells)
    return lower or goes_on >= PROSE_SHARE * len(rows[1:])


def _end(rows: list[Row], start: int) -> int:
    """Where it stops: at running text, or after a gap."""
    end, width = start + 1, rows[start].right - rows[start].left
    for index in range(start + 1, len(rows)):
        row, before = rows[index], rows[index - 1]
        gap = before.above(row)
        if begins_at(rows, index):
            break
        if gap > BREAK_SIZES * row.size or gap < -3 * row.size:
            break
        if len(row.segments) == 1:
            near = gap < WRAP_SIZES * row.size and row.page == before.page
            wrapped = near and row.right - row.left < 0.5 * width
            follows = any(len(later.segments) >= 2 for later in rows[index + 1 : index + 4])
            indented, tight = row.left > rows[start].left + row.size, gap < TIGHT_SIZES * row.size
            if not (wrapped and (follows or indented or (tight and not row.bold))):
                break
        else:
            width = max(width, row.right - row.left)
            end = index + 1
            continue
        end = index + 1
    return end


def _columns(rows: list[Row]) -> list[tuple[float, float]]:
    """Spans that do not touch, from the rows with the most parts."""
    most = max(len(row.segments) for row in rows)
    spans = sorted(
        (segment.left, segment.right) for row in rows if len(row.segments) >= max(2, most - 1)
        for segment in row.segments
    )  # fmt: skip
    columns: list[tuple[float, float]] = []
    for left, right in spans:
        if columns and left < columns[-1][1] + 1:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def _filled(rows: list[Row], columns: list[tuple[float, float]]) -> tuple[list[list[str]], list[int]]:
    filled: list[list[str]] = []
    pages: list[int] = []
    before: Row | None = None
    for row in rows:
        cells = ["" for _ in columns]
        for segment in row.segments:
            at = _column(segment, columns)
            cells[at] = f"{cells[at]} {segment.text}".strip()
        close = before is not None and before.page == row.page and before.above(row) < TIGHT_SIZES * row.size
        goes_on = not cells[0] or sum(map(bool, cells)) == 1
        if filled and close and goes_on and not _is_row(filled[-1], cells):
            filled[-1] = [f"{old} {new}".strip() for old, new in zip(filled[-1], cells, strict=True)]
        elif not (filled and cells == filled[0] and row.page != pages[0]):  # the head comes again on the next page
            filled.append(cells)
            pages.append(row.page)
        before = row
    return filled, pages


def _is_row(before: list[str], cells: list[str]) -> bool:
    """Whether two rows that stand close are two: each has a figure in the same column, or they say a label each."""
    figures = any(NUMBER.search(old) and NUMBER.search(new) for old, new in zip(before, cells, strict=True))
    alone = [cell for cell in cells if cell]
    return figures or (len(alone) == 1 and not alone[0][:1].islower())


def _column(segment: Segment, columns: list[tuple[float, float]]) -> int:
    def away(span: tuple[float, float]) -> float:
        shared = min(span[1], segment.right) - max(span[0], segment.left)
        return -shared if shared > 0 else 1000 - shared

    return min(range(len(columns)), key=lambda index: away(columns[index]))
