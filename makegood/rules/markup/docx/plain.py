"""A clean DOCX of what was read from a PDF, a text or a mail, so that changes can be tracked in it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from makegood.rules.documents.document import Cell, Document, Passage, Standing
from makegood.rules.documents.docx import Sources
from makegood.rules.documents.docx.names import WORD
from makegood.rules.markup.docx.file import FORM, HEAD, MAIN, OFFICE, PACKAGE, RELATIONS, TYPES

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
PAGE_WIDTH = 9_360
MOST_COLUMNS = 60
MOST_LEVEL = 3
SECTION = (
    '<w:sectPr><w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" '
    'w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>'
)


def plain(document: Document) -> tuple[bytes, Sources]:
    """The file, and which of its paragraphs each block became. What was struck, and remarks, are left out."""
    body: list[str] = []
    sources: dict[tuple[int, str | None], tuple[int, ...]] = {}
    count = 0
    for index, block in enumerate(document.blocks):
        if isinstance(block, Passage):
            if block.standing in (Standing.STRUCK, Standing.COMMENT):
                continue
            sources[index, None] = (count,)
            count += 1
            body.append(_paragraph(block.text, min(block.level or 0, MOST_LEVEL)))
            continue
        for row in block.rows:
            for cell in row[:MOST_COLUMNS]:
                sources[index, cell.place.cell] = (count,)
                count += 1
        body.append(_table(block.rows) + _paragraph(""))
        count += 1
    return _packed("".join(body)), sources


def _paragraph(text: str, level: int = 0) -> str:
    style = f'<w:pPr><w:pStyle w:val="Heading{level}"/></w:pPr>' if level else ""
    return f"<w:p>{style}{_run(text)}</w:p>"


def _run(text: str) -> str:
    lines = [
        f'<w:t xml:space="preserve">{escape(_NOT_XML.sub("", line))}</w:t>' if line else "" for line in text.split("\n")
    ]
    return f"<w:r>{'<w:br/>'.join(lines)}</w:r>" if text else ""


def _table(rows: Sequence[Sequence[Cell]]) -> str:
    columns = max(1, min(MOST_COLUMNS, max((len(row) for row in rows), default=1)))
    width = PAGE_WIDTH // columns
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = f'<w:gridCol w:w="{width}"/>' * columns
    made = "".join(f"<w:tr>{_cells(row[:columns], columns, width)}</w:tr>" for row in rows)
    look = f'<w:tblW w:w="0" w:type="auto"/><w:tblBorders>{lines}</w:tblBorders>'
    return f"<w:tbl><w:tblPr>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"


def _cells(row: Sequence[Cell], columns: int, width: int) -> str:
    """A row that is short of cells goes over the rest with its last one."""
    made = []
    for at, cell in enumerate(row):
        span = columns - at if at == len(row) - 1 else 1
        over = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        look = f'<w:tcPr><w:tcW w:w="{width * span}" w:type="dxa"/>{over}</w:tcPr>'
        made.append(f"<w:tc>{look}{_paragraph(cell.text)}</w:tc>")
    return "".join(made)


def _styles() -> str:
    fonts = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/>'
    made = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}"
        '<w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="en-US"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        '<w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    )
    for level, size in ((1, 28), (2, 24), (3, 22)):
        made += (
            f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
            '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/>'
            f'<w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="{level - 1}"/></w:pPr>'
            f'<w:rPr><w:b/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
        )
    return f'<w:styles xmlns:w="{WORD}">{made}</w:styles>'


def _packed(body: str) -> bytes:
    parts = {
        TYPES: f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{MAIN}" ContentType="{FORM}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{FORM}.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="{MAIN}"/></Relationships>',
        RELATIONS: f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
        MAIN: f'<w:document xmlns:w="{WORD}"><w:body>{body}{SECTION}</w:body></w:document>',
        "word/styles.xml": _styles(),
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), HEAD + text.encode())
    return held.getvalue()
