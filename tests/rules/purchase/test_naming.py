"""A purchase is called after what is bought, else after whom it is bought from; never after the kind of a paper."""

from __future__ import annotations

import pytest

from makegood.rules.documents.reading import read_paper
from makegood.rules.purchase.naming import called
from makegood.rules.reading.together import read_together
from tests.rules.purchase.papers import PROPOSAL, SOW, msa

BETWEEN = (
    '\n\nThis Agreement is made between Acme Outdoor Inc. ("Client") and Northwind Studio LLC ("Developer").\n\n{}\n'
)


def named(*texts: str, partner: str = "Northwind Studio LLC") -> str:
    papers = [(f"{number}.md", read_paper(text.encode(), f"{number}.md")) for number, text in enumerate(texts)]
    return called(read_together(papers).papers, partner)


@pytest.mark.parametrize(
    ("title", "says", "name"),
    [
        ("# Website Redesign Agreement", "", "Website Redesign"),
        ("# STATEMENT OF WORK No. 3 – CUSTOMER PORTAL", "", "Customer portal"),
        ("# Services Agreement", "Project: Booking app for boats", "Booking app"),
        ("# Services Agreement", "Developer shall design and develop a loyalty app for Client.", "Loyalty app"),
        ("# Proposal for Acme Outdoor Inc.", "We will build the inventory system.", "Inventory system"),
        ("# Master Services Agreement", "Developer shall perform.", "Work by Northwind Studio LLC"),
        (
            "# Statement of Work",
            "1.1 Project Title: Physical Server Migration to Northwind Cloud with Remote Access and Move of Folders",
            "Physical Server Migration",
        ),
        ("# Agreement for [Project Name]", "Developer shall perform.", "Work by Northwind Studio LLC"),
    ],
)
def test_the_name_says_what_is_bought(title: str, says: str, name: str) -> None:
    assert named(title + BETWEEN.format(f"{says}\n\nClient shall pay $5,000.")) == name


def test_the_statement_of_work_names_what_the_master_agreement_does_not() -> None:
    assert named(msa(), SOW) == "Customer portal"
    assert named(msa(), PROPOSAL) == "Customer portal"


def test_where_nobody_knows_anything_there_is_no_name() -> None:
    assert named("# Master Services Agreement" + BETWEEN.format("Developer shall perform."), partner="") == ""
