"""Columns that were typed with blanks are tables; lines that were meant to end stay apart."""

from __future__ import annotations

from makegood.rules.documents.document import Table
from makegood.rules.documents.reading import read_paper

BILL = b"""Northwind Studio LLC
12 Main Street

Invoice No: NW-1042
Date: March 31, 2026

Work                  Hours      Rate        Amount
Checkout, backend     40      $120.00     $4,800.00

Total due                                 $4,800.00
"""


def test_columns_typed_with_blanks_are_one_table() -> None:
    tables = [block for block in read_paper(BILL).blocks if isinstance(block, Table)]
    assert [[cell.text for cell in row] for row in tables[0].rows] == [
        ["Work", "Hours", "Rate", "Amount"],
        ["Checkout, backend", "40", "$120.00", "$4,800.00"],
        ["Total due", "", "", "$4,800.00"],
    ]
    assert len(tables) == 1


def test_lines_that_are_short_on_purpose_stay_apart_and_wrapped_ones_are_joined() -> None:
    texts = [passage.text for passage in read_paper(BILL).passages()]
    assert texts[:4] == ["Northwind Studio LLC", "12 Main Street", "Invoice No: NW-1042", "Date: March 31, 2026"]
    wrapped = (
        b"The Developer builds the shop as it is described\nin Exhibit A and tests it\nbefore it is handed "
        b"over to the Client.\n"
    )
    assert len(list(read_paper(wrapped).passages())) == 1


def test_labels_below_each_other_in_markdown_stay_on_their_lines() -> None:
    marked = b"# Invoice\n\n**Number:** 42\n**Date:** May 5, 2026\n\n**Bill to:**\nAcme Outdoor Inc.\n"
    texts = [passage.text for passage in read_paper(marked).passages()]
    assert "Number: 42\nDate: May 5, 2026" in texts
    assert "Bill to:\nAcme Outdoor Inc." in texts
