"""PDF: paragraphs, sections and tables from where the words stand."""

from __future__ import annotations

from functools import cache

import pytest

from makegood.rules.documents.document import Document, Passage
from makegood.rules.documents.limits import Limits, Unreadable
from makegood.rules.documents.pdf.glyphs import Word
from makegood.rules.documents.pdf.layout import Row, Segment
from makegood.rules.documents.pdf.tables import table_at
from makegood.rules.documents.reading import read_paper
from tests.rules.documents.making import SENTENCE, pdf

HEAD = "header: [Acme agreement #h(1fr) Confidential], footer: align(center)[Page #context counter(page).display()]"
ROW = "[Part #i of the work, named so that it needs two lines], [2026-04-02], [\\$ #i,000.00]"
ROWS = f"..range(70).map(i => ({ROW})).flatten()"
LONG = f"""
#set heading(numbering: "1.1")
#set par(justify: true)
= Work
== Acceptance
{SENTENCE * 8}

(a) The first.

(b) The second.

= Price
#table(columns: (60%, 20%, 20%), table.header([Part], [Due], [Price]), {ROWS})
{SENTENCE * 40}
"""


@cache
def long_paper() -> Document:
    return read_paper(pdf(LONG, HEAD))


def test_heads_feet_and_page_numbers_are_no_text() -> None:
    everything = " ".join(passage.text for passage in long_paper().passages())
    assert "Confidential" not in everything
    assert "Page" not in everything


def test_a_paragraph_goes_on_over_lines_and_pages() -> None:
    last = [block for block in long_paper().blocks if isinstance(block, Passage)][-1]
    assert last.text == (SENTENCE * 40)


def test_sections_and_pages_stand_in_the_place() -> None:
    places = {passage.text[:9]: str(passage.place) for passage in long_paper().passages()}
    assert places["1.1 Accep"] == "section 1.1, page 1"
    assert places["(b) The s"] == "section 1.1(b), page 1"


def test_a_table_over_pages_is_one_and_its_head_stands_once() -> None:
    (table,) = long_paper().tables()
    assert [cell.text for cell in table.rows[0]] == ["Part", "Due", "Price"]
    assert len(table.rows) == 71
    assert table.rows[-1][2].text == "$ 69,000.00"
    assert table.rows[-1][0].text.endswith("needs two lines")
    assert table.rows[-1][0].place.page not in (None, table.rows[0][0].place.page)


def test_a_page_without_text_is_named() -> None:
    document = read_paper(pdf(f"{SENTENCE}\n#pagebreak()\n#rect()\n#pagebreak()\n{SENTENCE}"))
    assert document.notes == ("Page 2 has no text (it is empty or scanned).",)


def test_a_scanned_paper_says_so() -> None:
    (first, *_) = read_paper(pdf("#rect()")).notes
    assert first.startswith("The PDF is scanned")


def test_more_pages_than_the_limit_are_left_out_with_a_note() -> None:
    document = read_paper(pdf("\n#pagebreak()\n".join([SENTENCE] * 3)), limits=Limits(pages=2))
    assert document.notes == ("Only the first 2 of 3 pages were read.",)
    assert len(document.blocks) == 2


def test_a_locked_pdf_and_a_broken_one_are_refused_with_a_sentence() -> None:
    import io

    from pypdf import PdfWriter

    writer, target = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret")
    writer.write(target)
    with pytest.raises(Unreadable, match="password"):
        read_paper(target.getvalue())
    with pytest.raises(Unreadable, match="damaged"):
        read_paper(b"%PDF-1.7\nnothing")


def test_a_word_that_goes_on_in_the_next_line_of_a_cell_keeps_its_place() -> None:
    rows = "[1 May], [Mara], [Login with one-time codes], [8], [2 May], [Ivan], [Login with one-time codes], [7]"
    cells = f"#table(columns: (60pt, 60pt, 66pt, 60pt), [Day], [Who], [What], [Hours], {rows})"
    table = next(iter(read_paper(pdf("#set text(size: 9pt)\n" + cells)).tables()))
    assert [row[2].text for row in table.rows[1:]] == ["Login with one-time codes"] * 2


def test_sums_at_the_head_of_the_next_page_are_no_part_of_the_last_row() -> None:
    rows = "..range(3).map(i => ([Part], [2026], [\\$1.00])).flatten()"
    sums = "#pagebreak()\n#align(right)[Subtotal: \\$3.00]\n#align(right)[Amount due: \\$3.00]\n\nAccount: 12345"
    read = read_paper(pdf(f"#table(columns: (30%, 30%, 40%), [What], [Year], [Price], {rows})\n{sums}"))
    assert next(iter(read.tables())).rows[-1][2].text == "$1.00"
    assert [passage.text for passage in read.passages()] == ["Subtotal: $3.00", "Amount due: $3.00", "Account: 12345"]


def _row(height: int, *texts: str) -> Row:
    words = [
        Word(text, 60.0 + 160 * at, 60.0 + 160 * at + 5 * len(text), height, height + 10.0, 10.0, False, False)
        for at, text in enumerate(texts)
    ]
    return Row([Segment([word]) for word in words], height, height + 10.0, 10.0, False)


def test_running_text_set_flush_on_both_sides_is_no_table() -> None:
    prose = [
        _row(700, "The service is for a", "period of one year", "from the day on"),
        _row(688, "which it begins, and", "may be renewed by", "the bank, at its"),
        _row(676, "option, for periods of", "one year each, if the", "other side agrees"),
        _row(664, "to it in writing and", "not later than sixty", "days before it ends"),
    ]
    found = table_at(prose, 0)
    assert found is not None
    assert found.rows == []
    table = [_row(700 - 12 * at, f"Part {at}", "hours, as agreed", f"${at}00") for at in range(4)]
    assert table_at(table, 0).rows[1] == ["Part 1", "hours, as agreed", "$100"]  # type: ignore[union-attr]


def test_what_a_drawn_line_parts_is_two_cells_however_little_space_is_between() -> None:
    rows = "[Beta], [1], [\\$38,000.00], [\\$38,000.00], [Rework of the sync], [46], [\\$175.00], [\\$8,050.00]"
    cells = f"#table(columns: 4, inset: 1.4pt, [Work], [Qty], [Rate], [Amount], {rows})"
    (table,) = read_paper(pdf(cells)).tables()
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Work", "Qty", "Rate", "Amount"],
        ["Beta", "1", "$38,000.00", "$38,000.00"],
        ["Rework of the sync", "46", "$175.00", "$8,050.00"],
    ]


def test_a_line_that_begins_with_a_label_stays_a_line() -> None:
    lines = "100 Congress Ave, Suite 9, Austin, TX 7\\\nBill to: Acme Outdoor Inc., Attn: Accounts\\\nInvoice \\# 1043"
    (passage,) = read_paper(pdf(f"{lines}\n\n{SENTENCE}", "width: 14cm")).blocks[:1]
    assert isinstance(passage, Passage)
    assert passage.text.split("\n")[1:] == ["Bill to: Acme Outdoor Inc., Attn: Accounts", "Invoice # 1043"]


def test_an_exhibit_named_in_the_middle_of_a_sentence_begins_no_paragraph() -> None:
    text = "Client shall pay a fixed fee in the installments that are set out in Exhibit B. Invoices are due."
    (passage,) = read_paper(pdf(text, "width: 14.6cm")).blocks
    assert isinstance(passage, Passage)
    assert passage.text == text
