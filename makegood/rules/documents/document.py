"""What a paper is once it was read: passages and tables with places, and quotes that can only be cut out of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Standing(StrEnum):
    """Whether a passage counts: as written, proposed by somebody (tracked change), or a remark beside the text."""

    WRITTEN = "written"
    INSERTED = "inserted"
    STRUCK = "struck"
    COMMENT = "comment"


class Sureness(StrEnum):
    """How far a value may be trusted before a person has confirmed it."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person finds it. `part` is an attachment or a sheet; pages, paragraphs count from 1; `cell` is "C7"."""

    page: int | None = None
    paragraph: int | None = None
    part: str | None = None
    cell: str | None = None
    number: str | None = None

    def __str__(self) -> str:
        said = [
            self.part,
            self.number and (self.number if self.number[1:2].islower() else f"section {self.number}"),
            self.page and f"page {self.page}",
            self.cell and f"cell {self.cell}",
            self.paragraph and not (self.number or self.cell) and f"paragraph {self.paragraph}",
        ]
        return ", ".join(word for word in said if word) or "the file"


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph or heading as written. `level` is 1 for the highest heading, None for running text.

    `inserted` are the spans (start, end) of a written passage that a tracked change put in, `by` its author; what the
    same change took out follows as a passage of its own that is struck. A number that was typed stays in the text; one
    that the program counted ("automatic numbering") stands in the place only. `item` is how deep in a list it stands,
    where the format says so (Markdown, HTML, bullets of Word): 1 for a point of a list, 0 for none.
    """

    text: str
    place: Place
    level: int | None = None
    standing: Standing = Standing.WRITTEN
    by: str | None = None
    inserted: tuple[tuple[int, int], ...] = ()
    item: int = 0

    def cut(self, start: int, end: int) -> Quote:
        """The words from `start` to `end`, literally. Raises ValueError for a cut that leaves nothing."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError("nothing stands there")
        return Quote(self.text[start:end], self.place)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its text as shown, and its place."""

    text: str
    place: Place

    def quote(self) -> Quote:
        """The cell whole."""
        return Quote(self.text, self.place)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, the head among them; a table that goes on over pages is one."""

    rows: tuple[tuple[Cell, ...], ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that stand literally in a document, and where. Made by `Passage.cut` and `Cell.quote` only."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value with the words it was read from. `rule` names what found it."""

    value: T
    quote: Quote
    sureness: Sureness
    rule: str


@dataclass(frozen=True, slots=True)
class Document:
    """One paper. `kind` is the format that the content showed: pdf, docx, markdown, text, html, mail, xlsx, csv, ofx or
    picture.
    `notes` are sentences for people about what could not be read; `language` is an ISO 639-1 code, None when unclear.
    `pictured` are the pages whose words a program read from a picture.
    """

    kind: str
    title: str
    blocks: tuple[Passage | Table, ...]
    language: str | None
    pages: int | None
    notes: tuple[str, ...] = ()
    pictured: tuple[int, ...] = ()

    def passages(self, *standings: Standing) -> Iterator[Passage]:
        """Passages that have one of the standings; without any named, those which count: written and inserted."""
        wanted = standings or (Standing.WRITTEN, Standing.INSERTED)
        return (block for block in self.blocks if isinstance(block, Passage) and block.standing in wanted)

    def tables(self) -> Iterator[Table]:
        """Tables in order."""
        return (block for block in self.blocks if isinstance(block, Table))
