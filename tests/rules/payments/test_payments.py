"""What was really paid, from exports of banks, cards and books; to the partner; for which bill."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from makegood.rules.bills.bill import Bill, Line
from makegood.rules.documents.document import Found, Passage, Place, Sureness
from makegood.rules.documents.reading import read_paper
from makegood.rules.payments.matching import duplicates, settled, to_partner
from makegood.rules.payments.payment import Export, Kind
from makegood.rules.payments.reading import read_export
from makegood.rules.reading.kinds import PaperKind, kind_of_paper

BANK = b"""Date,Description,Debit,Credit,Balance
01/15/2026,WIRE OUT NORTHWIND STUDIO LLC INV NW-1,5000.00,,15000.00
01/20/2026,ONLINE TRANSFER TO SAVINGS,2000.00,,13000.00
02/17/2026,ACH NORTHWIND STUDIO,4800.00,,8200.00
02/18/2026,WIRE FEE,25.00,,8175.00
02/19/2026,ACH NORTHWIND STUDIO,4800.00,,3375.00
03/02/2026,NORTHWIND STUDIO REFUND,,4800.00,8175.00
"""
CARD = b"""Transaction Date,Post Date,Description,Category,Type,Amount
03/25/2026,03/26/2026,NORTHWINDSTUDIO.COM,Services,Sale,-499.00
03/28/2026,03/29/2026,COFFEE HOUSE,Food,Sale,-8.75
04/02/2026,04/03/2026,Payment Thank You,,Payment,507.75
"""
BOOKS = b"""Date,Transaction Type,Num,Vendor,Memo,Amount
1/15/2026,Bill,NW-1,Northwind Studio LLC,Design,"5,000.00"
1/31/2026,Bill Payment (Check),1042,Northwind Studio LLC,NW-1,"5,000.00"
2/3/2026,Expense,,Papaya Labs,Logo,300.00
"""
GERMAN = b"""Buchungstag;Empfaenger;Verwendungszweck;Betrag;Saldo
31.01.2026;Codeworks GmbH;Rechnung 17;-1.250,00;8.750,00
13.02.2026;Codeworks GmbH;Rechnung 18;-2.000,50;6.749,50
"""
BARE = b"""2026-01-15,Northwind Studio,-5000.00,15000.00
2026-01-20,Power company,-120.00,14880.00
2026-02-17,Northwind Studio,-4800.00,10080.00
2026-02-20,Customer payment,900.00,10980.00
"""


def read(content: bytes) -> Export:
    return read_export(read_paper(content))


def told(export: Export) -> list[tuple[str, int, str]]:
    return [(one.day.isoformat(), one.cents, one.kind.value) for one in export.payments]


ON_CARD = [("2026-03-25", 49_900, "paid"), ("2026-03-28", 875, "paid"), ("2026-04-02", 50_775, "transfer")]
IN_BOOKS = [("2026-01-31", 500_000, "paid"), ("2026-02-03", 30_000, "paid")]
IN_GERMANY = [("2026-01-31", 125_000, "paid"), ("2026-02-13", 200_050, "paid")]
WITHOUT_HEAD = [
    ("2026-01-15", 500_000, "paid"), ("2026-01-20", 12_000, "paid"), ("2026-02-17", 480_000, "paid"),
    ("2026-02-20", 90_000, "received"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "source", "expected"),
    [
        (CARD, "card", ON_CARD),
        (BOOKS, "quickbooks", IN_BOOKS),
        (GERMAN, "bank", IN_GERMANY),
        (BARE, "bank", WITHOUT_HEAD),
    ],
)
def test_exports_are_read_by_what_stands_in_them(
    content: bytes, source: str, expected: list[tuple[str, int, str]]
) -> None:
    export = read(content)
    assert told(export) == expected
    assert export.source == source
    assert export.questions == ()


def test_transfers_fees_and_refunds_are_told_apart() -> None:
    kinds = [one.kind for one in read(BANK).payments]
    assert kinds == [Kind.PAID, Kind.TRANSFER, Kind.PAID, Kind.FEE, Kind.PAID, Kind.RECEIVED]


def test_an_unknown_column_is_a_question_with_rows_and_no_failure() -> None:
    export = read(
        b"When,A,B,Words\n2026-01-15,12.50,8.00,Northwind\n2026-01-16,11.00,4.00,Papaya\n2026-01-19,9.00,7.00,Papaya\n"
    )
    assert export.payments == ()
    assert "which column" in export.questions[0].sentence
    assert "2026-01-15 | 12.50 | 8.00 | Northwind" in export.questions[0].sentence
    assert read(b"a,b,c\nx,y,z\nu,v,w\n").questions[0].about == "columns"


def test_days_that_could_be_read_both_ways_are_a_question() -> None:
    export = read(b"Date,Payee,Amount\n03/04/2026,Northwind,-10.00\n05/04/2026,Papaya,-11.00\n")
    assert any("month or the day first" in question.sentence for question in export.questions)


def test_rows_to_the_partner_say_why() -> None:
    found = to_partner(read(BANK).payments, ["Northwind Studio, Inc."])
    assert [one.payment.cents for one in found] == [500_000, 480_000, 480_000, 480_000]
    assert {one.sureness for one in found} == {Sureness.SURE}
    joined = to_partner(read(CARD).payments, ["Northwind Studio LLC"])
    assert [(one.payment.cents, one.sureness) for one in joined] == [(49_900, Sureness.LIKELY)]
    assert to_partner(read(BOOKS).payments, ["Lantern Digital"]) == ()


def test_the_same_sum_twice_within_days_is_told() -> None:
    pairs = duplicates(to_partner(read(BANK).payments, ["Northwind Studio"]))
    assert [(one.payment.day, other.payment.day) for one, other in pairs] == [(date(2026, 2, 17), date(2026, 2, 19))]


QUOTE = Passage("as it stands", Place(paragraph=1)).cut(0, 5)


def bill(number: str, cents: int, day: date) -> Bill:
    line = Line(1, "Work", QUOTE, cents)
    return Bill((line,), number=Found(number, QUOTE, Sureness.SURE, "t"), issued=Found(day, QUOTE, Sureness.SURE, "t"))


def test_a_bill_is_settled_by_its_number_else_by_the_same_sum() -> None:
    bills = [
        bill("NW-1", 500_000, date(2026, 1, 2)),
        bill("NW-2", 480_000, date(2026, 2, 1)),
        bill("NW-3", 70_000, date(2026, 2, 1)),
    ]
    done, free = settled(bills, to_partner(read(BANK).payments, ["Northwind Studio"]))
    assert [(one.paid_cents, one.open_cents, one.sureness) for one in done] == [
        (500_000, 0, Sureness.SURE),
        (480_000, 0, Sureness.LIKELY),
        (0, 70_000, Sureness.UNSURE),
    ]
    assert [one.payment.kind for one in free] == [Kind.PAID, Kind.RECEIVED]


def test_one_payment_may_settle_two_bills() -> None:
    bills = [bill("A-1", 300_000, date(2026, 1, 2)), bill("A-2", 200_000, date(2026, 1, 5))]
    done, free = settled(bills, to_partner(read(BANK).payments, ["Northwind Studio"]))
    assert [one.open_cents for one in done] == [0, 0]
    assert len(free) == 3


def test_a_part_payment_leaves_the_rest_open() -> None:
    paid = [
        replace(one.payment, memo="NW-7 part 1") for one in to_partner(read(BANK).payments, ["Northwind Studio"])[:1]
    ]
    done, _ = settled([bill("NW-7", 900_000, date(2026, 1, 2))], to_partner(paid, ["Northwind Studio"]))
    assert done[0].open_cents == 400_000


def _moved(content: str) -> list[tuple[int, Kind]]:
    return [(one.cents, one.kind) for one in read_export(read_paper(content.encode())).payments]


def test_on_a_card_that_writes_charges_without_a_sign_its_holders_payments_are_below_zero() -> None:
    rows = "Date,Description,Card Member,Amount\n11/12/2026,NORTHWIND STUDIO,O GRANT,8000.00\n"
    paid = "11/05/2026,ONLINE PAYMENT - THANK YOU,O GRANT,-6120.11\n"
    back = "11/06/2026,HOTEL REFUND,O GRANT,-90.00\n10/28/2026,HOSTING,O GRANT,612.40\n"
    assert _moved(rows + paid + back) == [
        (800000, Kind.PAID), (612011, Kind.TRANSFER), (9000, Kind.RECEIVED), (61240, Kind.PAID)
    ]  # fmt: skip
    assert _moved(CARD.decode())[0] == (49900, Kind.PAID)


def test_a_payment_that_failed_or_is_pending_was_not_made() -> None:
    rows = "Date,Description,Amount,Status\n11/16/2026,Northwind,-380.00,Sent\n11/15/2026,Northwind,-50.00,{}\n"
    for state in ("Failed", "Pending", "Cancelled"):
        assert _moved(rows.format(state)) == [(38000, Kind.PAID)]
    assert len(_moved(rows.format("Completed"))) == 2


def test_a_list_of_bill_payments_is_an_export_and_no_bill() -> None:
    rows = "Acme\nBill Payment List\n\nDate,Num,Vendor,Amount\nChecking,,,\n11/16/2026,1187,Northwind,-38.00\n"
    read = read_paper(f"{rows}06/12/2026,1043,Northwind,-38.00\nTotal for Checking,,,$-76.00\n".encode())
    assert kind_of_paper(read) is PaperKind.EXPORT
    assert [one.cents for one in read_export(read).payments] == [3800, 3800]
