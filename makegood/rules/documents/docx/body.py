"""Reads a whole DOCX, part by part, in the order of the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from makegood.rules.documents.building import Builder, cell_name
from makegood.rules.documents.cleaning import clean
from makegood.rules.documents.document import Document, Standing
from makegood.rules.documents.docx.names import number, same_names, value, w
from makegood.rules.documents.docx.numbers import Style, numbers_of, styles_of
from makegood.rules.documents.docx.runs import Words, words_of
from makegood.rules.documents.limits import LIMITS, Limits, Unreadable
from makegood.rules.documents.packed import Package
from makegood.rules.documents.sections import heading_level
from makegood.rules.documents.text import CONTENTS

HIDDEN = "The file holds text that Word does not show; it was read all the same."


Sources = Mapping[tuple[int, str | None], tuple[int, ...]]


def read_docx(content: bytes, limits: Limits = LIMITS, part: str | None = None) -> Document:
    """Raises Unreadable."""
    return read_located(content, limits, part)[0]


def read_located(content: bytes, limits: Limits = LIMITS, part: str | None = None) -> tuple[Document, Sources]:
    """The document, and which paragraphs of the file it was read from. Raises Unreadable.

    Sources go by (index of the block, name of the cell or None); paragraphs are counted from 0 in the order of all
    `w:p` of the main part.
    """
    package = Package(content, limits)
    roots = {name: package.xml(f"word/{name}.xml") for name in
             ("document", "styles", "numbering", "comments", "footnotes", "endnotes")}  # fmt: skip
    for root in roots.values():
        if root is not None:
            same_names(root)
    document = roots["document"]
    body = document.find(w("body")) if document is not None else None
    if body is None:
        raise Unreadable("The file calls itself a Word document and holds no text. Please ask for it again.")
    reader = _Reader(Builder("docx", limits, part), roots)
    reader.read(body)
    order = {id(paragraph): index for index, paragraph in enumerate(_all(document, "p"))}
    sources = {key: tuple(order[id(paragraph)] for paragraph in found) for key, found in reader.sources.items()}
    return reader.builder.document(), sources


class _Reader:
    def __init__(self, builder: Builder, roots: dict[str, Element | None]) -> None:
        self.builder = builder
        self.sources: dict[tuple[int, str | None], list[Element]] = {}
        self._styles = styles_of(roots["styles"])
        self._numbers = numbers_of(roots["numbering"])
        self._item = 0
        self._comments = {element.get(w("id"), ""): element for element in _all(roots["comments"], "comment")}
        self._notes = {
            f"{kind}Reference": {element.get(w("id"), ""): element for element in _all(roots[f"{kind}s"], kind)}
            for kind in ("footnote", "endnote")
        }
        self._notes_seen = 0

    def read(self, parent: Element) -> None:
        for element in _blocks(parent):
            if self.builder.full:
                self.builder.passage("(more)")
                return
            if element.tag == w("p"):
                self._paragraph(element)
            else:
                self._table(element)

    def _paragraph(self, paragraph: Element) -> None:
        style = self._styles.get(value(paragraph, "pPr/pStyle") or "") or Style("", None, None, None, None)
        if style.name.startswith(("toc ", "table of ")):
            return
        words = words_of(paragraph)
        text, inserted = words.counted()
        standing, by = words.whole_standing
        if standing is not Standing.STRUCK and text:
            level = self._level(paragraph, style, text)
            if not self._enter(paragraph, style):
                self.builder.sections.enter(text, heading=level is not None)
            if not CONTENTS.search(text[-200:]):
                author = by or next((piece.by for piece in words.pieces if piece.by), None)
                spans = inserted if standing is Standing.WRITTEN else ()
                before = len(self.builder.blocks)
                self.builder.passage(
                    text, level=level, standing=standing, by=author, inserted=spans, cleaned=False, item=self._item
                )
                if len(self.builder.blocks) > before:
                    self.sources[before, None] = [paragraph]
        for piece in words.struck():
            self.builder.passage(piece.text, standing=Standing.STRUCK, by=piece.by)
        self._beside(words)

    def _beside(self, words: Words) -> None:
        """Comments, footnotes and text boxes that hang on a paragraph."""
        own = f"{self.builder.part}, " if self.builder.part else ""
        if words.hidden:
            self.builder.note(HIDDEN)
        for id in words.comments:
            if (comment := self._comments.get(id)) is not None:
                self.builder.passage(_plain(comment), standing=Standing.COMMENT, by=comment.get(w("author")))
        for kind, id in words.footnotes:
            if (note := self._notes[kind].get(id)) is not None:
                self._notes_seen += 1
                self.builder.passage(_plain(note), part=f"{own}footnote {self._notes_seen}")
        seen: set[str] = set()
        for box in words.boxes:  # drawn twice: for Word and for older programs
            if (text := _plain(box)) not in seen:
                seen.add(text)
                self.read(box)

    def _enter(self, paragraph: Element, style: Style) -> bool:
        """Whether Word counts this paragraph; then we are in the section of that number. A bullet is an item."""
        own = value(paragraph, "pPr/numPr/numId")
        list_id = own or style.list_id
        self._item = 0
        if not list_id or list_id == "0":
            return False
        level = value(paragraph, "pPr/numPr/ilvl")
        depth = number(level) if level else (style.level or 0)
        found = self._numbers.next(list_id, depth)
        if not found:
            self._item = depth + 1
            return True
        if found.startswith("("):
            self.builder.sections.enter(f"{found} ")
        else:
            self.builder.sections.set(found)
        return True

    def _level(self, paragraph: Element, style: Style, text: str) -> int | None:
        outline = value(paragraph, "pPr/outlineLvl")
        found = number(outline, 9) if outline else style.outline
        named = style.name.startswith(("heading", "title"))
        if (found is not None and found < 9 and len(text) < 200) or named:
            return (found if found is not None and found < 9 else 0) + 1
        return heading_level(text) if len(text) < 90 and _is_marked(paragraph) else None

    def _table(self, table: Element) -> None:
        rows = [[cell for cell in _inside(row) if cell.tag == w("tc")] for row in table.iter(w("tr"))]
        if max((len(cells) for cells in rows), default=0) <= 1:
            for cells in rows:
                for cell in cells:
                    self.read(cell)
        else:
            at = len(self.builder.blocks)
            self.builder.table([[self._cell(cell) for cell in cells] for cells in rows])
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    self.sources[at, cell_name(row, column)] = list(cell.iter(w("p")))

    def _cell(self, cell: Element) -> str:
        texts = []
        for paragraph in cell.iter(w("p")):
            self._enter_quietly(paragraph)
            texts.append(words_of(paragraph).counted()[0])
        return "\n".join(filter(None, texts))

    def _enter_quietly(self, paragraph: Element) -> None:
        list_id = value(paragraph, "pPr/numPr/numId")
        if list_id and list_id != "0":
            self._numbers.next(list_id, number(value(paragraph, "pPr/numPr/ilvl")))


def _all(root: Element | None, name: str) -> Iterator[Element]:
    return root.iter(w(name)) if root is not None else iter(())


def _inside(parent: Element) -> Iterator[Element]:
    """Children, with those of content controls and tracked parts in their place."""
    for child in parent:
        if child.tag in (w("sdt"), w("sdtContent"), w("ins"), w("moveTo"), w("customXml"), w("smartTag")):
            yield from _inside(child)
        else:
            yield child


def _blocks(parent: Element) -> Iterator[Element]:
    return (child for child in _inside(parent) if child.tag in (w("p"), w("tbl")))


def _plain(element: Element) -> str:
    return clean("\n".join(words_of(paragraph).counted()[0] for paragraph in element.iter(w("p"))))


def _is_marked(paragraph: Element) -> bool:
    """Whether all words of it are bold or underlined."""
    runs = [run for run in paragraph.iter(w("r")) if run.find(w("t")) is not None]
    return bool(runs) and all(
        any(run.find(f"{w('rPr')}/{w(name)}") is not None for name in ("b", "u", "caps")) for run in runs
    )
