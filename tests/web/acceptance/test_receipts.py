"""H15: a hand-in that both sides hold a receipt of is denied by neither, and its clock starts when it is whole."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from makegood.engagements.models import Checkpoint, Engagement, Receipt
from makegood.engagements.record import anchoring
from makegood.phases.acceptance.actions.handing_in.completing import leave_incomplete
from makegood.phases.acceptance.actions.handing_in.submitting import fetch_again
from makegood.phases.acceptance.models import Submission
from makegood.phases.acceptance.queries.handing_in.receipts import clock_of, held_of, said_of_receipt
from makegood.rules.ledger.handed_in import check_hand_in
from makegood.rules.signing import SigningKey
from tests.web.acceptance.handing import arrive, hand_in, sign, source
from tests.web.cast import Cast, signed_in

BOTH = "Both sides hold the receipt"


@pytest.fixture
def key(monkeypatch: pytest.MonkeyPatch, engagement: Engagement) -> SigningKey:
    """A key of this test's own in place of the key process."""
    found = SigningKey.generate(anchoring.ledger_name(engagement))
    monkeypatch.setattr(anchoring, "key_of", lambda _: found.verifying_key)
    monkeypatch.setattr(anchoring, "LedgerSigner", lambda *_: found)
    return found


@pytest.fixture
def submission(cast: Cast, engagement: Engagement) -> Submission:
    part, _ = sign(engagement)
    return arrive(hand_in(cast, part, source(engagement, cast)))


def _path(submission: Submission, name: str = "receipt") -> str:
    return reverse(f"acceptance:{name}", args=[submission.milestone.agreement.engagement_id, submission.pk])


def test_both_sides_fetch_one_and_the_same_receipt_and_that_is_kept(
    cast: Cast, key: SigningKey, submission: Submission
) -> None:
    pat, olivia = signed_in(cast.pat), signed_in(cast.olivia)
    assert pat.get(_path(submission)).status_code == 405
    assert not Receipt.objects.filter(taken__isnull=False).exists()
    first, second = pat.post(_path(submission)), olivia.post(_path(submission))
    assert first.content == second.content
    assert first["Content-Disposition"].startswith("attachment")
    assert check_hand_in(first.content, [key.verifying_key]).holds
    page = olivia.get(_path(submission, "handed_in")).content.decode()
    assert BOTH in page
    before = held_of(submission)
    assert [(one.who, one.is_partner, one.is_held) for one in before] == [
        ("Olivia", False, True),
        ("Pat", True, True),
    ]
    pat.post(_path(submission))
    assert held_of(submission) == before


def test_the_receipt_proves_the_hand_in_although_its_row_is_gone(
    cast: Cast, key: SigningKey, submission: Submission
) -> None:
    kept = signed_in(cast.pat).post(_path(submission)).content
    revision, digest = submission.revision, submission.content_digest
    submission.delete()
    found = check_hand_in(kept, [key.verifying_key])
    assert found.holds
    assert (found.received["revision"], found.received["content_digest"]) == (revision, f"sha256:{digest}")


def test_while_nothing_is_signed_nobody_holds_it_and_the_page_says_what_to_do(
    cast: Cast, submission: Submission, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("makegood.phases.acceptance.actions.handing_in.handing_over.sign_checkpoints", lambda: 0)
    answer = signed_in(cast.pat).post(_path(submission), follow=True)
    assert "The receipt is not signed yet" in answer.content.decode()
    assert "Acme Supplies and Pixel Works do not hold the receipt yet." in answer.content.decode()
    assert not Receipt.objects.filter(taken__isnull=False).exists()


def test_a_receipt_over_more_entries_holds_it_and_one_from_before_does_not(
    cast: Cast, engagement: Engagement, submission: Submission
) -> None:
    event = submission.receipt_event
    assert event is not None
    older, newer = (
        Checkpoint.objects.get_or_create(
            engagement=engagement, size=size, defaults={"root": b"", "made": timezone.now(), "note": "n"}
        )[0]
        for size in (event.index, event.index + 9)
    )
    Receipt.objects.create(checkpoint=older, holder=cast.pat, sent=timezone.now())
    Receipt.objects.create(checkpoint=newer, holder=cast.olivia, sent=timezone.now())
    held = held_of(submission)
    assert [one.is_held for one in held] == [True, False]
    assert said_of_receipt(submission, held) == "Pixel Works does not hold the receipt yet."


def test_a_mail_that_was_refused_is_said_on_the_page_of_the_hand_in(
    cast: Cast, submission: Submission, key: SigningKey
) -> None:
    del key
    anchoring.sign_checkpoints()
    Receipt.objects.filter(holder=cast.pat).update(failed="550 nobody of that name")
    page = signed_in(cast.olivia).get(_path(submission, "handed_in")).content.decode()
    assert "550 nobody of that name" in page
    assert "Acme Supplies and Pixel Works do not hold the receipt yet." in page


def _at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


def test_a_friday_night_hand_in_that_is_not_whole_starts_no_clock_and_a_whole_one_starts_on_monday(
    cast: Cast, engagement: Engagement, monkeypatch: pytest.MonkeyPatch
) -> None:
    part, _ = sign(engagement, acceptance_days=10)
    Engagement.objects.update(time_zone="America/New_York")
    friday_night, monday_noon = datetime(2031, 3, 8, 3, 30, tzinfo=UTC), datetime(2031, 3, 10, 16, 0, tzinfo=UTC)
    _at(monkeypatch, friday_night)
    submission = hand_in(cast, part, source(engagement, cast))
    leave_incomplete(submission=submission, problem="It does not answer.")
    submission.refresh_from_db()
    assert submission.silence_at is None
    assert "has not started" in clock_of(submission).sentence(monday_noon)
    _at(monkeypatch, monday_noon)
    again = arrive(fetch_again(submission=submission, asked_by=cast.pat))
    assert again.complete_at == monday_noon
    # Ten working days after Monday 10 March 2031, at the close of business of the agreed zone.
    assert again.silence_at == datetime(2031, 3, 24, 21, 0, tzinfo=UTC)
