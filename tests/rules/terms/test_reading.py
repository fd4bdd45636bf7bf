"""What a contract says, each value with its words; what it does not say, leaves blank, or says twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from makegood.rules.documents.document import Document, Found, Passage, Standing, Sureness
from makegood.rules.documents.reading import read_paper
from makegood.rules.terms import reading
from makegood.rules.terms.reading import Terms, read_terms, values
from makegood.rules.terms.value import Value

CONTRACT = b"""# Software Development Agreement

This Agreement is entered into as of March 12, 2026 (the "Effective Date") by and between Acme Outdoor Inc., a
Colorado corporation with its principal place of business at 5 Hill Road, Denver, CO 80202 ("Client"), and
Northwind Studio LLC, a Texas limited liability company ("Developer").

## 1. Work and price

| Milestone | Due | Price |
|---|---|---|
| Design | April 15, 2026 | $8,000 |
| Catalog | June 1, 2026 | $22,000 |
| **Total** | | **$30,000** |

Additional work is billed at $120 per hour. Fees shall not exceed $36,000 in total and $15,000 in any calendar
month.

## 2. Payment

A deposit of 20% is due upon signing. Invoices are payable within thirty (30) days of receipt. Late payments
bear interest at 1.5% per month. Client retains ten percent (10%) of each payment as retainage until final
acceptance.

## 3. Acceptance

Client shall have ten (10) business days after delivery to review each milestone. A milestone is deemed
accepted if Client does not reject it within fifteen (15) business days.

## 4. Warranty

Developer warrants that the software will work as specified for a period of ninety (90) days after acceptance.

## 5. Term and termination

The initial term is twelve (12) months. Either party may terminate this Agreement for convenience upon thirty
(30) days' prior written notice. If a party breaches this Agreement and fails to cure within fifteen (15) days
of notice, the other may terminate it.

## 6. Liability

Neither party's total liability shall exceed the fees paid in the twelve (12) months before the claim.

## 7. General

All notices must be in writing and sent by certified mail or e-mail. This Agreement is governed by the laws of
the State of Colorado. The courts located in Denver County, Colorado have exclusive jurisdiction. Developer
provides maintenance for $500 per month after launch.

Project Manager: Mara Quinn
"""
EXPECTED = {
    "owner": ["Acme Outdoor Inc."],
    "partner": ["Northwind Studio LLC"],
    "effective": ["2026-03-12"],
    "parts": ["Design: $8,000", "Catalog: $22,000"],
    "total": ["$30,000"],
    "rates": ["$120 per hour"],
    "total_cap": ["$36,000"],
    "monthly_cap": ["$15,000"],
    "upfront": ["20 %"],
    "payment_days": ["30 days"],
    "late_fee": ["1.5 % per month"],
    "retainage": ["10 %"],
    "acceptance": ["10 business days"],
    "silence": ["15 business days"],
    "warranty": ["90 days"],
    "term": ["12 months"],
    "notice": ["30 days"],
    "cure": ["15 days"],
    "liability_cap": ["the fees of 12 months"],
    "notice_form": ["in writing, by e-mail, by certified or registered mail"],
    "law": ["Colorado"],
    "venue": ["Denver County, Colorado"],
    "maintenance": ["$500 per month"],
    "people": ["Mara Quinn"],
}


def read(text: bytes) -> Terms:
    return read_terms(read_paper(text))


@pytest.fixture(scope="module")
def terms() -> Terms:
    return read(CONTRACT)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_value_is_read_from_its_sentence(terms: Terms, name: str) -> None:
    assert [str(one.value) for one in terms.all(name)] == EXPECTED[name]


def test_what_is_not_there_is_named_as_not_found(terms: Terms) -> None:
    assert set(terms.missing) == set(values()) - set(EXPECTED) - {"account_change"}
    assert read(b"Dear Olivia, thank you for the talk of yesterday.").missing == tuple(
        name for name in values() if name != "account_change"
    )


def test_every_quote_is_cut_out_of_the_paper(terms: Terms) -> None:
    document = read_paper(CONTRACT)
    texts = [passage.text for passage in document.passages()]
    texts += [cell.text for table in document.tables() for row in table.rows for cell in row]
    quotes = [one.quote.text for name in EXPECTED for one in terms.all(name)]
    assert all(any(quote in text for text in texts) for quote in quotes)


def test_parties_come_with_state_and_address(terms: Terms) -> None:
    owner = terms.all("owner")[0].value
    assert (owner.state, owner.address) == ("Colorado", "5 Hill Road, Denver, CO 80202")
    assert terms.all("partner")[0].value.state == "Texas"
    assert terms.all("parts")[0].value.due == date(2026, 4, 15)


def test_words_and_figures_that_differ_are_a_question() -> None:
    questions = read(b"Invoices are payable within thirty (60) days of receipt of the invoice.").questions
    assert [question.sentence for question in questions] == [
        '"thirty (60) days" says 30 in words and 60 in figures. Which one counts?'
    ]


def test_two_days_for_one_thing_are_a_question_and_no_choice() -> None:
    told = read(
        b"1. Invoices are due within 30 days of receipt.\n\n2. Exhibit A: all invoices are payable within "
        b"45 days of receipt."
    )
    assert [str(one.value) for one in told.all("payment_days")] == ["30 days", "45 days"]
    assert told.one("payment_days") is None
    assert [question.about for question in told.questions] == ["payment_days"]


def test_a_blank_is_told_and_no_value() -> None:
    told = read(
        b"# Agreement\n\nPayment is due within [X] days of the invoice date. Made between [CLIENT NAME] "
        b'("Client") and [NAME] ("Developer").'
    )
    assert told.all("payment_days") == ()
    assert told.all("owner") == ()
    assert {blank.name for blank in told.blanks} >= {"payment_days", "owner", "partner"}


def test_what_was_struck_does_not_count() -> None:
    document = read_paper(b"Invoices are payable within 30 days of receipt.")
    struck = replace(document.blocks[0], standing=Standing.STRUCK) if isinstance(document.blocks[0], Passage) else None
    assert struck is not None
    assert read_terms(Document("docx", "", (struck,), "en", None)).all("payment_days") == ()


def test_a_company_is_the_owner_of_a_contractor_and_the_partner_of_a_customer() -> None:
    one = read(b'This Agreement is made between Acme Inc. ("Company") and Mara Quinn ("Contractor").')
    assert (str(one.all("owner")[0].value), str(one.all("partner")[0].value)) == ("Acme Inc.", "Mara Quinn")
    other = read(b'This Agreement is made between Acme Inc. ("Company") and Harbor LLC ("Customer").')
    assert (str(other.all("owner")[0].value), str(other.all("partner")[0].value)) == ("Harbor LLC", "Acme Inc.")


def test_what_is_said_twice_counts_by_its_surer_words(monkeypatch: pytest.MonkeyPatch) -> None:
    document = read_paper(b"It ends in May.\n\nThe end is May.", "paper.txt")
    first, second = (passage.cut(0, len(passage.text)) for passage in document.passages())
    told = (Found("May", first, Sureness.LIKELY, "may"), Found("May", second, Sureness.SURE, "may"))
    monkeypatch.setattr(reading, "values", lambda: {"ends": Value("ends", "end", lambda paper: told)})
    assert read_terms(document).all("ends") == told[1:]
