"""What first looks at unseen papers taught: who a side is, which prices are none, what a rule must not be sure of."""

from __future__ import annotations

import pytest

from makegood.rules.documents.document import Sureness
from makegood.rules.documents.reading import read_paper
from makegood.rules.terms.reading import Terms, read_terms


def terms(text: str) -> Terms:
    return read_terms(read_paper(text.encode(), "paper.md"))


def said(text: str, name: str) -> list[str]:
    return [str(one.value) for one in terms(text).all(name)]


def unsure(text: str, name: str) -> list[str]:
    return [str(one.value) for one in terms(text).found[name] if one.sureness is Sureness.UNSURE]


@pytest.mark.parametrize(
    ("text", "owner", "partner"),
    [
        (
            "# Maintenance Agreement\n\nThis Agreement is between Harbor Works Inc. (“HARBOR”) and Quill Foods "
                "LLC (“QUILL”)."
            "\n\nHARBOR shall maintain the program. HARBOR will correct errors. QUILL shall pay HARBOR each "
                "month. QUILL will "
            "pay for travel.",
            ["Quill Foods LLC"],
            ["Harbor Works Inc."],
        ),
        (
            "# Quotation\n\n## Contractor Details\n\n| | |\n|---|---|\n| **Name** | Ann Lee |\n| **Role** | "
                "Developer |\n\n"
            "## Client Details\n\n| | |\n|---|---|\n| **Company** | Hill Bakery |\n| **Office** | 5 Hill Road |\n",
            ["Hill Bakery"],
            ["Ann Lee"],
        ),
        ("# Website Proposal\n\n## Prepared For\n\nHill Bakery\n\n## Goal\n\nMore orders.", ["Hill Bakery"], []),
        (
            "# Agreement\n\n**Between:**\n\n**HARBOR WORKS**  \n[Address]  \nOslo  \n(Hereafter referred to as "
                "\"Developer\")\n\n"
            "**And**\n\n**HILL BAKERY**  \nBergen  \n(Hereafter referred to as \"Client\")\n",
            ["HILL BAKERY"],
            ["HARBOR WORKS"],
        ),
        (
            "# Proposal for a site\n\n**To**: Hill Bakery\n\n**From**: Ann Lee\n\nI would be glad to build it.",
            ["Hill Bakery"],
            ["Ann Lee"],
        ),
        (
            "# Terms\n\nAnn Lee is a contractor providing development services to Bob Ray.",
            ["Bob Ray"],
            ["Ann Lee"],
        ),
        ("# Contract\n\nYou, Bob Ray, are hiring Ann Lee to build a site.", ["Bob Ray"], ["Ann Lee"]),
        (
            "# Agreement\n\nThis Agreement is between Hill Bakery Inc. (\"Company\") and the contractor named "
                "below.\n\n"
            "Contractor shall perform the work. Contractor will invoice monthly. Contractor may use its own tools.",
            ["Hill Bakery Inc."],
            [],
        ),
    ],
)  # fmt: skip
def test_a_side_that_no_role_names_is_told_by_its_place_or_its_deeds(
    text: str, owner: list[str], partner: list[str]
) -> None:
    assert (said(text, "owner"), said(text, "partner")) == (owner, partner)


def test_a_field_of_a_table_is_no_heading_of_what_is_below() -> None:
    text = "# Quote\n\n| | |\n|---|---|\n| **Company** | Hill Bakery |\n| **Industry** | Food |\n"
    assert "Industry" not in said(text, "owner") + said(text, "partner")


COSTS = "# Offer\n\n## 4. {heading}\n\n| Item | Cost |\n|---|---|\n| Cloud database | $70 |\n| Mail service | $20 |\n"


@pytest.mark.parametrize(
    "heading",
    ["Third-Party Services", "Monthly Operating Costs", "Market Price", "Not Included", "Example", "Client Expenses"],
)
def test_a_price_that_is_nobodys_here_is_no_part(heading: str) -> None:
    found = terms(COSTS.format(heading=heading)).found
    assert (found["parts"], found["total"]) == ((), ())


@pytest.mark.parametrize("heading", ["Option B", "Optional Add-Ons", "Pricing Packages", "Premium Package"])
def test_a_price_to_choose_is_told_and_not_counted(heading: str) -> None:
    text = COSTS.format(heading=heading)
    assert said(text, "parts") == []
    assert unsure(text, "parts") == ["Cloud database: $70", "Mail service: $20"]
    assert "parts" not in terms(text).missing


def test_the_option_that_is_recommended_counts() -> None:
    assert said(COSTS.format(heading="Option 2 (Recommended)"), "parts")
    assert not said(COSTS.format(heading="Option 2 (Not Recommended)"), "parts")


