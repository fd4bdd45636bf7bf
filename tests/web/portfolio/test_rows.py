"""A list of clients as rows: columns by what they hold, and what is wrong with each row, in words."""

from __future__ import annotations

import pytest

from makegood.rhythm.portfolio.forms.practices import contrast_on_white
from makegood.rhythm.portfolio.queries.rows import ListRefused, columns_of, rows_of
from tests.web.portfolio.practices import ACME, HEAD


def test_a_row_of_the_list_to_fill_in_is_read_whole() -> None:
    rows, columns = rows_of([HEAD, ACME])
    (row,) = rows
    assert (row.client, row.project, row.partner, row.email) == ACME[:4]
    assert (row.total_cents, row.note, row.wrong) == (4_800_000, "Met in March", [])
    assert columns["email"] == "Owner's e-mail"


def test_columns_are_told_by_what_they_hold_where_their_names_say_nothing() -> None:
    table = [("", "", ""), ("Customer", "Reach", "Software", "Worth"), ("Acme", "o@acme.example", "Shop", "1.250,50")]
    head, columns = columns_of(table)
    assert (head, columns) == (1, {"client": 0, "email": 1, "project": 2, "total": 3})


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("", *ACME[1:]), "The client company is missing."),
        ((*ACME[:3], "olga at books", "", ""), "is no e-mail address"),
        ((*ACME[:3], "", "", ""), "The owner's e-mail is missing."),
        ((ACME[0], "jo@books.example", *ACME[2:]), "is an e-mail address and no project"),
        (("Total", "", "", "", "$48,000", ""), "a line of totals"),
        (("Acme Books", "Shop", "ACME books", *ACME[3:]), "have the same name"),
        (("\u0410cme", *ACME[1:]), "two alphabets"),
        (("A" * 161, *ACME[1:]), "longer than 160 letters"),
    ],
)
def test_what_is_wrong_is_said_of_its_row(row: tuple[str, ...], said: str) -> None:
    other = ("Bolt", "App", "Works", "bea@bolt.example", "", "")
    good, bad = rows_of([HEAD, other, row])[0]
    assert not good.wrong
    assert said in " ".join(bad.wrong)


@pytest.mark.parametrize(
    ("total", "cents"),
    [("$85k", 8_500_000), ("1.5k", 150_000), ("TBD", None), ("€500", None), ("about 5", None), ("0", None)],
)
def test_a_client_comes_without_the_sum_that_is_none_in_dollars(total: str, cents: int | None) -> None:
    (row,), _ = rows_of([HEAD, (*ACME[:4], total, "")])
    assert (row.total_cents, row.wrong) == (cents, [])
    assert bool(row.remarks) is (cents is None)


def test_columns_in_which_nothing_was_looked_for_are_named() -> None:
    _, called = rows_of([(*HEAD, "Phone"), (*ACME, "555-0100")])
    assert called["unused"] == "Phone"


def test_the_same_row_twice_and_one_address_for_two_clients_are_told() -> None:
    rows, _ = rows_of([HEAD, ACME, ACME, ("Other", *ACME[1:]), (ACME[0], "Second project", *ACME[2:])])
    assert [bool(row.wrong) for row in rows] == [False, True, True, False]
    assert rows[1].wrong == ["The same client and project stand in row 2."]
    assert rows[2].wrong == ["olga@books.example is the owner of Acme Books in row 2 already."]


def test_a_list_that_cannot_be_read_is_one_sentence() -> None:
    for table, said in (
        ([("1", "2"), ("3", "4")], "No row says what the columns are"),
        ([("Client", "Project"), ("Acme", "Shop")], "No column holds the owner's e-mail"),
        ([HEAD], "no clients below"),
        ([HEAD, *[(f"C{n}", "P", "", f"a{n}@b.example", "", "") for n in range(101)]], "at most 100"),
    ):
        with pytest.raises(ListRefused, match=said):
            rows_of(table)


def test_a_colour_is_measured_against_white_paper() -> None:
    assert contrast_on_white("#000000") == pytest.approx(21)
    assert contrast_on_white("#ffffff") == pytest.approx(1)
    assert contrast_on_white("#767676") > 4.5 > contrast_on_white("#777777")
