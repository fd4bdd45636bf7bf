"""What the ledger says of signatures: which both sides let count, which one refused, and what erasing leaves unsaid."""

from __future__ import annotations

import json

from makegood.engine.certificate.signatures import answered
from makegood.rules.ledger.record import EventRecord

SIGNED, REFUSED = "attestation.signed", "attestation.refused_by_partner"
OWNER, PARTNER = "attestation.accepted_by_owner", "attestation.accepted_by_partner"


def told(*kinds: str, erased: int | None = None) -> dict[int, EventRecord]:
    """About one hand-in and one reviewer, in this order."""
    payload = json.dumps({"submission": "s", "reviewer": "rita"}).encode()
    return {
        index: EventRecord(
            index=index, kind=kind, at="", actor="rita" if kind == SIGNED else "side", commitment="", nonce=None,
            payload=None if index == erased else payload,
        )
        for index, kind in enumerate(kinds)
    }  # fmt: skip


def test_once_both_let_one_count_what_the_same_person_signs_later_counts_at_once() -> None:
    assert answered(told(SIGNED, OWNER, PARTNER, SIGNED), "s", 9).counting == {0, 3}


A_NO_STANDS = (SIGNED, PARTNER, SIGNED, REFUSED, OWNER, SIGNED)


def test_while_a_no_stands_nothing_counts_at_once() -> None:
    """Both let the first one count; the partner said no to the second, and the owner alone lets no third one count."""
    found = answered(told(*A_NO_STANDS), "s", 9)
    assert (found.counting, found.in_vain) == ({0}, {2, 3})


def test_a_no_that_is_taken_back_hinders_nothing() -> None:
    found = answered(told(*A_NO_STANDS[:5], PARTNER, SIGNED), "s", 9)
    assert (found.counting, found.in_vain) == ({0, 2, 6}, set())


def test_where_the_no_was_erased_a_later_signature_is_not_missed() -> None:
    found = answered(told(*A_NO_STANDS, erased=3), "s", 9)
    assert (found.whole, found.counting, found.in_vain) == (False, {0}, set())
