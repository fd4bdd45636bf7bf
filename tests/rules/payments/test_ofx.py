"""OFX, as banks give it for Quicken and QuickBooks: movements with their signs; of an account only its end."""

from __future__ import annotations

import pytest

from makegood.rules.documents.reading import read_paper
from makegood.rules.payments.reading import read_export
from makegood.rules.reading.kinds import kind_of_paper

SGML = b"""OFXHEADER:100
DATA:OFXSGML
VERSION:102

<OFX><SIGNONMSGSRSV1><SONRS><DTSERVER>20260401</SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>USD<BANKACCTFROM><BANKID>021000021<ACCTID>000987654321<ACCTTYPE>CHECKING
</BANKACCTFROM><BANKTRANLIST><DTSTART>20260101<DTEND>20260331
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260115120000[-5:EST]<TRNAMT>-5000.00<FITID>1<NAME>NORTHWIND STUDIO LLC
<MEMO>INV NW-1 &amp; fees
</STMTTRN>
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260220<TRNAMT>900.00<FITID>2<NAME>CUSTOMER
</STMTTRN>
<STMTTRN><TRNTYPE>FEE<DTPOSTED>never<TRNAMT>-25.00<FITID>3<NAME>WIRE FEE
</STMTTRN>
</BANKTRANLIST><LEDGERBAL><BALAMT>8175.00<DTASOF>20260331</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
"""
XML = b"""<?xml version="1.0" encoding="UTF-8"?>
<?OFX OFXHEADER="200" VERSION="220"?>
<OFX><CREDITCARDMSGSRSV1><CCSTMTTRNRS>
<CCSTMTRS><CURDEF>USD</CURDEF><CCACCTFROM><ACCTID>4111222233334444</ACCTID></CCACCTFROM><BANKTRANLIST>
<STMTTRN><TRNTYPE>DEBIT</TRNTYPE><DTPOSTED>20260302</DTPOSTED><TRNAMT>-499.00</TRNAMT><NAME>NORTHWIND</NAME></STMTTRN>
</BANKTRANLIST></CCSTMTRS>
<CCSTMTRS><CURDEF>EUR</CURDEF><CCACCTFROM><ACCTID>5555666677778888</ACCTID></CCACCTFROM><BANKTRANLIST>
<STMTTRN><TRNTYPE>DEBIT</TRNTYPE><DTPOSTED>20260303</DTPOSTED><TRNAMT>-20.00</TRNAMT><NAME>OTHER</NAME></STMTTRN>
</BANKTRANLIST></CCSTMTRS></CCSTMTTRNRS></CREDITCARDMSGSRSV1></OFX>
"""


@pytest.mark.parametrize(
    ("content", "paid"),
    [
        (SGML, [("2026-01-15", 500_000, "paid", "USD"), ("2026-02-20", 90_000, "received", "USD")]),
        (XML, [("2026-03-02", 49_900, "paid", "USD"), ("2026-03-03", 2_000, "paid", "EUR")]),
    ],
)
def test_movements_of_all_accounts_are_read_with_their_signs(
    content: bytes, paid: list[tuple[str, int, str, str]]
) -> None:
    document = read_paper(content, "bank.qbo")
    assert (document.kind, kind_of_paper(document).value) == ("ofx", "export")
    export = read_export(document)
    assert export.source == "bank"
    assert [(one.day.isoformat(), one.cents, one.kind.value, one.currency) for one in export.payments] == paid


def test_what_has_no_day_is_counted_and_the_number_of_an_account_is_not_kept() -> None:
    document = read_paper(SGML, "bank.ofx")
    assert document.notes == ("Left out, as no day or no amount is in it: 1 of the movements.",)
    cells = {cell.text for table in document.tables() for row in table.rows for cell in row}
    assert {"ending 4321", "INV NW-1 & fees"} <= cells
    assert not any("987654321" in text for text in cells)


@pytest.mark.parametrize("content", [b"<OFX>", b"OFXHEADER:100\n<OFX><STMTTRN>", b"<OFX>" + b"<STMTTRN>" * 50_000])
def test_an_export_that_holds_nothing_or_is_made_to_hurt_is_a_question(content: bytes) -> None:
    export = read_export(read_paper(content, "bank.ofx"))
    assert (export.payments, len(export.questions)) == ((), 1)
