"""A `Document` as JSON (`makegood.document/1`) and back, refused where it has another form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from makegood.rules.documents.document import Cell, Document, Passage, Place, Standing, Table

SCHEMA = "makegood.document/1"
KINDS = frozenset({"pdf", "docx", "markdown", "text", "html", "mail", "xlsx", "csv", "ofx", "picture"})
MOST_LETTERS = 25_000_000
MOST_BLOCKS = 400_000
MOST_NUMBER = 10_000_000


class RecordRefused(ValueError):
    """The JSON is no document; the message is one sentence."""


def document_to_json(document: Document) -> dict[str, object]:
    """Plain values only."""
    return {
        "schema": SCHEMA,
        "kind": document.kind,
        "title": document.title,
        "language": document.language,
        "pages": document.pages,
        "notes": list(document.notes),
        "pictured": list(document.pictured),
        "blocks": [_block_to_json(block) for block in document.blocks],
    }


def _block_to_json(block: Passage | Table) -> dict[str, object]:
    if isinstance(block, Table):
        rows = [[[cell.text, _place_to_json(cell.place)] for cell in row] for row in block.rows]
        return {"rows": rows, "place": _place_to_json(block.place)}
    found: dict[str, object] = {"text": block.text, "place": _place_to_json(block.place)}
    if block.level is not None:
        found["level"] = block.level
    if block.standing is not Standing.WRITTEN:
        found["standing"] = block.standing.value
    if block.by is not None:
        found["by"] = block.by
    if block.inserted:
        found["inserted"] = [list(span) for span in block.inserted]
    if block.item:
        found["item"] = block.item
    return found


def _place_to_json(place: Place) -> dict[str, object]:
    found = {name: getattr(place, name) for name in ("page", "paragraph", "part", "cell", "number")}
    return {name: value for name, value in found.items() if value is not None}


def document_from_json(value: object) -> Document:
    """Raises RecordRefused."""
    if not isinstance(value, dict) or value.get("schema") != SCHEMA:
        raise RecordRefused("What came back is no document.")
    reader = _Reader()
    blocks = _list(value.get("blocks"), MOST_BLOCKS)
    return Document(
        kind=_one_of(value.get("kind"), KINDS),
        title=reader.text(value.get("title")),
        blocks=tuple(reader.block(block) for block in blocks),
        language=None if value.get("language") is None else reader.text(value["language"])[:8],
        pages=_number(value.get("pages")),
        notes=tuple(reader.text(note)[:500] for note in _list(value.get("notes"), 1_000)),
        pictured=tuple(_number(page) or 0 for page in _list(value.get("pictured", []), MOST_BLOCKS)),
    )


class _Reader:
    """Counts the letters that are taken."""

    def __init__(self) -> None:
        self._room = MOST_LETTERS

    def text(self, value: object) -> str:
        if not isinstance(value, str):
            raise RecordRefused("What came back has no text where text belongs.")
        if not value.isascii():
            value.encode("utf-8")  # raises ValueError for half a letter, which no page and no database takes
        if "\0" in value:
            raise RecordRefused("What came back holds text that nobody can see.")
        self._room -= len(value)
        if self._room < 0:
            raise RecordRefused("What came back is longer than a paper.")
        return value

    def block(self, value: object) -> Passage | Table:
        found = _mapping(value)
        place = self.place(found.get("place"))
        if "rows" in found:
            return Table(tuple(self._row(row) for row in _list(found["rows"], MOST_BLOCKS)), place)
        text = self.text(found.get("text"))
        spans = [_list(span, 2) for span in _list(found.get("inserted", []), 100_000)]
        level = _number(found.get("level"))
        return Passage(
            text=text,
            place=place,
            level=level,
            standing=Standing(_one_of(found.get("standing", "written"), frozenset(Standing))),
            by=None if found.get("by") is None else self.text(found["by"])[:200],
            inserted=tuple(_span(span, len(text)) for span in spans),
            item=_number(found.get("item")) or 0,
        )

    def _row(self, value: object) -> tuple[Cell, ...]:
        cells = []
        for cell in _list(value, 20_000):
            pair = _list(cell, 2)
            if len(pair) != 2:
                raise RecordRefused("What came back holds a cell of another form.")
            cells.append(Cell(self.text(pair[0]), self.place(pair[1])))
        return tuple(cells)

    def place(self, value: object) -> Place:
        found = _mapping(value)
        texts = {name: self.text(found[name])[:400] for name in ("part", "cell", "number") if name in found}
        return Place(page=_number(found.get("page")), paragraph=_number(found.get("paragraph")), **texts)


def _mapping(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise RecordRefused("What came back has another form.")
    return value


def _list(value: object, most: int) -> list[Any]:
    if not isinstance(value, list) or len(value) > most:
        raise RecordRefused("What came back has another form.")
    return value


def _number(value: object) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST_NUMBER:
        raise RecordRefused("What came back counts what cannot be counted.")
    return value


def _one_of(value: object, known: frozenset[str]) -> str:
    if not isinstance(value, str) or value not in known:
        raise RecordRefused("What came back has a kind that there is not.")
    return value


def _span(value: list[Any], length: int) -> tuple[int, int]:
    start, end = (_number(value[0]), _number(value[1])) if len(value) == 2 else (None, None)
    if start is None or end is None or not start < end <= length:
        raise RecordRefused("What came back marks words that are not there.")
    return start, end