def test_a_price_takes_the_currency_of_its_column_or_of_the_paper() -> None:
    table = (
        "# Quote\n\n| Item | Amount (KES) |\n|---|---|\n| Design | 5,000.00 |\n| Build | K 6,000.00 |\n| "
        "**Total** | K 11,000.00 |\n"
    )
    assert said(table, "parts") == ["Design: KES 5,000", "Build: KES 6,000"]
    assert said(table, "total") == ["KES 11,000"]
    paper = "# Quote\n\nAll prices are in euros (EUR).\n\n| Item | Price |\n|---|---|\n| Design | 5,000 |\n"
    assert said(paper, "parts") == ["Design: EUR 5,000"]


def test_items_whose_shares_make_up_the_whole_are_a_schedule() -> None:
    text = (
        "# SOW\n\n## Payment terms\n\n- **25% ($3,000)** - Upon approval of this SOW\n- **25% ($3,000)** - Week 1 "
        "checkpoint\n"
        "- **Balance:** the remaining 50% is due at launch\n"
    )
    assert said(text, "parts") == [
        "Upon approval of this SOW: $3,000",
        "Week 1 checkpoint: $3,000",
        "Balance: 50 %",
    ]
    assert said("# Plan\n\n## Effort\n\n- Custom development: 80%\n- Cloud: 20%\n", "parts") == []


def test_a_range_is_no_price_cap_or_rate() -> None:
    text = "# Offer\n\nThe total price is $10,000 - $15,000. Changes cost $50-$75 per hour. Total cost: $18-25."
    found = terms(text).found
    assert (found["total"], found["rates"]) == ((), ())


def test_hours_at_a_rate_come_to_a_total_and_an_example_to_none() -> None:
    assert said("# SOW\n\nDevelopment: 80 hours @ $150/hour = **$12,000**", "total") == ["$12,000"]
    assert said("# SOW\n\nExample: 16 hours x $25 = $400", "total") == []


def test_a_rate_that_may_come_and_a_cap_on_each_piece_are_not_sure() -> None:
    assert unsure("# Work\n\nAfter 3 sprints: rate review to $30 per hour.", "rates") == ["$30 per hour"]
    assert unsure("# Work\n\nEach sprint is capped at $400.", "total_cap") == ["$400"]


def test_a_recital_agrees_nothing() -> None:
    text = (
        "# Agreement\n\nWHEREAS, the previous agreement expired on May 28, 2016; and\n\nThis Agreement ends on "
        "June 1, 2027."
    )
    assert said(text, "ends") == ["2027-06-01"]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Invoices are due within [30] days of receipt.", "payment_days", "30 days"),
        ("Late payments incur a [1.5%]/month late fee.", "late_fee", "1.5 % per month"),
        ("**Arbitration**: Colorado for technical disputes only", "venue", "Colorado"),
        ("Any disputes shall be resolved by proceedings in the state of New York.", "venue", "New York"),
        ("The Company shall make a cash pre-payment of $150,000.", "upfront", "$150,000"),
        ("The system fee of $3,000 is due upon signing.", "upfront", "$3,000"),
        ("**25% ($2,500)** - Upon project kickoff", "upfront", "25 %"),
        ("The total price for the system, with training, is:\n\n**USD $12,000.00**", "total", "$12,000"),
        ("**Expected Completion:** May 10, 2026", "ends", "2026-05-10"),
        ("**Duration**: 12 months from the Effective Date", "term", "12 months"),
    ],
)
def test_a_value_is_read_where_it_stands_otherwise(text: str, name: str, expected: str) -> None:
    assert said(f"# Agreement\n\n{text}\n", name) == [expected]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("This quotation is valid for 30 days from its date.", "term"),
        ("Provider shall notify Customer of a confirmed security incident within 72 hours.", "acceptance"),
        ("Arbitration: Available for small claims", "venue"),
        ("Your savings: $98,000 (83% vs market), with a moderate upfront payment", "upfront"),
    ],
)
def test_what_only_looks_like_a_value_is_none(text: str, name: str) -> None:
    assert terms(f"# Agreement\n\n{text}\n").found[name] == ()


def test_a_warranty_section_holds_other_spans() -> None:
    text = (
        "# Offer\n\n## Guarantee\n\n- 30-day backup retention\n- Response: 1 week\n- Bugs found within 90 days "
        "are fixed at no cost\n"
    )
    assert said(text, "warranty") == ["90 days"]


def test_lines_of_a_price_list_are_parts_and_one_alone_only_where_it_is_a_fee_paid_once() -> None:
    listed = (
        "# Quote\n\n## Prices\n\n- Design: $500\n- Build and test: $2,000 (one-time)\n- Hosting care: $40 per month\n"
    )
    assert said(listed, "parts") == ["Design: $500", "Build and test: $2,000"]
    assert said("# Quote\n\n## Prices\n\nSetup Fee: $5,000 (one-time)\n", "parts") == ["Setup Fee: $5,000"]
    assert said("# Quote\n\n## Prices\n\nNumber of pages we looked at: $5\n", "parts") == []
    assert said("# Contract\n\n**Allowances included in the price:**\n\n- Lamps: $500\n- Doors: $900\n", "parts") == []


