"""Small contracts as files, and what becomes of them when all that was proposed is refused or accepted."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime

from makegood.rules.clauses.judging import judge
from makegood.rules.documents.document import Document, Passage, Standing, Table
from makegood.rules.documents.docx import read_docx
from makegood.rules.documents.reading import read_paper
from makegood.rules.markup.change import Choices
from makegood.rules.markup.docx.undoing import accepted, refused
from makegood.rules.markup.marking import marked_up
from tests.rules.documents.making import docx, p

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
AUTHOR = "Olivia Owner"
SILENCE = "Deliverables are deemed accepted if Client does not object within 5 days."
HEAD = 'This agreement is made between Acme, Inc. ("Client") and Builder LLC ("Developer").'
DUTIES = "Developer shall work with care. Client shall pay in time. Both must agree to it in writing."
BOLD = "<w:pPr/><w:r><w:rPr><w:b/></w:rPr><w:t>"


def title(text: str) -> str:
    """A heading, bold as people make it."""
    return f"<w:p>{BOLD}{text}</w:t></w:r></w:p>"


def contract(*body: str, **parts: str) -> bytes:
    """A DOCX with a beginning that names both sides."""
    return docx(p(HEAD) + p(DUTIES) + "".join(body), **parts)


def marked(content: bytes, *only: int, **chosen: str) -> bytes:
    """The contract with changes on these clauses."""
    choices = Choices(only=frozenset(only) or None, **chosen)  # type: ignore[arg-type]
    return marked_up(content, judge(read_paper(content)), choices, AUTHOR, NOW)


def part(content: bytes, name: str = "word/document.xml") -> str:
    """One part of the file."""
    return zipfile.ZipFile(io.BytesIO(content)).read(name).decode()


def names(content: bytes) -> list[str]:
    """All parts."""
    return zipfile.ZipFile(io.BytesIO(content)).namelist()


def ours(content: bytes) -> set[int]:
    """Ids of what Olivia changed."""
    return {int(found) for found in re.findall(rf'w:id="(\d+)" w:author="{AUTHOR}"', part(content))}


def if_refused(content: bytes) -> list[object]:
    return said(read_docx(refused(content, ours(content))))


def if_accepted(content: bytes) -> list[object]:
    return said(read_docx(accepted(content, ours(content))))


def said(document: Document) -> list[object]:
    """Everything but remarks: text, level, who struck or put it in."""
    found: list[object] = []
    for block in document.blocks:
        if isinstance(block, Table):
            found.append([[cell.text for cell in row] for row in block.rows])
        elif block.standing is not Standing.COMMENT:
            found.append((block.text, block.level, block.standing, block.by, block.place.number))
    return found


def words(rows: list[object]) -> list[str]:
    """The text of each passage and cell."""
    found: list[str] = []
    for row in rows:
        found += [row[0]] if isinstance(row, tuple) else [cell for line in row for cell in line]  # type: ignore[attr-defined]
    return found


def texts(content: bytes, *standings: Standing) -> list[str]:
    """Texts of passages."""
    return [block.text for block in read_paper(content).passages(*standings) if isinstance(block, Passage)]
