"""The two figures on every page, and how they came about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makegood.rules.money.explained import Term
from makegood.rules.money.exposure import (
    Payment,
    Proof,
    ahead_sentence,
    earned,
    paid,
    paid_ahead_of_proof,
    unprotected_exposure,
)

PAYMENTS = [
    Payment("Payment for request 1", 1_080_000, "payment 1"),
    Payment("Cheque", 2_500_000, "payment 2", outside=True),
]
PROOFS = [
    Proof("a", "Discovery", 1_200_000, opened=True, source="certificate 1"),
    Proof("b", "Ordering", 3_800_000, opened=False),
]
payments = st.lists(st.builds(Payment, st.just("Paid"), st.integers(-(10**9), 10**9), st.just("p"), st.booleans()))
proofs = st.lists(
    st.builds(Proof, st.just("l"), st.just("Part"), st.integers(0, 10**9), st.booleans(), st.integers(0, 3))
)


def test_outside_payments_count_as_paid_and_unproven_work_as_nothing() -> None:
    figure = paid_ahead_of_proof(PAYMENTS, PROOFS)
    assert figure.cents == 1_080_000 + 2_500_000 - 1_200_000
    assert figure.terms == (
        Term("Payment for request 1", 1_080_000, 1, "payment 1"),
        Term("Cheque (outside of Makegood)", 2_500_000, 1, "payment 2"),
        Term("Discovery", 1_200_000, -1, "certificate 1"),
    )
    assert ahead_sentence(figure) == "$23,800 are paid and not proven yet."


def test_a_part_earns_all_or_nothing() -> None:
    assert [earned(proof) for proof in PROOFS] == [1_200_000, 0]


def test_work_that_nobody_else_could_take_over_protects_nothing() -> None:
    assert unprotected_exposure(PAYMENTS, PROOFS, 0).cents == 3_580_000
    assert unprotected_exposure(PAYMENTS, PROOFS, 10_000).cents == 2_380_000
    with pytest.raises(ValueError, match="readiness"):
        unprotected_exposure(PAYMENTS, PROOFS, 10_001)


def test_work_accepted_with_waivers_counts_and_says_so() -> None:
    [term] = paid_ahead_of_proof([], [Proof("a", "Discovery", 100, opened=True, waived=2)]).terms
    assert term.label == "Discovery (2 items accepted anyway)"


def test_the_sentence_says_which_way_the_figure_points() -> None:
    assert ahead_sentence(paid_ahead_of_proof([], PROOFS)) == (
        "Nothing is paid ahead: $12,000 is proven and not paid yet."
    )
    assert ahead_sentence(paid_ahead_of_proof([], [])) == "What is paid is proven, to the cent."


def test_a_term_below_zero_is_no_term() -> None:
    with pytest.raises(ValueError, match="sign"):
        Term("Odd", -1, 1, "")


@given(payments, proofs, st.integers(0, 10_000))
def test_exposures_are_what_they_are_made_of(payments: list[Payment], proofs: list[Proof], readiness: int) -> None:
    ahead, exposed = paid_ahead_of_proof(payments, proofs), unprotected_exposure(payments, proofs, readiness)
    assert ahead.cents == paid(payments).cents - sum(earned(proof) for proof in proofs)
    assert ahead.cents == sum(term.sign * term.cents for term in ahead.terms)
    assert ahead.cents <= exposed.cents <= paid(payments).cents
    assert unprotected_exposure(payments, proofs, 10_000).cents == ahead.cents
    assert unprotected_exposure(payments, proofs, 0).cents == paid(payments).cents
