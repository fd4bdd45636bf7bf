"""A document as its sentences with the heading above each; what was struck out and remarks are not among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from makegood.rules.documents.document import Cell, Document, Passage, Quote, Standing, Table
from makegood.rules.figures.blanks import blanks, unbracketed
from makegood.rules.figures.currencies import currency_named
from makegood.rules.figures.sums import sums
from makegood.rules.terms.elsewhere import elsewhere
from makegood.rules.terms.roles import OWNERS, PARTNERS

_END = re.compile(r"(?<=[.;!?])[\"”’)]?\s+(?=[A-Z\"“‘(\[{•$\d*-])|\n+(?=\s*(?:[-•*▪]|\(?[0-9a-z]{1,3}[.)]|[A-Z]))")
_SHORT = re.compile(
    r"(?:\b(?:Inc|Ltd|Co|Corp|No|Nos|St|Ave|Blvd|Dr|Mr|Mrs|Ms|Jr|Sr|Esq|vs|U\.S|e\.g|i\.e|etc|approx|Sec|Art|Attn"
    r"|L\.L\.C|S\.A|P\.O|Ste|Rd"
    r"|[A-Z])|^\W*(?:[0-9]+(?:\.[0-9]+)*|[ivxIVX]+|[a-zA-Z]))\.$"
)
LEAD_LINES = 14
CLAUSE_NUMBER = re.compile(r"\W*([0-9]{1,2}\.[0-9]{1,2}(?:\.[0-9]{1,2})*)\.?\s")
CURRENCY = re.compile(
    r"\bcurrency\b|\b(?:prices|amounts|fees|sums) (?:are|is) (?:quoted |stated |shown )?in\b", re.IGNORECASE
)
FIELDS = 2
"""A table of two columns holds fields and their values: what stands first in it is no heading of what is below."""
MASK = "\u2581"


@dataclass(frozen=True, slots=True)
class Line:
    """A passage or a cell, the headings above it, the passage that leads into its list, and the label beside it."""

    source: Passage | Cell
    heading: str
    lead: str
    label: str
    order: int
    masked: str
    inserted: bool = False

    @property
    def text(self) -> str:
        return self.source.text

    def cut(self, start: int, end: int) -> Quote:
        """The words without the space around them; a cell is quoted whole."""
        if isinstance(self.source, Cell):
            return self.source.quote()
        text = self.source.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return self.source.cut(start, end)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a line. In `text` what was left to be filled in is masked: no rule reads a value there."""

    line: Line
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.line.masked[self.start : self.end]

    @property
    def raw(self) -> str:
        """As it stands."""
        return self.line.text[self.start : self.end]

    @property
    def above(self) -> str:
        """Headings, leading passage and label: what the sentence is about when it does not say so itself."""
        return " / ".join(word for word in (self.line.heading, self.line.lead, self.line.label) if word)

    def quote(self) -> Quote:
        """The whole sentence."""
        return self.line.cut(self.start, self.end)

    def up_to(self, end: int) -> Quote:
        """From the start of this sentence to a place in the line."""
        return self.line.cut(self.start, end)


class Paper:
    """A document made ready for looking."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.kept: dict[str, Any] = {}

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """What counts, in order: passages, and cells that hold something."""
        return tuple(_lines(self.document))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence in order."""
        return tuple(sentence for line in self.lines for sentence in split(line))

    @cached_property
    def title(self) -> str:
        """The first heading, where the paper begins with one."""
        first = next(iter(self.lines), None)
        titled = first is not None and isinstance(first.source, Passage) and first.source.level is not None
        return first.text.strip() if first is not None and titled else ""

    @cached_property
    def currency(self) -> str | None:
        """The one currency in which the paper tells sums; None where there are several, or none."""
        told = {stands.sum.currency for line in self.lines for stands in sums(line.text)}
        named = {
            code for line in self.lines if CURRENCY.search(line.text) for code in [currency_named(line.text)] if code
        }
        return (named or told).pop() if len(named or told) == 1 else None

    @cached_property
    def of_cell(self) -> dict[int, Line]:
        """The line of each cell, by its identity."""
        return {id(line.source): line for line in self.lines if isinstance(line.source, Cell)}

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        return tuple(self.document.tables())

    @cached_property
    def opening(self) -> tuple[Sentence, ...]:
        """The sentences of the first 40 lines: where parties and dates stand."""
        return tuple(sentence for sentence in self.sentences if sentence.line.order < 40)

    @cached_property
    def text(self) -> str:
        """All of it, for telling what kind of paper it is."""
        return "\n".join(line.text for line in self.lines)


def masked(text: str) -> str:
    """As long as the text, with a sign for nothing where something is to be filled in, or another paper is told."""
    for start, end in (*blanks(text), *elsewhere(text)):
        text = text[:start] + MASK * (end - start) + text[end:]
    return unbracketed(text)


def split(line: Line) -> Iterator[Sentence]:
    """The sentences of a line. "Inc." and "1." end none."""
    start = 0
    for match in _END.finditer(line.text):
        before = line.text[start : match.start() + (1 if match.group()[:1] in '"”’)' else 0)]
        if not before.strip() or _SHORT.search(before.rstrip()):
            continue
        yield Sentence(line, start, match.start() + (1 if match.group()[:1] in '"”’)' else 0))
        start = match.end()
    if line.text[start:].strip():
        yield Sentence(line, start, len(line.text))


def _lines(document: Document) -> Iterator[Line]:
    headings: dict[int, str] = {}
    lead, since, order = "", 0, 0
    for block in document.blocks:
        if isinstance(block, Table):
            heading = " / ".join(headings.values())
            yield from _cells(block, heading, order)
            order += len(block.rows)
            continue
        if block.standing not in (Standing.WRITTEN, Standing.INSERTED) or not block.text.strip():
            continue
        order += 1
        if block.level is not None:
            headings = {level: text for level, text in headings.items() if level < block.level}
            heading = " / ".join(headings.values())
            headings[block.level] = block.text.strip()
            lead = ""
        else:
            heading = " / ".join(headings.values())
        since = since + 1
        if since > LEAD_LINES or (lead and _goes_on(lead, block.text)):
            lead = ""
        yield Line(block, heading, lead, "", order, masked(block.text), block.standing is Standing.INSERTED)
        if block.text.rstrip().endswith(":"):
            lead, since = block.text.strip(), 0


def _goes_on(lead: str, text: str) -> bool:
    """Whether a line is the next clause ("16.7 ..." after "16.6 ...:") and no point of the list that was led to."""
    own, following = CLAUSE_NUMBER.match(lead), CLAUSE_NUMBER.match(text)
    return own is not None and following is not None and own[1].count(".") >= following[1].count(".")


def _cells(table: Table, heading: str, order: int) -> Iterator[Line]:
    head = table.rows[0] if table.rows else ()
    sided = len(head) != FIELDS or all(cell.text.strip(" *_:").casefold() in (*OWNERS, *PARTNERS) for cell in head)
    for number, row in enumerate(table.rows):
        for column, cell in enumerate(row):
            if not cell.text.strip():
                continue
            worded = (other.text for other in row[:column] if re.search(r"[^\W\d_]{2}", other.text))
            first = next(worded, row[0].text).strip()
            above = head[column].text.strip() if number and column < len(head) and (column or sided) else ""
            label = " / ".join(dict.fromkeys(word for word in (first if column else "", above) if word))
            yield Line(cell, heading, "", label, order + number, masked(cell.text))
