"""Tables below a head of columns, as billing programs set them: no lines, little space, two lines beside one sum."""

from __future__ import annotations

from makegood.rules.documents.document import Document
from makegood.rules.documents.reading import read_paper
from tests.rules.documents.making import SENTENCE, pdf

PLAIN = "#set text(size: 9pt)\n#set table(stroke: none, inset: 2pt)\n"
ADDRESSES = "#table(columns: (50%, 50%), [BILL TO], [INVOICE 2291], [Harbor Inc.], [DATE 11/02/2026])\n"
HEAD = "[DATE], [ACTIVITY], [DESCRIPTION], [QTY], [RATE], [AMOUNT]"
LINES = (
    "[10/05/2026], [Build], [Dispatch board], [38.50], [145.00], [5,582.50],"
    "[10/19/2026], [QA], [Tests], [22], [110], [2,420]"
)
SUMS = (
    "[Thank you.], [], [], [SUBTOTAL], [], [8,002.50], [], [], [], [TAX], [], [0.00],"
    "[], [], [], [TOTAL], [], [8,002.50]"
)
WIDTHS = "columns: (auto, auto, 1fr, auto, auto, auto), align: (left, left, left, right, right, right)"


def texts(document: Document) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in table.rows] for table in document.tables()]


def test_lines_sums_and_addresses_of_an_invoice_come_apart() -> None:
    read = read_paper(pdf(f"{PLAIN}{ADDRESSES}#table({WIDTHS}, {HEAD}, {LINES}, {SUMS})"))
    addresses, lines = texts(read)
    assert addresses == [["BILL TO", "INVOICE 2291"], ["Harbor Inc.", "DATE 11/02/2026"]]
    assert lines == [
        ["DATE", "ACTIVITY", "DESCRIPTION", "QTY", "RATE", "AMOUNT"],
        ["10/05/2026", "Build", "Dispatch board", "38.50", "145.00", "5,582.50"],
        ["10/19/2026", "QA", "Tests", "22", "110", "2,420"],
        ["Thank you.", "", "", "SUBTOTAL", "", "8,002.50"],
        ["", "", "", "TAX", "", "0.00"],
        ["", "", "", "TOTAL", "", "8,002.50"],
    ]


def test_a_description_of_several_lines_stands_beside_its_own_sum() -> None:
    for across in ("top", "horizon", "bottom"):
        lines = (
            "[Portal,\\ phase 2,\\ booking], [1], [\\$19.00], [Advice], [12], [\\$24.00], [Care\\ of it], [2], [\\$7.0]"
        )
        widths = f"columns: (60%, auto, auto), align: ({across} + left, {across} + right, {across} + right)"
        (table,) = texts(read_paper(pdf(f"{PLAIN}#table({widths}, inset: 4pt, [Items], [Quantity], [Price], {lines})")))
        assert table[1:] == [
            ["Portal, phase 2, booking", "1", "$19.00"],
            ["Advice", "12", "$24.00"],
            ["Care of it", "2", "$7.0"],
        ]


def test_a_head_of_two_lines_is_one() -> None:
    head = "[Item\\ Type], [Description], [Unit\\ Price], [Amount\\ USD]"
    for across in ("top", "bottom"):
        widths = f"columns: (auto, 1fr, auto, auto), inset: 5pt, align: {across} + left"
        (table,) = texts(read_paper(pdf(f"{PLAIN}#table({widths}, {head}, [Service], [Build], [\\$5.00], [\\$9.00])")))
        assert table == [
            ["Item Type", "Description", "Unit Price", "Amount USD"],
            ["Service", "Build", "$5.00", "$9.00"],
        ]


def test_what_stands_below_the_last_sum_is_no_part_of_it() -> None:
    lines = "[Build], [1], [\\$5.00], [], [Total], [\\$5.00]"
    widths = "columns: (60%, auto, auto)"
    made = (
        f"{PLAIN}#set par(spacing: 4pt)\n#table({widths}, [Items], [Quantity], [Price], {lines})\nTerms\n\n{SENTENCE}"
    )
    read = read_paper(pdf(made))
    assert next(iter(read.tables())).rows[-1][2].text == "$5.00"
    assert [passage.text for passage in read.passages()] == ["Terms", SENTENCE]


def test_texts_at_the_left_of_a_wide_column_stand_below_its_head_in_the_middle() -> None:
    head = "align(center)[QTY], align(center)[DESCRIPTION], [UNIT PRICE], [LINE TOTAL]"
    lines = "[18], [Extra hours], [\\$120.00], [\\$2,160.00], [1], [Care], [\\$5.00], [\\$5.00]"
    made = pdf(f"{PLAIN}#table(columns: (40pt, 1fr, 60pt, 60pt), {head}, {lines})")
    assert texts(read_paper(made))[0][1:] == [
        ["18", "Extra hours", "$120.00", "$2,160.00"],
        ["1", "Care", "$5.00", "$5.00"],
    ]
