"""Reads a whole PDF: pages, without what repeats, to paragraphs, headings and tables."""

from __future__ import annotations

import ctypes
from typing import Any

from makegood.rules.documents.building import Builder
from makegood.rules.documents.document import Document
from makegood.rules.documents.limits import LIMITS, Limits, Unreadable
from makegood.rules.documents.pdf.drawn import grey_map
from makegood.rules.documents.pdf.furniture import without_furniture
from makegood.rules.documents.pdf.glyphs import words_of
from makegood.rules.documents.pdf.layout import Page, rows_of
from makegood.rules.documents.pdf.paragraphs import add_pages
from makegood.rules.documents.pdf.pictured import ReadPicture, Spotted, page_of, tell_pictured
from makegood.rules.documents.pdf.ruled import uprights_of

DAMAGED = "The PDF is damaged and cannot be opened. Please ask for it to be saved and sent again."
LOCKED = "The PDF is protected by a password. Please ask for one that opens without."
PASSWORD_ERROR = 4


def read_pdf(
    content: bytes, limits: Limits = LIMITS, part: str | None = None, picture: ReadPicture | None = None
) -> Document:
    """Raises Unreadable."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as broken:
        locked = getattr(broken, "err_code", None) == PASSWORD_ERROR or "password" in str(broken).lower()
        raise Unreadable(LOCKED if locked else DAMAGED) from None
    builder = Builder("pdf", limits, part)
    try:
        count = len(pdf)
        builder.pages = count
        if count > limits.pages:
            builder.note(f"Only the first {limits.pages:,} of {count:,} pages were read.")
        pages, empty = _pages(pdf, min(count, limits.pages), limits, builder)
        pages = without_furniture(pages)
        seen = _seen(pdf, pages, picture) if picture else {}
        add_pages(builder, pages)
        tell_pictured(builder, list(seen), sum(one.doubtful for one in seen.values()), count)
        _tell_empty(builder, [number for number in empty if number not in seen], count)
        return builder.document((pdf.get_metadata_value("Title") or "") if not builder.blocks else "")
    finally:
        pdf.close()


def _pages(pdf: Any, count: int, limits: Limits, builder: Builder) -> tuple[list[Page], list[int]]:
    pages, empty, letters = [], [], 0
    for index in range(count):
        page = _page(pdf, index)
        if page is None:
            builder.note(f"Page {index + 1} is damaged and was not read.")
            continue
        letters += sum(len(row.text) for row in page.rows)
        if letters > limits.letters:
            builder.note("The file is longer than what is read of one paper; the rest was left out.")
            break
        if not page.rows:
            empty.append(index + 1)
        pages.append(page)
    return pages, empty


def _page(pdf: Any, index: int) -> Page | None:
    import pypdfium2

    try:
        page = pdf[index]
        try:
            text = page.get_textpage()
            try:
                width, height = page.get_size()
                words = words_of(text)
                if any(word.right > width * 1.5 or word.top > height * 1.5 for word in words[:50]):
                    width = max(word.right for word in words)
                    height = max(word.top for word in words)
                rows = rows_of(words, width, uprights_of(page))
                for row in rows:
                    row.page = index + 1
                return Page(index + 1, height, width, rows)
            finally:
                text.close()
        finally:
            page.close()
    except (pypdfium2.PdfiumError, ctypes.ArgumentError, ValueError):
        return None


def _seen(pdf: Any, pages: list[Page], picture: ReadPicture) -> dict[int, Spotted]:
    """Puts what was read in pictures on the pages that have no text of their own."""
    found: dict[int, Spotted] = {}
    for index, page in enumerate(pages):
        if page.rows:
            continue
        spotted = picture(grey_map(pdf[page.number - 1]))
        if spotted is not None and spotted.words:
            found[page.number] = spotted
            pages[index] = page_of(spotted, page.number, page.width)
    return found


def _tell_empty(builder: Builder, empty: list[int], count: int) -> None:
    if not empty:
        return
    if len(empty) == count:
        builder.note(
            "The PDF is scanned: its pages are pictures without text. Ask for the file it was printed from, or install "
            "tesseract, which reads pictures."
        )
    elif len(empty) == 1:
        builder.note(f"Page {empty[0]} has no text (it is empty or scanned).")
    else:
        named = ", ".join(map(str, empty[:12])) + (" ..." if len(empty) > 12 else "")
        builder.note(f"Pages {named} have no text (they are empty or scanned).")
