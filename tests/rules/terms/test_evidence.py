"""What counts is told by how often its kind of evidence was right on papers that no rule had seen."""

from __future__ import annotations

from makegood.rules.documents.document import Found, Place, Quote, Sureness
from makegood.rules.documents.reading import read_paper
from makegood.rules.terms.evidence import BAR, MEASURED, judged, reliability
from makegood.rules.terms.reading import Terms, read_terms, values


def terms(text: str) -> Terms:
    return read_terms(read_paper(text.encode(), "paper.md"))


def one(kind: str) -> Found[str]:
    return Found("30 days", Quote("30 days", Place()), Sureness.SURE, kind)


def test_a_kind_that_was_seldom_right_is_unsure() -> None:
    assert [found.sureness for found in judged("acceptance", [one("time near a review")])] == [Sureness.UNSURE]


def test_a_kind_that_was_often_right_stays_as_sure_as_it_was() -> None:
    assert [found.sureness for found in judged("acceptance", [one("time to review")])] == [Sureness.SURE]


def test_a_kind_that_was_never_measured_counts() -> None:
    assert reliability("acceptance", "never met") > BAR
    assert [found.sureness for found in judged("acceptance", [one("never met")])] == [Sureness.SURE]


def test_one_mistake_alone_condemns_no_kind() -> None:
    alone = [(name, kind) for (name, kind), (right, told) in MEASURED.items() if told - right <= 1]
    assert alone
    assert all(reliability(name, kind) >= BAR for name, kind in alone)


def test_what_was_measured_is_a_value_and_no_more_was_right_than_told() -> None:
    assert {name for name, _ in MEASURED} <= set(values())
    assert all(0 <= right <= told for right, told in MEASURED.values())


def test_a_part_in_a_clause_is_asked_and_an_item_of_a_list_counts() -> None:
    clause = terms(
        "# Agreement\n\n## Payment\n\nThe parties agreed on $400 on completion of the design, which shall be "
        "repeated.\n\n"
        "Client will be invoiced $500 upon launch of the site.\n"
    )
    items = terms("# Agreement\n\n## Payment schedule\n\n- $400 upon signing\n- $500 upon launch of the site\n")
    assert clause.found["parts"]
    assert clause.all("parts") == ()
    assert [str(part.value.sum) for part in items.all("parts")] == ["$400", "$500"]


def test_a_span_near_a_review_that_is_for_something_else_is_asked() -> None:
    text = (
        "# Offer\n\n## Acceptance\n\nUpon acceptance of the project, free updates will be provided within 30 "
        "days of delivery.\n"
    )
    assert terms(text).all("acceptance") == ()
