"""A stranger's Word file is changed in the child, and what comes back can be opened."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from makegood.engine.papers import Unreadable, mark_up_paper, open_paper
from makegood.engine.sandbox import Grade, Sandbox
from makegood.rules.clauses.judging import judge
from makegood.rules.documents.document import Standing
from makegood.rules.documents.reading import read_paper
from makegood.rules.markup.change import Choices
from tests.rules.documents.making import docx, p, packed

NO_SANDBOX = Sandbox(Grade.NONE, "not asked for")
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TERMS = p("Deliverables are deemed accepted if Client does not object within 5 days.") + p("Developer shall work.")


def marked(path: Path, content: bytes, reviewed: bytes) -> bytes:
    path.write_bytes(content)
    review = judge(read_paper(reviewed))
    return mark_up_paper(path, review, Choices(only=frozenset({7})), "Olivia", NOW, sandbox=NO_SANDBOX)


def test_the_child_marks_it_up(tmp_path: Path) -> None:
    made = marked(tmp_path / "terms.docx", docx(TERMS), docx(TERMS))
    document = read_paper(made)
    assert [passage.by for passage in document.passages(Standing.STRUCK)] == ["Olivia"]


def test_a_text_needs_no_child(tmp_path: Path) -> None:
    text = (
        b"Deliverables are deemed accepted if Client does not object within 5 days.\n\nDeveloper shall work with care."
    )
    path = tmp_path / "terms.txt"
    path.write_bytes(text)
    review = judge(open_paper(path, sandbox=NO_SANDBOX).document)
    made = mark_up_paper(path, review, Choices(only=frozenset({7})), "Olivia", NOW, sandbox=NO_SANDBOX)
    assert made.startswith(b"PK")


def test_what_the_child_refuses_is_one_sentence(tmp_path: Path) -> None:
    bomb = packed({"word/document.xml": "<a>" * 5_000 + "</a>" * 5_000})
    with pytest.raises(Unreadable, match=r"nested deeper|damaged"):
        marked(tmp_path / "bomb.docx", bomb, docx(TERMS))
    said = (
        "Customer has fifteen (15) business days after delivery to test each deliverable against the acceptance "
        "criteria in the SOW. A deliverable is accepted only when Customer confirms acceptance in writing."
    )
    with pytest.raises(Unreadable, match="nothing to change"):
        marked(tmp_path / "other.docx", docx(p(said) + p("Developer shall work with care.")), docx(TERMS))
