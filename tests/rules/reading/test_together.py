"""Papers that are given together are told apart, read, and held against each other."""

from __future__ import annotations

import json
from email.message import EmailMessage

import pytest

from makegood.rules.documents.reading import read_paper
from makegood.rules.reading.kinds import PaperKind, kind_of_paper
from makegood.rules.reading.record import reading_to_json
from makegood.rules.reading.telling import lines
from makegood.rules.reading.together import Reading, read_together

CONTRACT = b"""# Services Agreement

This Agreement is made as of January 5, 2026 between Acme Outdoor Inc. ("Client") and Northwind Studio LLC
("Developer").

| Milestone | Price |
|---|---|
| Milestone 1: Design | $8,000 |
| Milestone 2: Catalog | $22,000 |
| Total | $31,000 |

Invoices are payable within 30 days of receipt. The parties agree that this Agreement shall be governed by the
laws of the State of Colorado. Either party may terminate it upon 30 days written notice and shall indemnify
the other.
"""
PROPOSAL = b"""# Proposal for a shop

Prepared for: Acme Outdoor

Prepared by: Northwind Studio

The total price is $28,000. Invoices are due within 15 days of receipt.
"""
AMENDMENT = b"""# Amendment 1

This Amendment to the Services Agreement is effective as of March 1, 2026 between Acme Outdoor Inc. ("Client")
and Northwind Studio LLC ("Developer"). Invoices are payable within 45 days of receipt.
"""
BILL = b"""Northwind Studio LLC

INVOICE

Invoice No: NW-7
Date: March 31, 2026
Due Date: April 10, 2026
Bill To: Acme Outdoor Inc.

Description                 Amount
Milestone 1: Design         $9,000.00

Total due                   $9,000.00
"""
BANK = b"""Date,Description,Debit,Credit,Balance
04/05/2026,WIRE OUT NORTHWIND STUDIO NW-7,9000.00,,41000.00
04/20/2026,POWER COMPANY,120.00,,40880.00
"""


@pytest.fixture(scope="module")
def reading() -> Reading:
    files = {"contract.md": CONTRACT, "proposal.md": PROPOSAL, "bill.txt": BILL, "bank.csv": BANK}
    return read_together([(name, read_paper(content, name)) for name, content in files.items()])


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (CONTRACT, PaperKind.CONTRACT),
        (PROPOSAL, PaperKind.PROPOSAL),
        (AMENDMENT, PaperKind.AMENDMENT),
        (BILL, PaperKind.BILL),
        (BANK, PaperKind.EXPORT),
        (b"INVOICE,\nFrom,Northwind\nBill To,Acme\nNumber,NW-7\nDay,Task,Line total\n2026-03-02,Cart,$100.00\n"
         b"2026-03-03,Search,$200.00\n2026-03-04,Mail,$50.00\nTOTAL,,$350.00\n", PaperKind.BILL),
        (b"PURCHASE ORDER\n\nPO number: 4711\n\nVendor: Northwind\n", PaperKind.ORDER),
        (b"CREDIT NOTE\n\nNumber: C-1\n\nTotal: $500.00\n", PaperKind.CREDIT),
        (b"From: Pat <pat@p.test>\nTo: o@a.test\nSubject: Next week\n\nSee you on Monday.\n", PaperKind.MAIL),
        (b"From: Pat <pat@p.test>\nTo: o@a.test\nSubject: Bill NW-3\n\nIt hangs on this mail.\n", PaperKind.MAIL),
        (b"Minutes of the meeting of Monday.\n\nEverybody was there.\n", PaperKind.OTHER),
    ],
)  # fmt: skip
def test_a_paper_is_told_by_its_words(content: bytes, kind: PaperKind) -> None:
    assert kind_of_paper(read_paper(content)) is kind


def test_the_bill_is_held_against_the_contract(reading: Reading) -> None:
    told = {doubt.fault: doubt.cents for paper in reading.papers if paper.audit for doubt in paper.audit.doubts}
    assert told == {"above_part": 100_000, "short_term": None}
    assert reading.is_doubted


