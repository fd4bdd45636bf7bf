"""What rounds 17 and 18 of papers taught: ranges of shares, periods told before, sides by a word of their own."""

from __future__ import annotations

import pytest

from makegood.rules.documents.reading import read_paper
from makegood.rules.figures.ranges import firm_shares
from makegood.rules.terms.reading import Terms, read_terms


def terms(text: str) -> Terms:
    return read_terms(read_paper(text.encode(), "paper.md"))


def said(text: str, name: str) -> list[str]:
    return [str(one.value) for one in terms(text).all(name)]


@pytest.mark.parametrize(
    ("text", "rates"),
    [
        ("25-40% on acceptance", []),
        ("30% to 40% at the end", []),
        ("issues above >50%", []),
        ("40% first and 60% last", [4_000, 6_000]),
        ("Design - 20%", [2_000]),
    ],
)
def test_an_end_of_a_range_is_no_share(text: str, rates: list[int]) -> None:
    assert [one.rate for one in firm_shares(text)] == rates


def test_a_deposit_between_two_shares_is_none() -> None:
    assert said("# Offer\n\n## Payment\n\nUpfront: 25-40% on acceptance.\n", "upfront") == []


@pytest.mark.parametrize(
    "text",
    [
        "Vendor may suspend the work, without liability, when fees are unpaid for more than ten days.",
        "For Excluded Claims, the liability of a party shall not exceed five times the fees paid.",
    ],
)
def test_no_liability_and_excluded_claims_are_no_limit(text: str) -> None:
    assert said(f"# Agreement\n\n## Fees\n\n{text}\n", "liability_cap") == []


def test_a_milestone_is_called_by_what_stands_before_its_colon() -> None:
    text = (
        "# Order\n\n## Payment milestones\n\n- (a) **Milestone 1 – Start of the Work:** 20% of fixed fees upon "
        "signing;\n"
        "- (b) **Milestone 2 – Go-Live:** 80% upon the go-live.\n"
    )
    assert said(text, "parts") == ["Milestone 1 – Start of the Work: 20 %", "Milestone 2 – Go-Live: 80 %"]


def test_an_item_with_monthly_bills_is_one_of_a_schedule_that_makes_up_the_whole() -> None:
    text = (
        "# Agreement\n\nThe price is payable in accordance with the following schedule:\n\n"
        "- 10% of the Contract Value upon execution;\n- 60% of the Contract Value based on monthly bills;\n"
        "- 30% of the Contract Value upon completion.\n"
    )
    assert [one.value.share for one in terms(text).all("parts")] == [1_000, 6_000, 3_000]


def test_such_a_period_is_as_long_as_the_paragraph_before_says() -> None:
    text = (
        "# Agreement\n\n## Acceptance\n\nClient shall have fifteen (15) business days to review a deliverable.\n\n"
        "If Client fails to give notice within such review period, the deliverable shall be deemed accepted.\n"
    )
    assert said(text, "silence") == ["15 business days"]


def test_of_two_sides_one_may_have_a_word_of_its_own() -> None:
    text = "# Agreement\n\nBetween Halden Foods (Client) and Bo Ray (Pentester)\n"
    assert (said(text, "owner"), said(text, "partner")) == (["Halden Foods"], ["Bo Ray"])


def test_a_day_in_a_line_of_its_own_begins_it_wherever_it_stands() -> None:
    text = "# Agreement\n\n" + "Words.\n\n" * 45 + "Start Date: 10 March 2025\n"
    assert said(text, "effective") == ["2025-03-10"]


def test_a_cell_that_tells_a_story_has_no_price() -> None:
    text = (
        "# Estimate\n\n| Item | Cost |\n|---|---|\n| Site | $500 |\n| Shop | $700 |\n"
        "| Gateway | Setup about $100 plus half a share of each order as the bank asks |\n"
    )
    assert said(text, "parts") == ["Site: $500", "Shop: $700"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "acceptance",
            "Within fifteen (15) days of a notice of rejection, the deliverable shall be handed over for acceptance.",
        ),
        (
            "notice",
            "If a Force Majeure Event lasts, either party may terminate upon thirty (30) days' notice to the other.",
        ),
        ("notice", "Certificates of insurance shall promise thirty (30) days' prior written notice of cancellation."),
        (
            "payment_days",
            "Vendor may stop if Client fails to pay an invoice within thirty (30) days after receipt of notice.",
        ),
        ("upfront", "A deposit (typically 50% upfront) is asked for."),
        ("people", "Attn: Account Management"),
        ("people", "Bank Name: Halden Bank"),
    ],
)
def test_what_only_looks_like_a_value_is_none(name: str, text: str) -> None:
    assert said(f"# Agreement\n\n## Terms\n\n{text}\n", name) == []


def test_a_bill_and_an_expense_report_are_paid_alike() -> None:
    text = "All fees are payable within seven (7) days from the date of receipt of invoice or expense report."
    assert said(f"# Order\n\n## Payment\n\n{text}\n", "payment_days") == ["7 days"]
