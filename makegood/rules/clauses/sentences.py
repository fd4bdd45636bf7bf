"""Sentences of a contract, each with its passage, the words that lead to it and the heading above."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from makegood.rules.documents.document import Cell, Document, Passage, Place, Quote, Standing
from makegood.rules.documents.sections import BULLET, heading_level

MOST_LETTERS = 2_500
MOST_LEAD = 700
STEM_LETTERS = 600
TITLE_LETTERS = 70
NO_LEVEL = 9
_SAME = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "\n": " ",
        "\u00a0": " ",
        "–": "-",
        "—": "-",
        "\u2010": "-",
        "\u2011": "-",
        "\u2212": "-",
        "\u2026": ".",
    }
)
_END = re.compile(r"(?<=[.;?!])[\"')\]]*\s+(?=[A-Z\"“(\[]|\d+\.|[a-z]\)|[a-z]\.\s)|\s*\n\s*(?=[A-Z(\[•●-])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:inc|corp|co|ltd|llc|no|nos|sec|art|vs|v|e\.g|i\.e|etc|u\.s|u\.s\.a|d\.c|mr|ms|mrs|dr|st|attn|approx|"
    r"fig|para|cf|al)|\b[A-Z]|\b\d{1,2}(?:\.\d+)*)\.[\"')]*$",
    re.IGNORECASE,
)
_DEFINES = re.compile(r"^(?:\(?[\w.]{1,6}\)?\s+)?[\"“][^\"”]{2,60}[\"”](?:\s+(?:or|"
r"and)\s+[\"“][^\"”]{2,60}[\"”])?\s*(?:,[^,]{0,60},\s*)?(?:means?|shall mean|refers? to|"
r"has the meaning|is defined|includes?|:|-)",
                      re.IGNORECASE)  # fmt: skip
_DEFINED = re.compile(r"\bdefin(?:itions?|ed terms)\b[^/]*$", re.IGNORECASE)
_TERM = re.compile(
    r"^(?:\(?[\d.]{1,6}\)?\s+)?\W{0,3}[A-Z][\w -]{2,40}\W{0,3}(?::|\s[-\u2013\u2014]|\s(?:means"
    r"|shall mean|refers))\W?\s"
)
_SURVIVES = re.compile(r"\b(?:surviv\w+|table of contents)\b", re.IGNORECASE)
_SAYS = re.compile(r"\b(?:shall|will|must|may|is|are|be|agrees?|hereby|not|have|has|means)\b", re.IGNORECASE)
_AS_FOLLOWS = re.compile(r"\b(?:agree\w*|covenant\w*)\b.{0,30}(?:as follows|the following)\W*$", re.IGNORECASE)
_ITEM = re.compile(r"^\(?(?:[a-z]{1,4}|\d{1,2}|[A-Z])[.)]\s")
_CLOSED = re.compile(r"[.!?;][\"”')\]]*\s*$")
_OPENS = re.compile(r"(.{12,}?(?::|\bthat|\bif|\bto|\bfrom))\s*(?=\((?:a|i|1|A)\))", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Sentence:
    """`seen` is what patterns are matched against: the lead, then the sentence, plain quotes; `shift` where it "
    "begins."""

    source: Passage | Cell
    start: int
    end: int
    seen: str
    shift: int
    heading: str
    defines: bool

    @property
    def place(self) -> Place:
        return self.source.place

    def quote(self) -> Quote:
        """The whole sentence, literally."""
        if isinstance(self.source, Passage):
            return self.source.cut(self.start, self.end)
        return Quote(self.source.text[self.start : self.end], self.source.place)


class Headings:
    """The headings above where we are, the nearest last."""

    def __init__(self) -> None:
        self._stack: list[tuple[int, str]] = []

    @property
    def path(self) -> str:
        return " / ".join(text for _, text in self._stack)

    def enter(self, text: str, level: int | None) -> None:
        """A heading takes the place of those as deep as it; one without a level is the deepest."""
        depth = level if level is not None else NO_LEVEL
        self._stack = [(above, words) for above, words in self._stack if above < depth]
        self._stack.append((depth, text.translate(_SAME)))


