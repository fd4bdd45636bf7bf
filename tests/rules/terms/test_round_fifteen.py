"""What a fifteenth round of papers taught: payments are no parts and no totals, sides in lower case."""

from __future__ import annotations

import pytest

from makegood.rules.documents.document import Sureness
from makegood.rules.documents.reading import read_paper
from makegood.rules.terms.reading import Terms, read_terms


def terms(text: str) -> Terms:
    return read_terms(read_paper(text.encode(), "paper.md"))


def said(text: str, name: str) -> list[str]:
    return [str(one.value) for one in terms(text).all(name)]


def test_a_term_of_payment_is_no_sure_name_of_a_part() -> None:
    text = (
        "# Offer\n\n## Payment\n\n50% of the quoted price shall be paid as a retainer upon signing.\n\n"
        "The first 50% payment shall be in the amount of $400.\n"
    )
    found = terms(text).found["parts"]
    assert found
    assert {one.sureness for one in found} == {Sureness.UNSURE}


@pytest.mark.parametrize(
    "text",
    [
        "The first 50% payment shall be in the amount of $400.",
        "Outstanding balance from the project fee: $130",
        "Each of the instalments is for the sum of $200.",
    ],
)
def test_one_payment_is_no_total(text: str) -> None:
    assert said(f"# Agreement\n\n{text}", "total") == []


def test_what_is_left_after_a_discount_is_the_total() -> None:
    table = "# Quote\n\n| Item | Price |\n|---|---|\n| Subtotal | $500 |\n| {} | $50 |\n| **Net Amount** | $450 |\n"
    assert said(table.format("Discount (10%)"), "total") == ["$450"]
    assert said(table.format("Design"), "total") == []


def test_sides_in_brackets_and_lower_case_are_named() -> None:
    text = (
        "# Offer\n\n"
        + "More words.\n\n" * 15
        + ("This is an agreement between Hill Bakery (the client) and Ann Lee (the service provider).")
    )
    assert (said(text, "owner"), said(text, "partner")) == (["Hill Bakery"], ["Ann Lee"])


def test_a_share_at_the_start_is_paid_before_and_a_day_to_pay_ends_nothing() -> None:
    assert said("# Terms\n\n- 30% upon contract start, 70% after deployment", "upfront") == ["30 %"]
    late = "# Agreement\n\nIf the Client fails to make payment by 4 May 2027, the work under this agreement stops."
    assert said(late, "ends") == []


def test_a_fixed_fee_that_is_paid_in_installments_is_the_total() -> None:
    told = "Client shall pay a fixed fee of $152,000 in the installments set out in Exhibit B."
    table = "| Installment | Amount |\n|---|---|\n| Kick-off | $76,000 |\n| Beta | $76,000 |\n"
    assert said(f"# Agreement\n\n{told}\n\n{table}", "total") == ["$152,000"]
    assert said(f"# Agreement\n\n{told}\n\n{table}", "parts") == ["Kick-off: $76,000", "Beta: $76,000"]
