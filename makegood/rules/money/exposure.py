"""Earned value, verified value, and the two figures on every page: paid ahead of proof, unprotected exposure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from makegood.rules.money.amount import WHOLE, formatted, share
from makegood.rules.money.explained import Explained, Term, added, explained, taken


@dataclass(frozen=True, slots=True)
class Proof:
    """One line, its worth in cents, and whether its gate opened. `waived` counts what was accepted anyway there."""

    line: str
    title: str
    cents: int
    opened: bool
    waived: int = 0
    source: str = ""


@dataclass(frozen=True, slots=True)
class Payment:
    """What was really paid, in cents: through a release, or outside of Makegood; a refund is below zero."""

    label: str
    cents: int
    source: str
    outside: bool = False


def earned(proof: Proof) -> int:
    """Cents earned by a line: its whole worth when the gate opened, else nothing (0 or 100, GAO-20-195G)."""
    return proof.cents if proof.opened else 0


def paid(payments: Iterable[Payment]) -> Explained:
    """What was really paid, outside payments included."""
    return explained("Paid so far", _paid(payments))


def paid_ahead_of_proof(payments: Iterable[Payment], proofs: Iterable[Proof]) -> Explained:
    """Paid minus verified value. Below zero: so much is proven and not paid."""
    proven = (taken(_proven(proof), proof.cents, proof.source) for proof in proofs if proof.opened)
    return explained("Paid for, not proven yet", (*_paid(payments), *proven))


def unprotected_exposure(payments: Iterable[Payment], proofs: Iterable[Proof], readiness: int) -> Explained:
    """Paid minus verified value x readiness: what is lost if the partner leaves today.

    `readiness` in basis points (0 to 10,000), the share of the verified value that somebody else could take over;
    rounded half up per line. At full readiness it equals paid ahead of proof; at none, what was paid.
    """
    if not 0 <= readiness <= WHOLE:
        raise ValueError("readiness is between 0 and 10,000 basis points")
    kept = (
        taken(f"{_proven(proof)}, ready for somebody else", share(proof.cents, readiness), proof.source)
        for proof in proofs
        if proof.opened
    )
    return explained("What you lose if they leave today", (*_paid(payments), *kept))


def ahead_sentence(figure: Explained) -> str:
    """Paid ahead of proof in a sentence that says which way it points."""
    if figure.cents > 0:
        return f"{formatted(figure.cents)} are paid and not proven yet."
    if figure.cents < 0:
        return f"Nothing is paid ahead: {formatted(-figure.cents)} is proven and not paid yet."
    return "What is paid is proven, to the cent."


def _paid(payments: Iterable[Payment]) -> tuple[Term, ...]:
    return tuple(
        added(
            f"{payment.label} (outside of Makegood)" if payment.outside else payment.label,
            payment.cents,
            payment.source,
        )
        for payment in payments
    )


def _proven(proof: Proof) -> str:
    if not proof.waived:
        return proof.title
    return f"{proof.title} ({proof.waived} {'item' if proof.waived == 1 else 'items'} accepted anyway)"
