"""XLSX: what each cell shows, sheet by sheet (ECMA-376 part 1, 18); formulas by their last computed value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from makegood.rules.documents.building import Builder, cell_name
from makegood.rules.documents.document import Document
from makegood.rules.documents.limits import LIMITS, Limits, Unreadable
from makegood.rules.documents.packed import Package
from makegood.rules.documents.shown import BUILT_IN, shown

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_NAME = re.compile(r"^([A-Z]{1,3})(\d{1,7})$")
MOST_COLUMNS = 2_000


def read_xlsx(content: bytes, limits: Limits = LIMITS, part: str | None = None) -> Document:
    """Every sheet as one table, its name as the part of the place. Raises Unreadable."""
    package = Package(content, limits)
    builder = Builder("xlsx", limits, part)
    book = package.xml("xl/workbook.xml")
    if book is None:
        raise Unreadable("The file calls itself an Excel workbook and holds no sheets. Please ask for it again.")
    for element in book.iter():
        element.tag = _bare(element)
    texts = _texts(package.xml("xl/sharedStrings.xml"))
    formats = _formats(package.xml("xl/styles.xml"))
    since_1904 = any(one.get("date1904") in ("1", "true") for one in book.iter("workbookPr"))
    targets = _targets(package)
    for sheet in book.iter("sheet"):
        name = sheet.get("name") or "sheet"
        if sheet.get("state") in ("hidden", "veryHidden"):
            builder.note(f"Sheet {name} is hidden in the file; it was read all the same.")
        root = package.xml(targets.get(sheet.get(_RELATION, ""), ""))
        if root is not None:
            rows = _Sheet(texts, formats, since_1904).rows(root, limits.cells)
            builder.cells(list(rows), part=f"{part}, {name}" if part else name)
    builder.pages = None
    return builder.document()


class _Sheet:
    def __init__(self, texts: list[str], formats: list[str], since_1904: bool) -> None:
        self._texts, self._formats, self._since_1904 = texts, formats, since_1904

    def rows(self, root: Element, most: int) -> Iterator[list[tuple[str, str]]]:
        """Rows as far as they are filled; cells that are left out by the file are empty."""
        seen = 0
        for count, row in enumerate(element for element in root.iter() if _bare(element) == "row"):
            number = int(row.get("r") or 0) if (row.get("r") or "").isdigit() else count + 1
            found: dict[int, str] = {}
            for place, cell in enumerate(element for element in row if _bare(element) == "c"):
                match = _NAME.match(cell.get("r") or "")
                column = _column(match[1]) if match else place
                if column < MOST_COLUMNS:
                    found[column] = self._text(cell)
            if any(found.values()):
                last = max(column for column, text in found.items() if text)
                yield [(found.get(column, ""), cell_name(number - 1, column)) for column in range(last + 1)]
                seen += last + 1
            if seen > most:
                return

    def _text(self, cell: Element) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return "".join(one.text or "" for one in cell.iter() if _bare(one) == "t")
        raw = next((one.text or "" for one in cell if _bare(one) == "v"), "")
        if kind == "s":
            return self._texts[int(raw)] if raw.isdigit() and int(raw) < len(self._texts) else ""
        if kind == "b":
            return "TRUE" if raw == "1" else "FALSE"
        if kind != "n" or not raw:
            return raw
        style = cell.get("s", "0")
        form = self._formats[int(style)] if style.isdigit() and int(style) < len(self._formats) else "General"
        return shown(raw, form, since_1904=self._since_1904)


def _texts(root: Element | None) -> list[str]:
    found = []
    for item in root if root is not None else ():
        parts = []
        for child in item:
            if _bare(child) == "t":
                parts.append(child.text or "")
            elif _bare(child) == "r":
                parts += [one.text or "" for one in child if _bare(one) == "t"]
        found.append("".join(parts))
    return found


def _formats(root: Element | None) -> list[str]:
    """The number format of every cell style, by its place."""
    if root is None:
        return []
    own = {one.get("numFmtId", ""): one.get("formatCode", "") for one in root.iter() if _bare(one) == "numFmt"}
    styles = next((one for one in root if _bare(one) == "cellXfs"), None)
    found = []
    for style in styles if styles is not None else ():
        id = style.get("numFmtId", "0")
        found.append(own.get(id) or BUILT_IN.get(id, "General"))
    return found


def _targets(package: Package) -> dict[str, str]:
    root = package.xml("xl/_rels/workbook.xml.rels")
    found = {}
    for relation in root if root is not None else ():
        target = relation.get("Target", "")
        found[relation.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return found


def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column - 1


def _bare(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
