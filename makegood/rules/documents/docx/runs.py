"""The words of one Word paragraph: what counts, what was put in, what was struck out and by whom, what hangs on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from makegood.rules.documents.cleaning import clean
from makegood.rules.documents.document import Standing
from makegood.rules.documents.docx.names import w

_TEXT = {w("tab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-", w("ptab"): "\t"}
_INTO = {w("ins"): Standing.INSERTED, w("moveTo"): Standing.INSERTED,
         w("del"): Standing.STRUCK, w("moveFrom"): Standing.STRUCK}  # fmt: skip
_THROUGH = frozenset(
    w(name) for name in ("hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "bdo", "dir")
)


@dataclass(slots=True)
class Piece:
    """Some words of one standing, by one author."""

    text: str
    standing: Standing
    by: str | None


@dataclass(slots=True)
class Words:
    """What one paragraph holds. `boxes` are paragraphs of text boxes that hang on it."""

    pieces: list[Piece] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    footnotes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    hidden: bool = False

    @property
    def whole_standing(self) -> tuple[Standing, str | None]:
        """Inserted or struck only if all of it is."""
        seen = {piece.standing for piece in self.pieces if piece.text.strip()}
        if len(seen) == 1 and Standing.WRITTEN not in seen:
            return seen.pop(), next((piece.by for piece in self.pieces if piece.by), None)
        return Standing.WRITTEN, None

    def counted(self) -> tuple[str, list[tuple[int, int]]]:
        """The words that count, and the spans of them that were put in."""
        text, spans = "", []
        for piece in self.pieces:
            if piece.standing is Standing.STRUCK:
                continue
            before = clean(text + "|")[:-1]
            text += piece.text
            if piece.standing is Standing.INSERTED:
                spans.append((len(before), len(clean(text + "|")) - 1))
        whole = clean(text)
        return whole, [(start, min(end, len(whole))) for start, end in spans if start < min(end, len(whole))]

    def struck(self) -> list[Piece]:
        """What was struck out, in order, neighbours by one author together."""
        found: list[Piece] = []
        last: Piece | None = None
        for piece in self.pieces:
            if piece.standing is Standing.STRUCK:
                if last is not None and last.standing is Standing.STRUCK and last.by == piece.by:
                    found[-1].text += piece.text
                else:
                    found.append(Piece(piece.text, piece.standing, piece.by))
            last = piece
        return found


def words_of(paragraph: Element) -> Words:
    """Reads one `w:p`."""
    words = Words()
    _walk(paragraph, words, Standing.WRITTEN, None)
    return words


def _walk(element: Element, words: Words, standing: Standing, by: str | None) -> None:
    for child in element:
        if child.tag == w("r"):
            _run(child, words, standing, by)
        elif child.tag in _INTO:
            inner = Standing.STRUCK if standing is Standing.STRUCK else _INTO[child.tag]
            _walk(child, words, inner, child.get(w("author")) or by)
        elif child.tag in _THROUGH:
            _walk(child, words, standing, by)


def _run(run: Element, words: Words, standing: Standing, by: str | None) -> None:
    text = ""
    for child in run:
        if child.tag in (w("t"), w("delText")):
            text += child.text or ""
        elif child.tag in _TEXT:
            text += _TEXT[child.tag]
        elif child.tag == w("commentReference"):
            words.comments.append(child.get(w("id"), ""))
        elif child.tag in (w("footnoteReference"), w("endnoteReference")):
            words.footnotes.append((child.tag.rpartition("}")[2], child.get(w("id"), "")))
        elif child.tag == w("rPr"):
            words.hidden |= child.find(w("vanish")) is not None
        else:
            words.boxes += child.iter(w("txbxContent"))
    if text:
        words.pieces.append(Piece(text, standing, by))
