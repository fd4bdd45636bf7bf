"""Text and Markdown: paragraphs, sections, headings."""

from __future__ import annotations

import pytest

from makegood.rules.documents.document import Document
from makegood.rules.documents.language import language_of
from makegood.rules.documents.reading import read_paper

WRAPPED = b"""SERVICES AGREEMENT

1. Work
1.1 The Developer builds the shop as it is
described in Exhibit A, and does so in a profes-
sional way with third-
party parts.
    (a) first
    (b) second
Section 2. Payment ........ 7

ARTICLE III  WARRANTY

The Developer mends defects for ninety days.

- 12 -

EXHIBIT A

1. The shop
"""
MARKED = b"""# Agreement

1. <span class="h">Services</span>
   1. **Work.** The [Developer](#d) builds.
   2. **Change.** In writing only.
2. Pay

## 7.2 Late payment

After ten days.

| Part | Price |
|------|------:|
| Shop | $5,000 |
"""


def read(content: bytes) -> list[tuple[str, str]]:
    return [(passage.text, str(passage.place.number)) for passage in read_paper(content).passages()]


def test_lines_broken_by_hand_are_joined_and_numbers_followed() -> None:
    found = dict(read(WRAPPED))
    joined = "1.1 The Developer builds the shop as it is described in Exhibit A, and does so in a professional way"
    assert found[f"{joined} with third-party parts."] == "1.1"
    assert found["(b) second"] == "1.1(b)"
    assert found["The Developer mends defects for ninety days."] == "III"
    assert found["1. The shop"] == "Exhibit A 1"


def test_page_numbers_and_lines_of_contents_are_no_text() -> None:
    everything = " ".join(text for text, _ in read(WRAPPED))
    assert "12" not in everything
    assert "Payment" not in everything


@pytest.mark.parametrize(
    "line", ["(15) days after notice it ends.", "(425) 555-1212", "Section 508 of the Act applies.", "Exhibit 10(xiv)"]
)
def test_what_only_looks_like_a_number_of_a_section_is_none(line: str) -> None:
    assert dict(read(f"3. Work\n\n{line}\n".encode()))[line] == "3"


def test_nested_lists_of_markdown_are_numbered_as_they_show() -> None:
    assert read(MARKED)[1:5] == [
        ("Services", "1"),
        ("Work. The Developer builds.", "1.1"),
        ("Change. In writing only.", "1.2"),
        ("Pay", "2"),
    ]


def test_markdown_keeps_headings_and_tables() -> None:
    document = read_paper(MARKED)
    assert (document.kind, document.title) == ("markdown", "Agreement")
    assert [passage.text for passage in document.passages() if passage.level == 2] == ["7.2 Late payment"]
    (table,) = document.tables()
    assert [cell.text for cell in table.rows[1]] == ["Shop", "$5,000"]


def test_a_page_shows_its_words_and_not_what_is_hidden() -> None:
    page = b"<html><style>x</style><h1>Terms</h1><p>We pay.</p><p style='display:none'>We never pay.</p></html>"
    document: Document = read_paper(page)
    assert [passage.text for passage in document.passages()] == ["Terms", "We pay."]
    assert document.notes == ("The file holds text that is not shown on the page; it was not read.",)


def test_marks_that_turn_text_around_are_taken_out_and_named() -> None:
    document = read_paper("Pay \u202e000,01\u202c dollars\u200b now\x00.".encode())
    assert [passage.text for passage in document.passages()] == ["Pay 000,01 dollars now."]
    assert "look other than it is" in document.notes[0]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "This Agreement is made by and between the parties and shall be governed by the laws of the State."),
        ("es", "El presente contrato se celebra entre las partes y se regirá por las leyes del Estado de la sede."),
        ("de", "Dieser Vertrag wird zwischen den Parteien geschlossen und unterliegt dem Recht, das in dem Land gilt."),
        ("fr", "Le présent contrat est conclu entre les parties et est régi par les lois du pays de la société."),
        ("pt", "O presente contrato é celebrado entre as partes e não será regido pelas leis do país em que ficam."),
        ("it", "Il presente contratto è concluso tra le parti ed è regolato dalle leggi del paese in cui ha sede."),
        ("ru", "Настоящий договор заключен между сторонами."),
        (None, "x1 22 foo"),
    ],
)
def test_the_language_is_told(code: str | None, text: str) -> None:
    assert language_of(text) == code