@pytest.mark.parametrize(
    "text",
    [
        "## Recommended Fixed Quote\n\n**GH₵55,000**\n",
        "Grand Total Amount\n\nGH₵55,000\n",
        "| Item | Amount (GHS) |\n|---|---|\n| App | 55,000 |\n| **Total Payable** | **55,000** |\n",
    ],
)
def test_a_total_stands_below_or_beside_its_name(text: str) -> None:
    assert said(f"# Quote\n\n{text}", "total") == ["GHS 55,000"]


def test_a_column_of_hours_holds_no_total() -> None:
    text = "# Quote\n\nWe bill in $.\n\n| Item | Hours |\n|---|---|\n| App | 571 |\n| **Total** | **571** |\n"
    assert said(text, "total") == []


def test_a_sum_for_what_may_come_is_no_total() -> None:
    text = "# Agreement\n\nThe buyer will have the right to purchase a license copy in the amount of $15,000."
    assert said(text, "total") == []


def test_sides_are_read_from_labels_in_one_line_and_from_who_pays_whom() -> None:
    text = "# Agreement\n\nDeveloper: Ann Lee, Lee Works (lee.example) Client: Bob Ray Date: March 2026\n"
    assert (said(text, "owner"), said(text, "partner")) == (["Bob Ray"], ["Ann Lee, Lee Works"])
    text = "# Hosting\n\nHill Bakery Inc. agrees to pay Harborworks $5 per access."
    assert (said(text, "owner"), said(text, "partner")) == (["Hill Bakery Inc."], ["Harborworks"])


def test_a_row_about_users_of_the_program_names_no_side() -> None:
    text = "# Offer\n\n| Role | Purpose |\n|---|---|\n| **Customer** | Browse designs, request quotes, view bills |\n"
    assert said(text, "owner") == []


def test_a_liability_up_to_the_fee_of_the_chosen_option_is_the_fees_paid() -> None:
    text = "# Terms\n\nOur total liability shall not exceed the development fee paid (per option: $15,000 or $20,000)."
    assert said(text, "liability_cap") == ["the fees paid"]


def test_a_side_named_only_where_it_signs_or_can_be_reached_is_read() -> None:
    filler = "\n\n".join(f"Line {number} of the scope." for number in range(70))
    text = f"# Quotation\n\n{filler}\n\n## Contact Information\n\n**Developer:** Ann Lee\n"
    assert said(text, "partner") == ["Ann Lee"]
    assert said(text.replace("Contact Information", "Examples"), "partner") == []


def test_a_talk_in_a_paper_names_no_side() -> None:
    talk = "Customer: Hello\n\nBot: Welcome\n\nCustomer: Timing?\n\nCustomer: Oslo, Norway\n\nCustomer: Thanks\n"
    assert said(f"# Offer\n\n{talk}", "owner") == []


def test_the_contractor_of_a_subcontractor_pays_also_where_the_other_is_blank() -> None:
    text = (
        '# Subcontract\n\n**GENERAL CONTRACTOR:** Hill Builders LLC ("Contractor")\n**SUBCONTRACTOR:** [Name] '
        '("Subcontractor")\n\nSubcontractor shall furnish labor. Subcontractor shall work. Subcontractor may not '
        "assign. Contractor may terminate upon five (5) days written notice to Subcontractor."
    )
    assert said(text, "owner") == ["Hill Builders LLC"]
    assert said(text, "partner") == []
    assert said(text, "notice") == ["5 days"]


def test_the_first_row_of_a_schedule_is_paid_before_work_begins() -> None:
    text = (
        "# Quote\n\n| Payment | When due | Amount (AED) |\n|---|---|---|\n| Kickoff deposit | Upon signing agreement | "
        "20,100 (30%) |\n| Final delivery | App is live | 46,900 (70%) |\n"
    )
    assert said(text, "upfront") == ["30 %"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ann Lee · 18 May 2026 · Valid for 30 days", "term"),
        ("Optional Monthly Retainer: $300 per month of ten hours", "rates"),
        ("Notice Requirement. Seller must provide written notice within 24 hours of discovering it.", "notice_form"),
        ("After three sprints the rate goes to $30/hr. After six sprints: $35/hr", "parts"),
    ],
)
def test_what_first_looks_took_for_a_value_is_none(text: str, name: str) -> None:
    assert said(f"# Agreement\n\n{text}\n", name) == []


def test_the_agreement_date_is_the_day_it_counts_from() -> None:
    assert said("# Agreement\n\n**Agreement Date:** October 7, 2025\n", "effective") == ["2025-10-07"]


def test_undisputed_amounts_are_what_a_bill_asks_for() -> None:
    assert said("Undisputed amounts are payable within thirty (30) days after receipt.", "payment_days") == ["30 days"]


def test_an_account_that_users_make_is_no_word_of_other_bank_details() -> None:
    assert said("This will prompt the user to either log in or sign up for a new account.", "account_change") == []
    assert len(said("Please note our new bank: Frost Bank.", "account_change")) == 1