class Leads:
    """What leads to the points of a list, also of one in another: the words that were left open above."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []

    def clear(self) -> None:
        """The list has ended."""
        self._open = []

    def over(self, item: Passage, before: str) -> str:
        """The lead of a point; `before` is that of the list itself."""
        self._open = [(depth, lead) for depth, lead in self._open if depth < item.item] or [(0, before)]
        leads = [lead for _, lead in self._open if lead and not _AS_FOLLOWS.search(lead[-60:])]
        return " ".join(leads[-2:])[-MOST_LEAD:]

    def begin(self, item: Passage) -> None:
        """A point that ends with a colon leads to those below it."""
        if item.text.rstrip().endswith(":"):
            self._open.append((item.item, item.text.translate(_SAME)[-MOST_LEAD:]))


def sentences_of(document: Document) -> Iterator[Sentence]:
    """Everything that counts, in order: no struck words, comments, headings, lists of what survives."""
    headings, lists, listing = Headings(), Leads(), False
    lead, lead_number = "", None
    for block in document.blocks:
        if not isinstance(block, Passage):
            for row in block.rows:
                for cell in row:
                    yield from _cut(cell, cell.text, headings.path, "")
            continue
        if block.standing in (Standing.STRUCK, Standing.COMMENT):
            continue
        if _is_heading(block.text) and (block.level is not None or (not lead and heading_level(block.text))):
            headings.enter(block.text, block.level)
            lead = ""
            lists.clear()
            continue
        if block.item:
            yield from _cut(block, block.text, headings.path, lists.over(block, lead))
            lists.begin(block)
            listing = True
            continue
        if listing:
            lists.clear()
            lead, listing = "", False
        begins = block.text.rstrip().endswith(":") and not _is_item(block)
        under = lead if lead and not begins and _follows(block, lead_number, lead) else ""
        yield from _cut(block, block.text, headings.path, under)
        listed = lead.endswith(":") and not _CLOSED.search(block.text[-6:])
        if not under or not (_is_item(block) or listed):
            lead, lead_number = _lead(block.text), block.place.number


def _is_heading(text: str) -> bool:
    return len(text) <= 120 and not _SAYS.search(text)


def _is_item(passage: Passage) -> bool:
    number = passage.place.number or ""
    return (
        bool(_ITEM.match(passage.text) or BULLET.match(passage.text))
        or number.endswith(")")
        or passage.text[:1].islower()
    )


def _follows(passage: Passage, number: str | None, lead: str) -> bool:
    """Whether it is an item of what was begun before."""
    own = passage.place.number or ""
    below = number is not None and own.startswith(number) and own != number
    return below or _is_item(passage) or (own == (number or "") and lead.endswith(":"))


def _lead(text: str) -> str:
    """The words with which a paragraph leads to the next one: all of its last sentence, if that is left open."""
    if _CLOSED.search(text[-6:]) or len(text) < 12:
        return ""
    spans = list(sentence_spans(text))
    return text[spans[-1][0] :][-MOST_LEAD:].translate(_SAME) if spans else ""


def _cut(source: Passage | Cell, text: str, heading: str, lead: str) -> Iterator[Sentence]:
    stem = ""
    for start, end in sentence_spans(text):
        words = text[start:end]
        if start == 0 or text[:start].rstrip()[-1:] != ";":
            opened = _OPENS.match(words[:STEM_LETTERS])
            stem = opened[1].translate(_SAME) if opened else ""
            lead = lead if start == 0 else ""
            own = lead
        else:
            own = f"{lead} {stem}".strip()
        if _SURVIVES.search(words) and len(words) > 200:
            continue
        seen = f"{own} " if own else ""
        yield Sentence(
            source=source,
            start=start,
            end=end,
            seen=seen + words.translate(_SAME),
            shift=len(seen),
            heading=heading,
            defines=bool(_DEFINES.match(words)) or (bool(_DEFINED.search(heading)) and bool(_TERM.match(words))),
        )


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of sentences; none longer than is useful to quote."""
    start = 0
    for match in _END.finditer(text):
        head = text[: match.start()]
        titled = start == 0 and len(head) < TITLE_LETTERS and not _SAYS.search(head)
        short = "\n" not in match[0] and _ABBREVIATION.search(text[max(start, match.start() - 12) : match.start()])
        if titled or match.start() - start < 2 or short:
            continue
        yield from _pieces(text, start, match.start())
        start = match.end()
    yield from _pieces(text, start, len(text.rstrip()))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > MOST_LETTERS:
        cut = text.rfind(" ", start + MOST_LETTERS // 2, start + MOST_LETTERS)
        cut = cut if cut > 0 else start + MOST_LETTERS
        yield start, cut
        start = cut + 1
    if end > start and text[start:end].strip():
        yield start, end
