"""Authorship and truck factor, against hand-computed values of the formula."""

from __future__ import annotations

from makegood.engine.probes.history.knowledge import authors_of, truck_factor


def test_who_created_a_file_is_its_author() -> None:
    assert authors_of({1: 0}, {1}) == {1}


def test_many_changes_by_another_take_authorship_over() -> None:
    # Creator: 3.293 + 1.098 - 0.321 ln(31) = 3.289; the other: 3.293 + 0.164 * 30 = 8.213; 3.289 / 8.213 < 0.75.
    assert authors_of({1: 0, 2: 30}, {1}) == {2}


def test_a_helper_who_changed_little_is_no_author() -> None:
    # Helper: 3.293 + 0.164 - 0.321 ln(5) = 2.940 < 3.293, though 2.940 / 3.866 is above 0.75.
    assert authors_of({1: 4, 2: 1}, {1}) == {1}


def test_two_who_both_created_it_are_both_authors() -> None:
    assert authors_of({1: 0, 2: 0}, {1, 2}) == {1, 2}


def test_one_person_who_authored_all_is_a_truck_factor_of_one() -> None:
    assert truck_factor({"a": {1}, "b": {1}, "c": {1}}, 3) == 1


def test_people_are_removed_until_more_than_half_of_the_files_have_no_author() -> None:
    authors = {"a": {1}, "b": {1}, "c": {2}, "d": {2}, "e": {3}, "f": {3}}
    assert truck_factor(authors, 6) == 2


def test_exactly_half_of_the_files_left_is_not_yet_the_end() -> None:
    assert truck_factor({"a": {1}, "b": {2}}, 2) == 2


def test_a_file_with_two_authors_survives_one() -> None:
    assert truck_factor({"a": {1, 2}, "b": {1, 2}}, 2) == 2


def test_no_author_at_all_is_unknown_not_worst() -> None:
    assert truck_factor({"a": set(), "b": set()}, 2) == 0
    assert truck_factor({}, 0) == 0
