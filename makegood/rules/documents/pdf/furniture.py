"""What is printed on every page (heads, feet, page numbers) is no part of the text."""

from __future__ import annotations

import re
from collections import Counter

from makegood.rules.documents.pdf.layout import Page, Row

EDGE = 0.12
EDGE_ROWS = 4
REPEATED_SHARE, REPEATED_LEAST = 0.4, 3
_NUMBER = re.compile(r"^[\s\-–—|]*(?:page|p\.|seite|página|pagina)?\s*(?:\d{1,4}|[ivxlc]{1,6}|[A-Z]-\d{1,3})"
                     r"(?:\s*(?:of|/|von|de|di)\s*\d{1,4})?[\s\-–—|]*$", re.IGNORECASE)  # fmt: skip


def without_furniture(pages: list[Page]) -> list[Page]:
    """The pages without rows at their edges that come again and again."""
    seen: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for page in pages:
        edges = {id(row) for row in _edges(page)}
        seen.update({_shape(row) for row in page.rows if id(row) in edges})
        inside.update(_shape(row) for row in page.rows if id(row) not in edges)
    least = max(REPEATED_LEAST, REPEATED_SHARE * len(pages))
    for page in pages:
        edges = {id(row) for row in _edges(page)}
        kept = [row for row in page.rows if id(row) not in edges or not _is_furniture(row, seen, inside, least)]
        page.rows = kept or [row for row in page.rows if not _NUMBER.match(row.text[:60])]
    return pages


def _is_furniture(row: Row, seen: Counter[str], inside: Counter[str], least: float) -> bool:
    """A row of a long table comes again at the edges, too, but also in the middle of pages."""
    shape = _shape(row)
    return (seen[shape] >= least and inside[shape] < 2) or _NUMBER.match(row.text[:60]) is not None


def _edges(page: Page) -> list[Row]:
    top = [row for row in page.rows if row.bottom > page.height * (1 - EDGE)][:EDGE_ROWS]
    foot = [row for row in page.rows if row.top < page.height * EDGE][-EDGE_ROWS:]
    outer = [row for row in (*page.rows[:1], *page.rows[-1:]) if _NUMBER.match(row.text[:60])]
    return [*top, *(row for row in (*foot, *outer) if row not in top)]


def _shape(row: Row) -> str:
    return re.sub(r"\d+", "#", row.text.strip().lower())[:120]
