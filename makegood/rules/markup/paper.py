""" "What to settle before signing" as a page of HTML and as a PDF whose first sheet is that page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from makegood.connectors.paper import pdf
from makegood.rules.markup.settle import HEADS, PAGE_LINES, Item, Kind, Settle, Shown
from makegood.rules.stationery.brand import Brand

TEMPLATES = Path(__file__).parent / "templates"
STEP = 4
HTML_LINES = 52


def settle_html(page: Settle, brand: Brand | None = None) -> str:
    """One file without anything outside it. Text of the paper is escaped. `brand`: in whose name it is made."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template("settle.html").render(v=_values(page, page.front(HTML_LINES)), brand=brand)


def settle_pdf(page: Settle, brand: Brand | None = None) -> bytes:
    """US letter. As much as fits stands on the first sheet; all of it, with the wording, on those behind."""
    template = (TEMPLATES / "settle.typ").read_bytes()
    lines = PAGE_LINES + 4 * STEP
    while True:
        values = {**_values(page, page.front(lines)), "brand": brand.values() if brand else None}
        if lines <= STEP or _sheets(pdf(template, {**values, "appendix": []})) == 1:
            return pdf(template, values)
        lines -= STEP


def _sheets(content: bytes) -> int:
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    try:
        return len(document)
    finally:
        document.close()


def _values(page: Settle, shown: tuple[Shown, ...]) -> dict[str, Any]:
    left = len(page.items) - len(shown)
    return {
        "paper": page.paper,
        "day": page.day,
        "sentence": page.sentence,
        "notes": list(page.notes),
        "front": [
            {"head": HEADS[kind], "items": [_short(item) for item in shown if item.kind is kind]}
            for kind in Kind
            if any(item.kind is kind for item in shown)
        ],
        "more": f"{left} more, and all wording to ask for, stand behind this page." if left else "",
        "lawyer": page.lawyer,
        "appendix": [_whole(item) for item in page.items],
    }


def _short(item: Shown) -> dict[str, str]:
    return {"said": item.said, "words": item.words, "ask": item.ask}


def _whole(item: Item) -> dict[str, str]:
    return {
        "title": f"{item.clause}. {item.title}" if item.clause else item.title,
        "head": HEADS[item.kind],
        "because": item.because if item.because != item.title else "",
        "quote": f'"{" ".join(item.quote.split())}" ({item.place})' if item.quote else "",
        "why": item.why,
        "wording": item.wording,
    }
