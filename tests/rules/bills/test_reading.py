"""What a bill says, read from the formats in which partners send it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from makegood.rules.bills.agreed import Part
from makegood.rules.bills.bill import Bill, Period
from makegood.rules.bills.matching import matched
from makegood.rules.bills.reading import read_bill
from makegood.rules.documents.document import Found, Sureness
from makegood.rules.documents.reading import read_paper
from tests.rules.documents.making import docx, p

HOURS = b"""Northwind Studio LLC
100 Market Street

INVOICE

Invoice No: NW-1042
Date: March 31, 2026
Due Date: April 30, 2026
Period: March 1, 2026 - March 31, 2026
Bill To: Acme Outdoor Inc.

Date         Person        Task                 Hours   Rate      Amount
2026-03-04   Mara Quinn    Card payments        7.5     $120.00   $900.00
2026-03-05   Ivan Petrov   Search filters       8       $100.00   $800.00

Subtotal                                                          $1,700.00
Less retainage (10%)                                              -$170.00
Total due                                                         $1,530.00

Account Name: Northwind Studio LLC
Account Number: 123456789
Routing Number: 021000021
"""


def _value(found: Found[object] | None) -> object:
    return found.value if found else None


def read(content: bytes) -> Bill:
    return read_bill(read_paper(content))


def test_all_of_a_bill_by_hours_is_read() -> None:
    bill = read(HOURS)
    assert (bill.number and bill.number.value, bill.sender and bill.sender.value) == ("NW-1042", "Northwind Studio LLC")
    assert _value(bill.addressee) == "Acme Outdoor Inc."
    assert _value(bill.period) == Period(date(2026, 3, 1), date(2026, 3, 31))
    assert (bill.issued and bill.issued.value, bill.due and bill.due.value) == (date(2026, 3, 31), date(2026, 4, 30))
    assert [(line.person, line.hours(), line.rate_cents, line.amount_cents) for line in bill.lines] == [
        ("Mara Quinn", Decimal("7.5"), 12_000, 90_000),
        ("Ivan Petrov", Decimal(8), 10_000, 80_000),
    ]
    assert (bill.subtotal and bill.subtotal.value, bill.retained and bill.retained.value) == (170_000, 17_000)
    assert (bill.asked_cents(), bill.work_cents(), bill.currency) == (153_000, 170_000, "USD")
    assert bill.account.key() == ("123456789", "021000021", None)


def test_every_quote_stands_in_the_paper() -> None:
    bill = read(HOURS)
    for found in (bill.number, bill.sender, bill.addressee, bill.issued, bill.total, *bill.lines):
        assert found is not None
        assert found.quote.text in HOURS.decode()


TABLE = b"""# Invoice 7

| Milestone | Price |
|---|---|
| Milestone 2: Catalog | $4,000.00 |

**Total:** $4,000.00
"""
SHEET = b"""Invoice Number,7
Bill To,Acme

Item,Qty,Unit Price,Total
Design,2,"$1,500.00","$3,000.00"
,,Total,"$3,000.00"
"""
LETTER = b"""Hello,

please find what we did in May:

- Search filters: 12 hours x $100 = $1,200
- Stock sync - $800.00

Total: $2,000.00
"""
GERMAN = b"""Rechnung;12

