"""Collects the blocks of one paper in order, gives each its place, and stops at the limits with a note."""

from __future__ import annotations

from collections.abc import Sequence

from makegood.rules.documents.cleaning import TURNED, clean, turned
from makegood.rules.documents.document import Cell, Document, Passage, Place, Standing, Table
from makegood.rules.documents.language import language_of
from makegood.rules.documents.limits import LIMITS, Limits
from makegood.rules.documents.sections import Sections, heading_level

TITLE_LETTERS = 150
TITLE_AMONG = 6


class Builder:
    """One paper, or one part of a paper (an attachment, a sheet)."""

    def __init__(self, kind: str, limits: Limits = LIMITS, part: str | None = None) -> None:
        self.kind, self.limits, self.part = kind, limits, part
        self.blocks: list[Passage | Table] = []
        self.notes: list[str] = []
        self.sections = Sections()
        self.paragraph = 0
        self.pages: int | None = None
        self.pictured: tuple[int, ...] = ()
        self._letters = 0
        self._cells = 0

    @property
    def full(self) -> bool:
        """Whether a limit was reached; what comes then is left out and a note says so."""
        return len(self.blocks) >= self.limits.blocks or self._letters >= self.limits.letters

    def note(self, sentence: str) -> None:
        """A sentence for people, once."""
        if sentence not in self.notes:
            self.notes.append(sentence)

    def passage(
        self,
        text: str,
        *,
        level: int | None = None,
        page: int | None = None,
        standing: Standing = Standing.WRITTEN,
        by: str | None = None,
        inserted: Sequence[tuple[int, int]] = (),
        part: str | None = None,
        cleaned: bool = False,
        numbered: bool = True,
        item: int = 0,
    ) -> None:
        """One paragraph. `numbered`: it stands in the section that its own typed number or the one before it says."""
        if turned(text):
            self.note(TURNED)
        text = text if cleaned else clean(text)
        if not text or self._over():
            return
        if standing is Standing.WRITTEN:
            self.paragraph += 1
        number = self.sections.now if numbered else None
        place = Place(page=page, paragraph=max(self.paragraph, 1), part=part or self.part, number=number)
        self._letters += len(text)
        self.blocks.append(Passage(text, place, level, standing, by, tuple(inserted), item))

    def typed(
        self, text: str, *, page: int | None = None, level: int | None = None, part: str | None = None, item: int = 0
    ) -> None:
        """One paragraph of a paper in which numbers are typed: section and heading are told from its text."""
        text = clean(text)
        level = level or heading_level(text)
        self.sections.enter(text, heading=level is not None)
        self.passage(text, level=level, page=page, part=part, item=item)

    def table(
        self,
        rows: Sequence[Sequence[str]],
        *,
        page: int | None = None,
        pages: Sequence[int] = (),
        part: str | None = None,
    ) -> None:
        """A table; its cells are called like those of a sheet ("B3"). `pages`: of each row, where there are some."""
        named = [[(text, cell_name(row, column)) for column, text in enumerate(line)] for row, line in enumerate(rows)]
        self.cells(named, page=page, pages=pages, part=part)

    def cells(
        self,
        rows: Sequence[Sequence[tuple[str, str]]],
        *,
        page: int | None = None,
        pages: Sequence[int] = (),
        part: str | None = None,
    ) -> None:
        """A table of (text, cell name)."""
        part = part or self.part
        kept: list[tuple[Cell, ...]] = []
        for index, line in enumerate(rows):
            if self._cells >= self.limits.cells:
                self.note(f"Only the first {self.limits.cells:,} cells were read.")
                break
            self._cells += len(line)
            on = pages[index] if pages else page
            cells = tuple(Cell(clean(text), Place(page=on, part=part, cell=name)) for text, name in line)
            if any(cell.text for cell in cells):
                self._letters += sum(len(cell.text) for cell in cells)
                kept.append(cells)
        if kept and not self._over():
            place = Place(page=page, paragraph=self.paragraph or None, part=part, number=self.sections.now)
            self.blocks.append(Table(tuple(kept), place))

    def document(self, title: str = "") -> Document:
        """What was read, as one paper."""
        if not self.blocks:
            self.note("No text was found in it.")
        sample = " ".join(_texts(self.blocks))
        return Document(
            kind=self.kind,
            title=clean(title)[:TITLE_LETTERS] or self._title(),
            blocks=tuple(self.blocks),
            language=language_of(sample),
            pages=self.pages,
            notes=tuple(self.notes),
            pictured=self.pictured,
        )

    def _over(self) -> bool:
        if self.full:
            self.note("The file is longer than what is read of one paper; the rest was left out.")
        return self.full

    def _title(self) -> str:
        first = [block for block in self.blocks[:TITLE_AMONG] if isinstance(block, Passage)]
        named = [passage for passage in first if passage.level == 1] or first
        short = [passage.text for passage in named if len(passage.text) <= TITLE_LETTERS]
        return short[0].split("\n")[0] if short else ""


def cell_name(row: int, column: int) -> str:
    """`(0, 0)` is "A1", `(6, 27)` is "AB7"."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def _texts(blocks: Sequence[Passage | Table], most: int = 60_000) -> list[str]:
    texts, letters = [], 0
    for block in blocks:
        found = [block.text] if isinstance(block, Passage) else [cell.text for row in block.rows for cell in row]
        texts += found
        letters += sum(map(len, found))
        if letters > most:
            break
    return texts
