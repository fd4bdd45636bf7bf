"""Three answers apart, and everything a dishonest keeper can do is found with one old receipt (H2)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from makegood.rules.ledger.checkpoint import Checkpoint, cosign, note
from makegood.rules.ledger.record import ERASED, erasure_payload
from makegood.rules.ledger.verifying import Receipt
from makegood.rules.signing import SigningKey
from tests.rules.ledger.keeping import BEGAN, KEY, NAME, NEXT, PAT, Kept, kept_by_pat

LATER = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def kept() -> Kept:
    return Kept().grow(12)


def test_without_an_outside_receipt_only_its_keeper_vouches(kept: Kept) -> None:
    kept.sign()
    answers = kept.answers()
    assert answers.holds
    assert answers.is_intact() == "Intact, but only its keeper vouches for it. 12 events."
    assert answers.is_anchored().startswith("By nobody else than its keeper")
    assert answers.is_timed() == "By nobody: every time is what the keeper claimed."


def test_a_receipt_anchors_what_it_covers_and_no_more(kept: Kept) -> None:
    receipt = kept.sign()
    kept.grow(3).sign()
    answers = kept.answers(kept_by_pat(receipt))
    assert answers.is_intact() == "Intact. 15 events."
    assert answers.is_anchored() == "Pat holds the first 12. Only the keeper vouches for the last 3."


def test_a_receipt_that_came_with_the_ledger_anchors_nothing_unless_it_is_cosigned(kept: Kept) -> None:
    receipt = kept.sign()
    packed = Receipt(receipt, "Pat", outside=False)
    assert kept.answers(packed).anchors == ()
    cosigned = Receipt(cosign(receipt, PAT, LATER), "Pat", outside=False)
    agreed = (KEY.verifying_key, PAT.verifying_key)
    answers = kept.answers(cosigned, keys=agreed)
    assert [(one.holder, one.size) for one in answers.anchors] == [("pat.test", 12)]
    assert answers.is_timed().startswith("The first 12 events not later than 2026-11-20 12:00:00 UTC, by pat.test.")
    assert kept.answers(cosigned).anchors == ()


def test_a_cut_end_is_found_with_one_old_receipt(kept: Kept) -> None:
    receipt = kept.sign()
    cut = Kept(KEY, kept.events[:9]).rechained()
    assert cut.answers().holds
    answers = cut.answers(kept_by_pat(receipt))
    assert not answers.intact
    assert "is over 12 events, and here are only 9" in answers.is_intact()


def test_a_rewritten_event_is_found_although_everything_after_it_was_chained_again(kept: Kept) -> None:
    first, second = kept.grow(0).sign(), kept.grow(8).sign()
    forged = kept.forged(14, b'{"number":999}')
    assert forged.answers().holds
    answers = forged.answers(kept_by_pat(first), kept_by_pat(second))
    assert "something after the first 12 was changed" in answers.is_intact()


def test_an_old_copy_is_found(kept: Kept) -> None:
    old = Kept(KEY, list(kept.events)).rechained()
    receipt = kept.grow(5).sign()
    old.add("paid")
    old.sign()
    assert old.answers().holds
    assert not old.answers(kept_by_pat(receipt)).intact


def test_two_views_are_found_with_the_receipt_of_the_other(kept: Kept) -> None:
    hers, his = Kept(KEY, list(kept.events)), Kept(KEY, list(kept.events))
    hers.add("accepted")
    his.add("rejected")
    receipt = hers.sign()
    his.sign()
    assert hers.answers(kept_by_pat(receipt)).holds
    assert "shown differently to the two" in his.answers(kept_by_pat(receipt)).is_intact()


def test_a_receipt_that_nobody_of_this_ledger_signed_is_not_passed_over(kept: Kept) -> None:
    kept.sign()
    stranger = Kept(SigningKey(NAME, b"s" * 32), list(kept.events)).sign()
    answers = kept.answers(kept_by_pat(stranger))
    assert not answers.holds
    assert "taken back to before its keys were changed" in answers.is_intact()


def test_a_forged_receipt_convicts_nobody_of_rewriting(kept: Kept) -> None:
    receipt = kept.sign()
    answers = kept.answers(kept_by_pat(receipt.replace("\n12\n", "\n13\n")))
    assert "is forged" in answers.is_intact()


@pytest.mark.parametrize("text", ["", "receipt", "x" * 100_000, NAME + "\n1\nAAAA\n\n— a b\n"])
def test_what_is_no_receipt_is_said(kept: Kept, text: str) -> None:
    kept.sign()
    assert "cannot be read" in kept.answers(kept_by_pat(text)).is_intact()


def test_a_ledger_signed_by_nobody_who_was_agreed_on_is_not_accepted(kept: Kept) -> None:
    kept.sign()
    for keys in ((), (NEXT.verifying_key,)):
        answers = kept.answers(keys=keys)
        assert not answers.holds
        assert answers.is_intact() == "Intact, signed by a key nobody agreed on."


def test_a_changed_content_is_named(kept: Kept) -> None:
    kept.sign()
    changed = kept.events[4]
    kept.events[4] = type(changed)(**{
        **{name: getattr(changed, name) for name in changed.__slots__}, "payload": b'{"number":5}'
    })  # fmt: skip
    assert "The content of event 4 was changed." in kept.answers().is_intact()


def test_events_out_of_their_order_are_named(kept: Kept) -> None:
    kept.sign()
    kept.events[3], kept.events[4] = kept.events[4], kept.events[3]
    assert "Event 4 stands where event 3 should be." in kept.answers().is_intact()


def test_an_erased_content_is_one_named_hole_and_the_tree_still_verifies(kept: Kept) -> None:
    receipt = kept.sign()
    kept.add(ERASED, erasure_payload(index=5, by="u9", why="asked to be forgotten"))
    kept.without_content(5)
    kept.sign()
    answers = kept.answers(kept_by_pat(receipt))
    assert answers.holds
    assert [(hole.index, hole.kind) for hole in answers.holes] == [(5, "noted")]
    assert "The content of event 5 (noted) is erased: asked to be forgotten (asked for by u9)." in answers.is_intact()


def test_a_content_that_is_gone_without_an_event_that_says_so_is_a_fault(kept: Kept) -> None:
    kept.add(ERASED, erasure_payload(index=5, by="u9", why="asked"))
    kept.without_content(6)
    kept.sign()
    answers = kept.answers()
    assert "The content of event 6 is missing" in answers.is_intact()
    assert answers.remarks == ("Event 12 says that content was erased that is not missing.",)


def test_a_clock_that_went_back_is_told(kept: Kept) -> None:
    kept.add(at=BEGAN - timedelta(days=1))
    kept.sign()
    answers = kept.answers()
    assert answers.holds
    assert answers.steps_back == (12,)
    assert "The clock went back at event 12." in answers.is_timed()


def test_two_events_of_one_moment_are_no_step_back(kept: Kept) -> None:
    kept.add(at=BEGAN + timedelta(hours=11))
    kept.sign()
    assert kept.answers().steps_back == ()


def test_events_after_the_last_checkpoint_are_told(kept: Kept) -> None:
    kept.sign()
    kept.grow(2)
    assert kept.answers().remarks == ("The last 2 of 14 events stand under no signed checkpoint.",)


def test_a_checkpoint_of_another_ledger_under_another_agreed_key_is_no_anchor(kept: Kept) -> None:
    kept.sign()
    other = KEY.named("makegood.test/other")
    receipt = note(Checkpoint("makegood.test/other", 12, kept.answers().root), [other])
    answers = kept.answers(kept_by_pat(receipt), keys=(KEY.verifying_key, other.verifying_key))
    assert answers.anchors == ()
    assert "another ledger" in answers.is_intact()