Beschreibung;Menge;Einzelpreis;Betrag
Entwicklung;10;95,50;955,00
Gesamt;;;1.136,45
"""


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (TABLE, [("Milestone 2: Catalog", 400_000)]),
        (SHEET, [("Design", 300_000)]),
        (LETTER, [("Search filters", 120_000), ("Stock sync", 80_000)]),
        (GERMAN, [("Entwicklung", 95_500)]),
    ],
)
def test_lines_are_read_from_tables_spreadsheets_and_sentences(content: bytes, lines: list[tuple[str, int]]) -> None:
    assert [(line.text, line.amount_cents) for line in read(content).lines] == lines


def test_a_credit_note_is_below_zero() -> None:
    bill = read(
        b"CREDIT NOTE\n\nNumber: C-1\n\nDescription      Amount\nLate delivery    $500.00\n\nTotal            $500.00\n"
    )
    assert (bill.credit, bill.asked_cents()) == (True, -50_000)


def test_what_a_bill_does_not_say_is_none_and_no_lines_are_a_note() -> None:
    bill = read(b"Dear Olivia, thank you for the meeting yesterday. We will send the bill next week.")
    assert (bill.number, bill.total, bill.period, bill.lines) == (None, None, None, ())
    assert "No total was found in this bill." in bill.notes


def test_a_fee_for_a_month_names_its_period() -> None:
    bill = read(
        b"INVOICE #5\n\nFor services rendered in March 2026\n\nFee           $1,000.00\nTotal due     $1,000.00\n"
    )
    assert _value(bill.period) == Period(date(2026, 3, 1), date(2026, 3, 31))


def test_a_number_of_a_customer_and_a_sign_before_a_name_are_no_name() -> None:
    text = (
        "# INVOICE\n\n**Invoice #**: 7\n\n## To\n\nCustomer ID: 103\nAcme Outdoor Inc.\n\n| Item | Total |\n|---|---|\n"
    )
    bill = read_bill(read_paper(f"{text}| Work | $5.00 |\n\nFrom: \u2605 Harbor LLC\n".encode(), "bill.md"))
    assert bill.addressee is not None
    assert bill.addressee.value == "Acme Outdoor Inc."
    assert bill.sender is not None
    assert bill.sender.value == "Harbor LLC"


@pytest.mark.parametrize(
    ("sentence", "key"),
    [
        ("Pay to: Bank of Pine, routing 021000021, account 123456789", ("123456789", "021000021", None)),
        ("Please remit by ACH to account no. 12-3456-789 (ABA 021000021) within 30 days.",
         ("123456789", "021000021", None)),
        ("Our bank has changed: wire to IBAN DE89 3704 0044 0532 0130 00 from now on.",
         (None, None, "DE89370400440532013000")),
        ("Your account 2026 was updated; sign in to your account 12 times.", (None, None, None)),
        ("On account of 1234567 users we bill less.", (None, None, None)),
    ],
)  # fmt: skip
def test_bank_details_inside_a_sentence_are_seen(sentence: str, key: tuple[str | None, ...]) -> None:
    bill = read_bill(read_paper(f"INVOICE 7\n\nNorthwind Studio LLC\n\nTotal due: $100.00\n\n{sentence}\n".encode()))
    assert bill.account.key() == key


def test_a_line_that_has_the_whole_name_of_a_part_belongs_to_it_however_common_its_words() -> None:
    rows = b"| Description | Amount |\n|---|---|\n| Final payment, website (50%) | $9,000.00 |\n"
    bill = read(b"INVOICE\n\nInvoice No: 7\n\n" + rows)
    parts = tuple(Part(name, 900_000) for name in ("Deposit", "Final Payment"))
    (match,) = matched(bill, parts)
    assert (match.part, match.sureness) == (parts[1], Sureness.SURE)


def test_a_number_amidst_other_particulars_is_found_and_not_sure() -> None:
    text = b"INVOICE\n\nPixel Works LLC Invoice No: PW-9 Invoice Date: May 20, 2026 Bill to: Acme\n\nTotal due: $5\n"
    told = read(text).number
    assert told is not None
    assert (told.value, told.sureness) == ("PW-9", Sureness.LIKELY)


@pytest.mark.parametrize(
    ("content", "asked"),
    [
        (b"Invoice no. 17 from Harbor Works LLC for website work in February: $900\n", 90_000),
        (b"Invoice 17\n\nHarbor Works LLC\n\nBill to: Hill Bakery Inc.\n\nDevelopment 12 x $75\n", 90_000),
        (b"INVOICE 17\n\nHarbor Works LLC\n\nWebsite development, 12 hours at $75/hour, $900\n", 90_000),
        (b"Invoice 17\n\nDesign in March at $25-$50 per hour: $400\n", 40_000),
    ],
)
def test_a_bill_of_one_line_without_a_total_is_read(content: bytes, asked: int) -> None:
    bill = read(content)
    assert (_value(bill.number), len(bill.lines), bill.asked_cents()) == ("17", 1, asked)


def test_of_several_sentences_with_sums_none_is_taken_for_the_bill() -> None:
    assert read(b"Invoice 17\n\nWe had agreed on $900 then.\n\nNow we ask for $700 please.\n").lines == ()


def test_who_is_to_read_it_is_no_part_of_the_name() -> None:
    bill = read(HOURS.replace(b"Bill To: Acme Outdoor Inc.", b"Bill To: Acme Outdoor Inc., Attn: Accounts Payable"))
    assert _value(bill.addressee) == "Acme Outdoor Inc."


def test_a_new_bank_is_word_of_other_bank_details() -> None:
    bill = read(HOURS + b"\nPlease note our new bank: Frost Bank, routing 114000093, account 8841 220 917.\n")
    assert bill.account_word is not None
    assert bill.account_word.value.startswith("Please note our new bank")


def test_the_firm_below_a_person_is_whom_a_bill_is_for() -> None:
    bill = read(b"INVOICE\n\nBill To:\nMarcia Bell\nBellweather Clinics PLLC\n77 Aspen Way\n\nTotal: $100.00\n")
    assert _value(bill.addressee) == "Bellweather Clinics PLLC"


def test_the_firm_above_an_attention_line_is_the_customer_and_no_sender() -> None:
    table = b"# TAX INVOICE\n\n| A | B |\n|---|---|\n| Keystone Corp | Quartz Software Ltd |\n"
    table += b"| Attention: Paul | Fen Court |\n"
    bill = read(table + b"\nTotal: $100.00\n")
    assert (_value(bill.addressee), _value(bill.sender)) == ("Keystone Corp", "Quartz Software Ltd")


def test_whom_a_cheque_is_to_be_made_out_to_asks_for_the_money() -> None:
    bill = read(b"INVOICE\n\nTwo Rivers\n\nTotal: $100.00\n\nMake all checks payable to Ryan Teller. Late fee 5%.\n")
    assert _value(bill.sender) == "Ryan Teller"


def test_the_firm_in_the_same_cell_below_a_person_is_whom_a_bill_is_for() -> None:
    cell = f"<w:tc>{p('TO')}</w:tc><w:tc>{p('Sam Pruitt')}{p('Piedmont Supply LLC')}</w:tc>"
    paid = p("Make all checks payable to Larkspur, Inc.")
    bill = read(docx(f"{p('INVOICE')}<w:tbl><w:tr>{cell}</w:tr></w:tbl>{p('Total: $100.00')}{paid}"))
    assert (_value(bill.addressee), _value(bill.sender)) == ("Piedmont Supply LLC", "Larkspur, Inc.")


def test_the_groups_of_a_known_iban_are_no_other_account_and_what_follows_it_is() -> None:
    known = "Bank: Barclays, SWIFT BARCGB22, IBAN GB29 NWBK 6016 1331 9268 19"
    bill = f"INVOICE\n\nInvoice No: 7\n\nTotal due: $500.00\n\n{known}"
    assert read(bill.encode()).elsewhere == ()
    assert len(read(bill.replace("9268 19", "9268 19 98765432100").encode()).elsewhere) == 1
