"""Word: what the program counts, and what somebody changed."""

from __future__ import annotations

import pytest

from makegood.rules.documents.document import Document, Passage, Standing
from makegood.rules.documents.limits import Unreadable
from makegood.rules.documents.reading import read_paper
from tests.rules.documents.making import docx, p, packed, r

LISTS = """
<w:abstractNum w:abstractNumId="1">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/></w:lvl>
</w:abstractNum>
<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>
"""
STYLES = """
<w:style w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr>
 <w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="H1"/></w:style>
<w:style w:styleId="T1"><w:name w:val="toc 1"/></w:style>
"""


def counted(level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="5"/></w:numPr>'


def texts(document: Document, *standings: Standing) -> list[str]:
    return [passage.text for passage in document.passages(*standings)]


def numbers(document: Document) -> list[str | None]:
    return [passage.place.number for passage in document.passages()]


def test_numbers_that_word_counts_stand_in_the_place() -> None:
    body = [p("Work", counted(0)), p("Pay", counted(0)), p("When", counted(1)), p("How", counted(1))]
    body += [p("First", counted(2)), p("Second", counted(2)), p("plain words"), p("End", counted(0))]
    document = read_paper(docx("".join(body), numbering=LISTS))
    assert numbers(document) == ["1", "2", "2.1", "2.2", "2.2(a)", "2.2(b)", "2.2(b)", "3"]
    assert texts(document)[2] == "When"


def test_a_style_that_is_based_on_a_counted_one_counts() -> None:
    style = '<w:pStyle w:val="Mine"/>'
    document = read_paper(docx(p("Work", style) + p("Pay", style), numbering=LISTS, styles=STYLES))
    assert numbers(document) == ["1", "2"]
    assert [passage.level for passage in document.passages()] == [1, 1]


def test_a_table_of_contents_is_left_out() -> None:
    document = read_paper(docx(p("1 Work 3", '<w:pStyle w:val="T1"/>') + p("Work"), styles=STYLES))
    assert texts(document) == ["Work"]


def test_struck_words_do_not_count_and_name_who_struck_them() -> None:
    body = (
        f'<w:p>{r("Paid within ")}<w:del w:author="Pat"><w:r><w:delText>30</w:delText></w:r></w:del>'
        f'<w:ins w:author="Pat">{r("90")}</w:ins>{r(" days.")}</w:p>'
    )
    (passage,) = read_paper(docx(body)).passages()
    assert passage.text == "Paid within 90 days."
    assert [passage.text[start:end] for start, end in passage.inserted] == ["90"]
    assert passage.by == "Pat"
    (struck,) = read_paper(docx(body)).passages(Standing.STRUCK)
    assert (struck.text, struck.by) == ("30", "Pat")


def test_a_paragraph_that_was_put_in_as_a_whole_says_so() -> None:
    (passage,) = read_paper(docx(f'<w:p><w:ins w:author="Pat">{r("No refunds.")}</w:ins></w:p>')).passages()
    assert (passage.standing, passage.by) == (Standing.INSERTED, "Pat")


def test_comments_and_footnotes_hang_on_their_paragraph() -> None:
    body = f'<w:p>{r("Price")}<w:r><w:commentReference w:id="7"/></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    document = read_paper(
        docx(
            body,
            comments=f'<w:comment w:id="7" w:author="Adam">{p("Too high")}</w:comment>',
            footnotes=f'<w:footnote w:id="2">{p("without tax")}</w:footnote>',
        )
    )
    (comment,) = document.passages(Standing.COMMENT)
    assert (comment.text, comment.by) == ("Too high", "Adam")
    assert [str(passage.place) for passage in document.passages()][1] == "footnote 1, paragraph 2"


def test_a_table_keeps_its_cells_and_one_that_only_lays_out_is_running_text() -> None:
    def table(*rows: tuple[str, ...]) -> str:
        lines = ["".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row) for row in rows]
        return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"

    document = read_paper(docx(table(("Part", "Price"), ("Shop", "$ 5,000")) + table(("Only words",))))
    (found,) = document.tables()
    assert [[cell.text for cell in row] for row in found.rows] == [["Part", "Price"], ["Shop", "$ 5,000"]]
    assert found.rows[1][1].place.cell == "B2"
    assert isinstance(document.blocks[1], Passage)


def test_a_document_with_entities_is_refused() -> None:
    bomb = '<!DOCTYPE w [<!ENTITY a "aaaa">]><w:document xmlns:w="x"/>'
    with pytest.raises(Unreadable, match="entities"):
        read_paper(packed({"word/document.xml": bomb}))
