"""The whole sentence of a quote, without the number and the title before it: what may be struck."""

from __future__ import annotations

import re
from collections.abc import Iterator

from makegood.rules.clauses.sentences import sentence_spans
from makegood.rules.documents.document import Cell, Document, Passage, Quote, Standing
from makegood.rules.documents.sections import BULLET
from makegood.rules.markup.change import Spot

_LABEL = re.compile(
    r"^[\s*_]*(?:(?:section|article|clause)\s+)?(?:\(?(?:\d{1,3}[A-Z]?(?:\.\d{1,3}){0,4}|[a-zA-Z]|[ivxIVX]{1,5})[.):]+"
    r"|\d{1,3}[A-Z]?(?:\.\d{1,3}){1,4})[\s*_]+|^\s*[•●○▪■◦‣⁃·*–—-]\s+",
    re.IGNORECASE,
)
_TITLE = re.compile(r"^[*_]*[A-Z][^.:;\n]{1,70}[.:][*_]*\s+(?=[A-Z(\"“])")
_ITEM = re.compile(r"^\W*(?:\([a-zA-Z]{1,4}\)|\(?\d{1,2}\)|[a-z]\)|[a-z]+ \([a-z]{1,3}\))\s")
_SAYS = re.compile(
    r"\b(?:shall|will|must|may|is|are|be|agrees?|hereby|not|have|has|means|reserves?|if|does|upon|can)\b",
    re.IGNORECASE,
)
_KEPT = re.compile(r"\$ ?\d[\d,.]*\d|\b\d{1,3}(?:,\d{3})+(?:\.\d\d)?\b|\b\d+(?:\.\d+)? ?(?:%|percent)|"
                   r"\b\d{1,4} (?:business |calendar |working )?(?:days|weeks|months|years|hours)\b")  # fmt: skip


_DEFINES = re.compile(
    r"^\W*[\"“][^\"”]{2,60}[\"”]\W+(?:means?|shall mean|refers?|has the meaning|includes?)", re.IGNORECASE
)
SHORT = 250
TITLE = 90
LONGEST_TITLE = 7


def spot_of(document: Document, quote: Quote) -> Spot | None:
    """Where the sentence of a quote stands, whole."""
    for index, text, cell in _texts(document, quote):
        at = text.find(quote.text)
        if at >= 0:
            start, end = _sentence(text, at, at + len(quote.text))
            return Spot(index, start, end, cell)
    return None


def text_of(document: Document, spot: Spot) -> str:
    """The words of a spot."""
    return _whole(document, spot)[spot.start : spot.end]


def stands_in_a_list(document: Document, spot: Spot) -> bool:
    """Whether it is an item among others, so that no sentence can follow it."""
    whole = _whole(document, spot)
    words = whole[spot.start : spot.end].rstrip(" \"”'*_")
    if words.endswith((";", ",", ":", " and", " or")) or BULLET.match(whole):
        return True
    label = _LABEL.match(whole)
    begins = whole[label.end() if label else 0 :][:1]
    return begins.islower() or (not words.endswith((".", "!", "?")) and len(whole) < SHORT)


def defines(document: Document, spot: Spot) -> bool:
    """Whether it says what a word means, which is no place for a duty."""
    return bool(_DEFINES.match(text_of(document, spot)))


def leads_a_list(document: Document, spot: Spot) -> bool:
    """Whether what follows hangs on it."""
    return text_of(document, spot).rstrip(" *_").endswith(":")


def figures_in(text: str) -> list[str]:
    """Sums, shares and spans of time that a sentence names, each once."""
    return list(dict.fromkeys(match[0] for match in _KEPT.finditer(text)))


def _texts(document: Document, quote: Quote) -> Iterator[tuple[int, str, str | None]]:
    for index, block in enumerate(document.blocks):
        if isinstance(block, Passage):
            if block.standing in (Standing.WRITTEN, Standing.INSERTED) and block.place == quote.place:
                yield index, block.text, None
        else:
            for row in block.rows:
                for cell in row:
                    if cell.place == quote.place:
                        yield index, cell.text, cell.place.cell


def _whole(document: Document, spot: Spot) -> str:
    block = document.blocks[spot.block]
    if isinstance(block, Passage):
        return block.text
    cells: list[Cell] = [cell for row in block.rows for cell in row if cell.place.cell == spot.cell]
    return cells[0].text if cells else ""


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """From the beginning of the sentence that holds `start` to the end of the one that holds the last letter."""
    spans = list(sentence_spans(text))
    first = next((span for span in spans if span[0] <= start < span[1]), (start, end))
    last = next((span for span in spans if span[0] < end <= span[1]), (start, end))
    begin, finish = first[0], max(last[1], end)
    if not _ITEM.match(text[begin:finish]):  # what it lists after a semicolon goes with it
        for span in spans:
            if span[0] >= finish and text[:finish].rstrip().endswith(";"):
                finish = span[1]
    if _is_title(text[begin:finish]) and begin == spans[0][0] and len(spans) > 1:
        return spans[1]
    if label := _LABEL.match(text[begin:finish]):
        begin += label.end()
    title = _TITLE.match(text[begin:finish])
    if title and not _SAYS.search(title[0]) and len(title[0].split()) <= LONGEST_TITLE:
        begin += title.end()
    return begin, finish


def _is_title(text: str) -> bool:
    """Whether a first sentence is only the title of those that follow: "4.3. No Liability for Delays."."""
    label = _LABEL.match(text)
    words = re.findall(r"[A-Za-z][\w'’-]*", text[label.end() if label else 0 :])
    long = [word for word in words if len(word) > 3]
    return len(text) < TITLE and bool(long) and all(word[0].isupper() for word in long)
