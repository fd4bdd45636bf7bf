"""Pages that are pictures: words as a program spotted them, with their boxes, so that a scanned table stays a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from makegood.rules.documents.building import Builder
from makegood.rules.documents.document import Document
from makegood.rules.documents.limits import Limits, Unreadable
from makegood.rules.documents.pdf.glyphs import Word
from makegood.rules.documents.pdf.layout import Page, rows_of
from makegood.rules.documents.pdf.paragraphs import add_pages

LETTER_WIDTH = 612.0
"""Points: a picture has no size of its own, so it is taken as a page of US letter."""
NO_READER = (
    "This is a picture. Please send the paper itself, or install tesseract on the machine that runs Makegood: it reads "
    "pictures."
)
NOTHING_SPOTTED = "No words could be read in this picture. A sharper one, taken from straight above, may do."


@dataclass(frozen=True, slots=True)
class Spotted:
    """Words in a picture, x to the right and y upwards, in dots. `doubtful`: of how many the program was not sure."""

    width: float
    height: float
    words: tuple[Word, ...]
    doubtful: int = 0


ReadPicture = Callable[[bytes], Spotted | None]
"""Gets a picture (PGM, PNG, JPEG, TIFF); None where nothing could be read."""


def page_of(spotted: Spotted, number: int, width: float) -> Page:
    """The page, scaled to `width` points."""
    scale = width / max(spotted.width, 1.0)
    words = [
        replace(
            word,
            left=word.left * scale,
            right=word.right * scale,
            bottom=word.bottom * scale,
            top=word.top * scale,
            size=word.size * scale,
        )
        for word in spotted.words
    ]
    rows = rows_of(words, width)
    for row in rows:
        row.page = number
    return Page(number, spotted.height * scale, width, rows)


def tell_pictured(builder: Builder, pages: list[int], doubtful: int, count: int) -> None:
    """The note that figures are to be compared with the paper."""
    if not pages:
        return
    builder.pictured = tuple(pages)
    named = "It is a picture" if count == 1 else f"{len(pages)} of {count} pages are pictures"
    unsure = f", and was not sure of {doubtful:,} words" if doubtful else ""
    builder.note(f"{named}: a program read the words{unsure}. Compare names and figures with the paper.")


def read_picture(content: bytes, limits: Limits, part: str | None, picture: ReadPicture | None) -> Document:
    """A photograph or scan of one page. Raises Unreadable."""
    if picture is None:
        raise Unreadable(NO_READER)
    spotted = picture(content)
    if spotted is None or not spotted.words:
        raise Unreadable(NOTHING_SPOTTED)
    builder = Builder("picture", limits, part)
    builder.pages = 1
    add_pages(builder, [page_of(spotted, 1, LETTER_WIDTH)])
    tell_pictured(builder, [1], spotted.doubtful, 1)
    return builder.document()