def test_contradictions_between_and_within_papers_are_questions(reading: Reading) -> None:
    told = [(question.about, question.sentence) for question in reading.questions]
    assert ("total", "contract.md: the parts add up to $30,000, the total says $31,000. Which one counts?") in told
    assert any(about == "total" and "proposal.md says $28,000" in sentence for about, sentence in told)
    assert any(about == "payment_days" and "The contract counts" in sentence for about, sentence in told)
    assert not any(about in ("owner", "partner") for about, _ in told)


def test_an_amendment_counts_before_the_contract_when_it_was_signed() -> None:
    told = read_together([("c.md", read_paper(CONTRACT)), ("a.md", read_paper(AMENDMENT))])
    assert str(told.agreed.payment_days) == "45 days"
    assert any("The amendment counts if both sides signed it" in question.sentence for question in told.questions)


def test_payments_settle_the_bills(reading: Reading) -> None:
    assert [(one.paid_cents, one.open_cents) for one in reading.settled] == [(900_000, 0)]
    assert reading.unbilled == ()


def test_an_attachment_of_a_mail_is_a_paper_of_its_own() -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "pat@p.test", "o@a.test", "March"
    mail.set_content("Hello Olivia, the bill is attached.")
    mail.add_attachment(BILL, maintype="text", subtype="plain", filename="bill.txt")
    told = read_together([("mail.eml", read_paper(mail.as_bytes()))])
    assert [(paper.part, paper.kind) for paper in told.papers] == [(None, PaperKind.MAIL), ("bill.txt", PaperKind.BILL)]


def test_the_record_is_json_with_literal_quotes(reading: Reading) -> None:
    told = json.loads(json.dumps(reading_to_json(reading, {"x.bin": "It is no paper."})))
    assert told["schema"] == "makegood.reading/1"
    assert told["unread"] == [{"file": "x.bin", "because": "It is no paper."}]
    days = told["papers"][0]["values"]["payment_days"][0]
    assert (days["said"], days["value"]["count"]) == ("30 days", 30)
    assert days["quote"]["text"] in CONTRACT.decode()
    assert told["papers"][2]["bill"]["total"]["value"] == 900_000


def test_the_report_says_what_speaks_against_the_bill_in_short_lines(reading: Reading) -> None:
    told = list(lines(reading, {}))
    assert "  Before you pay:" in told
    assert "above its price" in " ".join(" ".join(told).split())
    assert max(map(len, told)) <= 102


def test_a_proposal_whose_title_is_a_picture_is_known_by_what_proposals_say() -> None:
    said = "Prepared for Acme Outdoor\n\nPrepared by Northwind\n\nOur approach\n\nInvestment: $9,000\n"
    assert kind_of_paper(read_paper(said.encode())) is PaperKind.PROPOSAL


def test_parts_of_an_offer_count_only_where_no_contract_prices_any() -> None:
    offer = b"# Proposal\n\n| Phase | Price |\n|---|---|\n| Discovery | $4,000 |\n| Build | $24,000 |\n"
    order = b"# Statement of Work 2\n\n| Milestone | Price |\n|---|---|\n| Reports | $6,000 |\n"
    papers = {"offer.md": offer, "order.md": order, "contract.md": CONTRACT}
    read = {name: (name, read_paper(content)) for name, content in papers.items()}
    alone = read_together([read["offer.md"]]).agreed
    assert [part.name for part in alone.parts] == ["Discovery", "Build"]
    all_three = read_together(list(read.values())).agreed
    assert {part.name for part in all_three.parts} == {"Milestone 1: Design", "Milestone 2: Catalog", "Reports"}


def test_a_mail_that_brings_its_bill_as_a_file_asks_for_nothing_of_its_own() -> None:
    bill = b"INVOICE\n\nInvoice No: 7\n\nDevelopment    $500.00\n\nTotal due: $500.00\n"
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@x.test", "b@x.test", "Invoice 7 from Northwind"
    message.set_content("Your invoice is ready!\n\nBALANCE DUE $500.00\n\nInvoice number 7\n")
    alone = read_together([("a.eml", read_paper(bytes(message)))])
    assert [paper.kind for paper in alone.papers] == [PaperKind.BILL]
    message.add_attachment(bill, maintype="text", subtype="plain", filename="bill.txt")
    both = read_together([("a.eml", read_paper(bytes(message)))])
    assert [(paper.part, paper.kind) for paper in both.papers] == [(None, PaperKind.MAIL), ("bill.txt", PaperKind.BILL)]
