"""XLSX and CSV: what the cells show."""

from __future__ import annotations

import pytest

from makegood.rules.documents.document import Document
from makegood.rules.documents.reading import read_paper
from makegood.rules.documents.shown import shown
from tests.rules.documents.making import xlsx


def rows(document: Document) -> list[list[str]]:
    (table,) = document.tables()
    return [[cell.text for cell in row] for row in table.rows]


def test_a_workbook_shows_texts_money_and_dates() -> None:
    cells = (
        '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" s="1"><v>38000.5</v></c>'
        '<c r="D2" s="2"><v>46093</v></c></row>'
        '<row r="4"><c r="A4" t="inlineStr"><is><t>Sum</t></is></c><c r="B4"><f>1+1</f><v>2</v></c></row>'
    )
    document = read_paper(xlsx(cells, formats=("&quot;$&quot;#,##0.00", "m/d/yyyy"), texts=("Shop",)))
    assert rows(document) == [["Shop", "", "$38,000.50", "2026-03-12"], ["Sum", "2"]]
    (table,) = document.tables()
    assert str(table.rows[0][2].place) == "Costs, cell C2"


@pytest.mark.parametrize(
    ("raw", "form", "seen"),
    [
        ("0.1", "0%", "10%"),
        ("0.30000000000000004", "General", "0.3"),
        ("1234.5", "#,##0.00", "1,234.50"),
        ("-5", '"$"#,##0_);("$"#,##0)', "-$5"),
        ("1200", "[$€-407]#,##0.00", "€1,200.00"),
        ("1200", '#,##0.00 "EUR"', "1,200.00 EUR"),
        ("60", "yyyy-mm-dd", "1900-02-28"),
        ("46093.5", "yyyy-mm-dd hh:mm", "2026-03-12 12:00"),
        ("1e308", "0.00", "1e308"),
        ("42", "General", "42"),
    ],
)
def test_a_number_shows_as_its_format_says(raw: str, form: str, seen: str) -> None:
    assert shown(raw, form) == seen


@pytest.mark.parametrize("letter", [",", ";", "\t", "|"])
def test_the_delimiter_of_a_table_is_told_by_its_content(letter: str) -> None:
    text = "\n".join(letter.join(cells) for cells in (("Date", "Payee", "Amount"), ("2026-03-12", "Builder LLC", "9")))
    assert rows(read_paper(text.encode()))[1] == ["2026-03-12", "Builder LLC", "9"]


def test_a_comma_in_quotes_is_no_delimiter_and_old_encodings_are_read() -> None:
    found = read_paper('Datum;Empfänger;Betrag\n12.3.2026;"Bau; Müller";1.000,00\n'.encode("cp1252"))
    assert rows(found) == [["Datum", "Empfänger", "Betrag"], ["12.3.2026", "Bau; Müller", "1.000,00"]]
    assert rows(read_paper("a,b,c\n1,2,3\n".encode("utf-16")))[0] == ["a", "b", "c"]


def test_prose_with_commas_is_no_table() -> None:
    prose = b"We agree, as said, on this.\nAnd on that, too, as was said.\nThen, it ends, here."
    assert read_paper(prose).kind == "text"
