"""What an amendment tells of the paper before it, and partners whom no word names."""

from __future__ import annotations

import pytest

from makegood.rules.documents.reading import read_paper
from makegood.rules.terms.reading import read_terms

AMENDMENT = b"""# Amendment No. 1

This Amendment is made as of August 16, 2026 between Acme Inc. ("Client") and Harbor LLC ("Developer").

WHEREAS, the parties entered into that certain Master Agreement dated April 20, 2024 with a total price of $90,000
and payment Net 60;

Notwithstanding Section 3.2 of the Master Agreement (Net 60), all invoices are payable Net 30. The total price is
$120,000, which supersedes the prior total price of $90,000. Notwithstanding Section 4.4 of the Master Agreement
(180 days' notice), Client may terminate this Amendment upon ninety (90) days' written notice.
"""


def test_what_an_amendment_recites_of_the_paper_before_it_is_no_value_of_its_own() -> None:
    told = read_terms(read_paper(AMENDMENT))
    said = {name: [str(one.value) for one in told.all(name)] for name in ("effective", "total", "payment_days")}
    assert said == {"effective": ["2026-08-16"], "total": ["$120,000"], "payment_days": ["30 days"]}
    assert [str(one.value) for one in told.all("notice")] == ["90 days"]


@pytest.mark.parametrize(
    ("text", "side", "name"),
    [
        ("Between Helios Energy Solutions Inc and Customer effective January 1, 2024.", "partner", "Helios"),
        ("This is made by and between Client and others, by Oak Labs and Client.", "partner", "Oak Labs"),
        ("# Offer 2: CodeVision Technologies\n\nTotal: $9,000", "partner", "CodeVision"),
        (
            "Thank you for this proposal.\n\nSincerely yours,\n\nJ. Snyder\n\nManagement Advisors, Inc.",
            "partner",
            "Man",
        ),
        ("Between Acme Outdoor Inc. and Contractor it is agreed:", "owner", "Acme Outdoor"),
    ],
)
def test_a_partner_whom_no_word_names_is_found_beside_the_other_side(text: str, side: str, name: str) -> None:
    told = read_terms(read_paper(text.encode())).all(side)
    assert told
    assert str(told[0].value).startswith(name)


def test_who_is_named_elsewhere_is_not_named_here() -> None:
    paper = (
        b'This is between Harbor LLC ("Provider") and Customer identified on the applicable Order Form ("Customer").'
    )
    assert read_terms(read_paper(paper)).all("owner") == ()


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("Payment Schedule: 40% upfront, 60% after 1-month post-launch review", "parts", "40 %"),
        (
            "Total liability shall not exceed 125% of the fees paid in the 12 months before.",
            "liability_cap",
            "125 % of",
        ),
        ("Clients have net 15 business days to complete payment of an invoice.", "payment_days", "15 business days"),
        ("Payment of the invoice is expected. Payment is expected within fifteen days.", "payment_days", "15 days"),
        ("Monthly Retainer: $6,000/month", "rates", "$6,000 per month"),
        ("Total fee for the Services is ten thousand dollars ($10,000), invoiced monthly.", "total", "$10,000"),
        ("Disputes are heard by the High Court of Justice in England.", "venue", "England"),
        ("2 months post-launch bug fixes included", "warranty", "2 months"),
        ("40% is payable upon signature as a non-refundable deposit.", "upfront", "40 %"),
        ("The balance is payable within fourteen (14) days of final delivery.", "payment_days", "14 days"),
        ("Invoices are due within thirty (30) days.", "payment_days", "30 days"),
        ("The total fees will not be more than $50,000.", "total_cap", "$50,000"),
        ("Estimated Budget: Up to $60,000", "total_cap", "$60,000"),
        ("Engagement Period: 12 months", "term", "12 months"),
        ('Made on June 1, 2026 with Clear Sky (Pty) Ltd ("Consultant").', "partner", "Clear Sky (Pty) Ltd"),
        ("Client shall pay an annual subscription fee of $180,000.", "rates", "$180,000 per year"),
        ("Client pays a fixed fee of three thousand two hundred pounds (\u00a33,200).", "total", "GBP 3,200"),
    ],
)
def test_ways_of_saying_it(text: str, name: str, value: str) -> None:
    assert value in " ".join(str(one.value) for one in read_terms(read_paper(text.encode())).all(name))


def test_a_label_in_a_table_counts_beside_a_number() -> None:
    rows = b"| | | |\n|---|---|---|\n| 1. | Commencement Date | 20th Oct 2025 |\n| 2. | Initial Term | 3 months |\n"
    told = read_terms(read_paper(b"# Order\n\n" + rows))
    assert [str(one.value) for one in told.all("effective")] == ["2025-10-20"]
    assert [str(one.value) for one in told.all("term")] == ["3 months"]


def test_a_range_of_prices_is_no_price() -> None:
    table = b"| Phase | Fee |\n|---|---|\n| One | $2,500 - 3,000 |\n| Two | $1,500 |\n"
    assert [str(one.value) for one in read_terms(read_paper(table)).all("parts")] == ["Two: $1,500"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("More rounds cost $60 per hour, agreed in advance in writing.", "upfront"),
        ("Support is billed annually in advance (15% of the fee).", "upfront"),
        ("It describes the work of the Services Agreement dated January 15, 2025.", "effective"),
        ('**Client:** __________\n**Oak Labs Ltd** ("Oak")', "owner"),
        ("Where Client fails to give approvals within five (5) days, the schedule shall be extended.", "acceptance"),
    ],
)
def test_what_only_sounds_like_it(text: str, name: str) -> None:
    assert read_terms(read_paper(text.encode())).all(name) == ()


def test_the_name_before_what_a_person_does_and_a_side_with_its_own_short_name() -> None:
    told = read_terms(read_paper(b"**Freelancer:** Awais Kaleem, Software Developer, [Your Email]"))
    assert [str(one.value) for one in told.all("partner")] == ["Awais Kaleem"]
    text = b'Between:\n\nWahala Group, LLC ("Wahala")\n\nand Client. Wahala will work as Client asks; Client pays.'
    assert [str(one.value) for one in read_terms(read_paper(text)).all("partner")] == ["Wahala Group, LLC"]


def test_the_day_behind_the_name_of_a_part_is_no_name_and_a_company_is_no_person() -> None:
    told = read_terms(
        read_paper(
            b'# Contract\n\n**Between:** Dana Strong ("Developer")\n**And:** Bright Dental, LLC ("Client")\n\n'
            b"## 4. Payment Schedule\n\n- **50% Deposit:** $9,000 \xe2\x80\x94 Due before work begins\n"
            b"- **50% Final Payment:** $9,000 \xe2\x80\x94 Due upon project completion\n\n"
            b"## 5. Agreement\n\n**Client:**\n\nName: Bright Dental, LLC\n"
        )
    )
    assert [str(one.value) for one in told.all("parts")] == ["Deposit: $9,000", "Final Payment: $9,000"]
    assert not told.all("people")
