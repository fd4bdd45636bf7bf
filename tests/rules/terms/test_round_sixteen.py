"""What a sixteenth round of papers taught: sides at the place of signing, prices below a name, shares of one total."""

from __future__ import annotations

import pytest

from makegood.rules.documents.reading import read_paper
from makegood.rules.terms.reading import Terms, read_terms


def terms(text: str) -> Terms:
    return read_terms(read_paper(text.encode(), "paper.md"))


def said(text: str, name: str) -> list[str]:
    return [str(one.value) for one in terms(text).all(name)]


COLUMNS = (
    "# Statement of Work\n\n## Sign-off\n\n| | Client | Service Provider |\n|---|---|---|\n"
    "| Organization | Halden Foods | Birch Studio |\n| Name | Ann Lee | |\n| Signature | | |\n"
)


@pytest.mark.parametrize(
    "text",
    [
        COLUMNS,
        "# Contract\n\nSigned by Ann Lee on behalf of the client (Halden Foods): ____\n\n"
        "Signed by Bo Ray on behalf of the developer (Birch Studio): ____\n",
        "# Contract\n\nFor Client (Halden Foods):\n\nBy: ____\n\nFor Provider (Birch Studio):\n\nBy: ____\n",
        "# Contract\n\nFor Halden Foods (Client / Company)\n\nName: ____\n\nFor Birch Studio (Vendor)\n\nName: ____\n",
        "# Contract\n\nCLIENT: Halden Foods\n\nSignature: ____\n\nCONTRACTOR: Birch Studio\n\nSignature: ____\n",
    ],
)
def test_sides_are_known_by_the_place_where_they_sign(text: str) -> None:
    assert (said(text, "owner"), said(text, "partner")) == (["Halden Foods"], ["Birch Studio"])


def test_a_word_for_a_side_is_no_name_of_one() -> None:
    assert said("# Contract\n\nFor Client (Client Company):\n\nBy: ____\n", "owner") == []


def test_you_who_are_hiring_me_are_the_owner() -> None:
    text = "# Contract\n\nYou, Halden Foods, located at 4 Mill Lane, are hiring me, Bo Ray, to design a web site.\n"
    assert (said(text, "owner"), said(text, "partner")) == (["Halden Foods"], ["Bo Ray"])


def test_who_prepared_an_offer_needs_no_colon() -> None:
    assert said("# Offer\n\nPREPARED BY Birch Studio\n\nWe offer a shop.\n", "partner") == ["Birch Studio"]


def test_a_price_below_the_name_of_a_part_is_its_price() -> None:
    text = "# Plan\n\n## Phases\n\n### Layout\n\nCost: $1,000\n\nDrafts.\n\n### Shop\n\nCost: $2,000\n\nThe shop.\n"
    assert said(text, "parts") == ["Layout: $1,000", "Shop: $2,000"]


def test_one_price_below_a_heading_is_no_part() -> None:
    assert said("# Plan\n\n## Layout\n\nCost: $1,000\n", "parts") == []


SCHEDULE = "# Offer\n\n{}\n\n## Payment schedule\n\n- 30% upon signing\n- 30% upon the beta\n- 40% upon launch\n"


def test_shares_of_one_total_are_parts_with_prices() -> None:
    told = terms(SCHEDULE.format("Total price: $1,000.01"))
    assert [one.value.sum.cents for one in told.all("parts")] == [30_000, 30_000, 40_001]
    assert all(one.quote.text.startswith(("30%", "40%")) for one in told.all("parts"))


@pytest.mark.parametrize("text", ["No price yet.", "Total price: $1,000\n\nTotal price: $2,000"])
def test_shares_without_one_total_stay_shares(text: str) -> None:
    assert [one.value.sum for one in terms(SCHEDULE.format(text)).all("parts")] == [None, None, None]


def test_what_the_rows_come_to_is_the_total_where_the_text_says_it() -> None:
    text = "# Offer\n\n## {} to build it\n\n| Item | Price |\n|---|---|\n| Design | $300 |\n| Shop | $700 |\n"
    assert said(text.format("Only $1,000"), "total") == ["$1,000"]
    assert said(text.format("Only $900"), "total") == []


def test_the_day_below_a_share_says_that_it_is_paid_first() -> None:
    text = (
        "# Offer\n\n## Payment\n\n1st Payment - 20%\n\nDue upon project confirmation.\n\n2nd Payment - "
        "80%\n\nDue at the end.\n"
    )
    assert said(text, "upfront") == ["20 %"]


def test_the_next_clause_is_no_point_of_the_list_before_it() -> None:
    text = (
        "# Agreement\n\n16.6 **Notices.** All notices shall be in writing, addressed as follows:\n\n"
        "16.7 **Counterparts.** Copies may be sent by fax.\n"
    )
    assert said(text, "notice_form") == ["in writing"]


def test_the_only_schedule_of_payments_is_that_of_the_package_that_was_chosen() -> None:
    table = (
        "| Milestone | Percentage | Amount |\n|---|---|---|\n| Advance | 50% | $300 |\n| Final payment | 50% | $300 |\n"
    )
    text = f"# Offer\n\n## Payment Schedule (Standard Package)\n\n{table}"
    assert said(text, "total") == ["$600"]
    assert said(text, "parts") == ["Advance: $300", "Final payment: $300"]


@pytest.mark.parametrize(
    "text",
    [
        "Fees will be no more than $9,000 in all.",
        "The budget shall not go beyond $9,000.",
        "Spending limit: $9,000",
    ],
)
def test_a_cap_in_other_words_is_a_cap(text: str) -> None:
    assert said(f"# Agreement\n\n## Fees\n\n{text}\n", "total_cap") == ["$9,000"]
