"""Keys change by an event that both signed, and end from a size on (H16)."""

from __future__ import annotations

import pytest

from makegood.rules.ledger.keys import KeyHistory, revocation_payload, rotation_payload
from makegood.rules.ledger.record import KEY_REVOKED, KEY_ROTATED
from makegood.rules.signing import SigningKey
from tests.rules.ledger.keeping import KEY, NAME, NEXT, Kept, kept_by_pat

THIEF = SigningKey(NAME, b"t" * 32)


def rotated(size: int = 6) -> Kept:
    kept = Kept().grow(size)
    kept.add(KEY_ROTATED, rotation_payload(old=KEY, new=NEXT, index=size))
    kept.key = NEXT
    return kept


def history(kept: Kept) -> KeyHistory:
    made = KeyHistory.of([KEY.verifying_key])
    for event in kept.events:
        made.read(event)
    return made


def test_a_rotation_hands_over_from_its_own_event_on() -> None:
    keys = history(rotated())
    assert keys.faults == []
    assert [keys.counts(KEY.verifying_key, size) for size in (6, 7)] == [True, False]
    assert [keys.counts(NEXT.verifying_key, size) for size in (6, 7)] == [False, True]


def test_old_receipts_count_after_the_keys_were_changed() -> None:
    kept = Kept().grow(6)
    receipt = kept.sign()
    kept.add(KEY_ROTATED, rotation_payload(old=KEY, new=NEXT, index=6))
    kept.key = NEXT
    kept.grow(3).sign()
    answers = kept.answers(kept_by_pat(receipt))
    assert answers.holds
    assert answers.signed_up_to == 10
    assert "Pat holds the first 6." in answers.is_anchored()


def test_a_ledger_taken_back_to_before_a_change_of_keys_is_found() -> None:
    kept = rotated()
    receipt = kept.grow(2).sign()
    old = Kept(KEY, kept.events[:6]).rechained()
    assert old.answers().holds
    assert not old.answers(kept_by_pat(receipt)).holds


def test_a_rotation_that_only_one_key_signed_changes_nothing() -> None:
    kept = Kept().grow(2)
    for old, new in ((THIEF, THIEF), (KEY, NEXT)):
        forged = {**rotation_payload(old=old, new=new, index=2), "old": KEY.verifying_key.text()}
        if old is KEY:
            forged = rotation_payload(old=KEY, new=NEXT, index=1)
        copy = Kept(KEY, list(kept.events))
        copy.add(KEY_ROTATED, forged)
        copy.sign()
        answers = copy.answers()
        assert not answers.intact
        assert len(answers.keys.all()) == 1


def test_after_a_revocation_the_key_counts_no_more_and_before_it_still() -> None:
    kept = rotated(4)
    kept.add(KEY_REVOKED, revocation_payload(key=KEY.verifying_key, size=3, by=NEXT, why="stolen"))
    keys = history(kept)
    assert keys.faults == []
    assert [keys.counts(KEY.verifying_key, size) for size in (2, 3, 4)] == [True, False, False]
    found = keys.find(KEY.verifying_key)
    assert found is not None
    assert (found.revoked, found.ended_by) == (True, 5)


def test_nobody_but_a_key_that_counts_can_revoke() -> None:
    for by in (KEY, THIEF):
        kept = rotated(4)
        kept.add(KEY_REVOKED, revocation_payload(key=NEXT.verifying_key, size=3, by=by, why="spite"))
        assert history(kept).faults
        assert history(kept).counts(NEXT.verifying_key, 5)


def test_what_a_thief_signed_later_is_told_from_a_rewritten_ledger_by_its_doubt() -> None:
    kept = rotated(4)
    kept.add(KEY_REVOKED, revocation_payload(key=KEY.verifying_key, size=3, by=NEXT, why="stolen"))
    kept.sign()
    forged = Kept(KEY, kept.events[:3])
    forged.add("paid")
    receipt = forged.sign()
    answers = kept.answers(kept_by_pat(receipt))
    assert not answers.intact
    assert "it may also have been stolen" in answers.is_intact()


def refused(kept: Kept) -> bool:
    """The last event changed nothing, and is told as a fault."""
    before, after = KeyHistory.of([KEY.verifying_key]), KeyHistory.of([KEY.verifying_key])
    for event in kept.events:
        if event.index < len(kept.events) - 1:
            before.read(event)
        after.read(event)
    return len(after.faults) == len(before.faults) + 1 and after.keys == before.keys


@pytest.mark.parametrize(
    "changed",
    [
        {"signature": "AAAA"},
        {"signature": "é"},
        {"signature": None},
        {"size": "3"},
        {"size": True},
        {"size": -1},
        {"size": None},
        {"size": 4},
        {"key": THIEF.verifying_key.text()},
        {"key": "x"},
        {"by": THIEF.verifying_key.text()},
        {"by": KEY.verifying_key.text()},
        {"by": None},
    ],
)
def test_a_revocation_that_is_not_signed_as_it_stands_revokes_nothing(changed: dict[str, object]) -> None:
    kept = rotated(4)
    payload = revocation_payload(key=KEY.verifying_key, size=3, by=NEXT, why="stolen")
    kept.add(KEY_REVOKED, {**payload, **changed})
    assert refused(kept)


def test_a_key_is_handed_over_once_and_not_to_a_key_that_was_there() -> None:
    for old, new in ((KEY, THIEF), (NEXT, KEY), (NEXT, NEXT), (THIEF, KEY)):
        kept = rotated(4)
        kept.add(KEY_ROTATED, rotation_payload(old=old, new=new, index=5))
        assert refused(kept)


def test_a_key_is_not_handed_over_to_another_name() -> None:
    kept = Kept().grow(2)
    other = NEXT.named("makegood.test/other")
    kept.add(KEY_ROTATED, rotation_payload(old=KEY, new=other, index=2))
    assert refused(kept)


@pytest.mark.parametrize("changed", [{"old": "x"}, {"new": None}, {"old_signature": "AAAA"}, {"new_signature": "AAAA"}])
def test_a_rotation_that_is_not_signed_as_it_stands_hands_nothing_over(changed: dict[str, object]) -> None:
    kept = Kept().grow(2)
    kept.add(KEY_ROTATED, {**rotation_payload(old=KEY, new=NEXT, index=2), **changed})
    assert refused(kept)


def test_an_end_that_was_set_is_never_moved_back() -> None:
    kept = rotated(4)
    for size in (3, 20):
        payload = revocation_payload(key=KEY.verifying_key, size=size, by=NEXT, why="stolen")
        kept.add(KEY_REVOKED, payload)
    assert not history(kept).counts(KEY.verifying_key, 3)
