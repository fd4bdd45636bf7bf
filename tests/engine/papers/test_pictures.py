"""What tesseract says about a picture becomes a page: a scanned table stays one, and nothing spotted is sure."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from makegood.engine.papers.pictures import reader_of_pictures, spotted_of
from makegood.rules.bills.reading import read_bill
from makegood.rules.documents.document import Sureness, Table
from makegood.rules.documents.limits import Unreadable
from makegood.rules.documents.reading import read_paper
from makegood.rules.documents.record import document_from_json, document_to_json
from tests.rules.documents.making import pdf

HEAD = "level page_num block_num par_num line_num word_num left top width height conf text".replace(" ", "\t")
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(200))
BILL = [
    (100, [(100, "INVOICE"), (260, "NW-7")]),
    (200, [(100, "Description"), (800, "Hours"), (1000, "Rate"), (1200, "Amount")]),
    (260, [(100, "Checkout"), (790, "|"), (800, "100"), (1000, "$150.00"), (1200, "$15,000.00")]),
    (320, [(100, "Management"), (800, "20"), (1000, "$120.00"), (1200, "$2,400.00")]),
    (440, [(100, "Total"), (190, "due:"), (290, "$17,500.00")]),
]


def table(lines: list[tuple[int, list[tuple[int, str]]]] = BILL, sure: str = "95.5") -> str:
    rows = [HEAD, "1\t1\t0\t0\t0\t0\t0\t0\t1700\t2200\t-1\t"]
    for number, (top, words) in enumerate(lines, 1):
        rows.append(f"4\t1\t1\t1\t{number}\t0\t100\t{top}\t1300\t28\t-1\t")
        rows += [
            f"5\t1\t1\t1\t{number}\t{word}\t{left}\t{top}\t{14 * len(text)}\t25\t{sure}\t{text}"
            for word, (left, text) in enumerate(words, 1)
        ]
    return "\n".join(rows) + "\n"


@pytest.mark.parametrize("content", [PICTURE, pdf("#rect()")])
def test_a_scanned_bill_is_read_line_by_line_and_never_as_sure(content: bytes) -> None:
    document = read_paper(content, picture=lambda _: spotted_of(table()))
    assert document.notes == ("It is a picture: a program read the words. Compare names and figures with the paper.",)
    assert (document.pages, document.pictured) == (1, (1,))
    assert document_from_json(document_to_json(document)) == document
    (spotted,) = document.tables()
    assert isinstance(spotted, Table)
    assert [cell.text for cell in spotted.rows[1]] == ["Checkout", "100", "$150.00", "$15,000.00"]
    bill = read_bill(document)
    assert [line.amount_cents for line in bill.lines] == [1_500_000, 240_000]
    assert bill.total is not None
    assert (bill.total.value, bill.total.sureness) == (1_750_000, Sureness.LIKELY)


def test_words_that_the_program_doubts_are_counted() -> None:
    document = read_paper(PICTURE, picture=lambda _: spotted_of(table(sure="31.0")))
    assert "was not sure of 17 words" in document.notes[0]


@pytest.mark.parametrize("said", ["", "nonsense", HEAD, f"{HEAD}\n5\t1\t1\t1\t1\t1\tx\t0\t1\t1\t9\tword", table([])])
def test_a_program_that_says_nothing_useful_leaves_a_sentence(said: str) -> None:
    with pytest.raises(Unreadable, match="No words could be read in this picture"):
        read_paper(PICTURE, picture=lambda _: spotted_of(said))


def test_the_program_gets_the_picture_and_where_it_is_missing_that_is_said(tmp_path: Path) -> None:
    program = tmp_path / "program"
    (tmp_path / "said").write_text(table())
    program.write_text(f"#!/bin/sh\nhead -c 4 | grep -aq PNG && cat {tmp_path}/said\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    picture = reader_of_pictures(program)
    assert picture is not None
    assert read_paper(PICTURE, picture=picture).title == "INVOICE NW-7"
    assert reader_of_pictures(tmp_path / "none") is None
    with pytest.raises(Unreadable, match="install tesseract"):
        read_paper(PICTURE)
