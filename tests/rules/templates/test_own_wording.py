"""A practice's wording of a clause is read by the signs that a contract is read by."""

from __future__ import annotations

from makegood.rules.clauses.judging import clauses
from makegood.rules.templates.positions import Position, Stance, below_ours
from makegood.rules.templates.wording import doubt_about


def test_every_wording_of_ours_protects_and_empty_words_protect_in_none() -> None:
    for clause in clauses():
        assert doubt_about(clause.number, clause.rider) == "", clause.id
        assert doubt_about(clause.number, "The sky is blue.").startswith("Makegood finds nothing of this matter")


def test_words_against_the_owner_are_said_to_be_and_count_as_weaker() -> None:
    against = "Provider shall retain all right, title and interest in the source code."
    assert doubt_about(1, against) == "Makegood reads this wording as against the owner."
    assert [number for number, _ in below_ours({1: Position(Stance.MUST, against)})] == [1]
    assert below_ours({25: Position(Stance.FINE, against)}) == []
