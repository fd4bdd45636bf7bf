"""A hand-in exists once the owner's copy holds what the receipt names; before that no clock runs (H8, H15)."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from makegood.engagements.intents import Refused
from makegood.engagements.models import Checkpoint, Engagement, Event
from makegood.engagements.permissions import standings_of
from makegood.inspections.models import Inspection
from makegood.phases.acceptance.actions.handing_in.completing import complete_submission, leave_incomplete, silence_at
from makegood.phases.acceptance.actions.handing_in.submitting import fetch_again
from makegood.phases.acceptance.models import Submission, SubmissionState, Verb
from makegood.phases.acceptance.queries.handing_in.arriving import waiting_about_code
from makegood.phases.acceptance.queries.handing_in.receipts import clock_of, receipt_file
from makegood.rules.ledger import tree
from tests.web.acceptance.handing import arrive, decided, hand_in, received, sign, source
from tests.web.cast import Cast, signed_in


def test_what_is_not_fetched_yet_starts_no_clock(cast: Cast, engagement: Engagement) -> None:
    part, _ = sign(engagement)
    submission = hand_in(cast, part, source(engagement, cast))
    assert (submission.state, submission.silence_at, submission.inspection) == (SubmissionState.FETCHING, None, None)
    assert "has not started" in clock_of(submission).sentence(datetime.now(UTC))


def test_what_arrived_is_named_by_its_receipt_and_inspected(cast: Cast, engagement: Engagement) -> None:
    part, _ = sign(engagement)
    submission = arrive(hand_in(cast, part, source(engagement, cast)))
    assert submission.state == SubmissionState.COMPLETE
    event = submission.receipt_event
    assert event is not None
    assert json.loads(bytes(event.payload or b""))["content_digest"] == "sha256:" + "c" * 64
    assert Checkpoint.objects.filter(engagement=engagement, size=event.index + 1).exists()
    inspection = submission.inspection
    assert inspection is not None
    assert (inspection.revision, inspection.content_digest) == (submission.revision, submission.content_digest)
    assert inspection.occasion == "Order desk, round 1"


def test_the_receipt_proves_itself_without_us(cast: Cast, engagement: Engagement) -> None:
    """Whoever holds the file can show that the tree of that size held this very hand-in, even if the row is gone."""
    part, other = sign(engagement)
    hand_in(cast, other, source(engagement, cast))
    submission = arrive(hand_in(cast, part, source(engagement, cast)))
    file = json.loads(json.dumps(receipt_file(submission)))
    leaf, root, *proof = (base64.b64decode(text) for text in (file["leaf"], file["root"], *file["proof"]))
    assert tree.verify_inclusion(
        leaf=tree.leaf_hash(leaf), index=file["index"], size=file["tree_size"], proof=proof, root=root
    )
    assert file["received"]["revision"] == submission.revision


def test_arriving_twice_writes_once(cast: Cast, engagement: Engagement) -> None:
    part, _ = sign(engagement)
    submission = arrive(hand_in(cast, part, source(engagement, cast)))
    before = (Event.objects.count(), Inspection.objects.count())
    assert not complete_submission(submission=submission, received=received("b" * 40), head={})
    assert (Event.objects.count(), Inspection.objects.count()) == before


def test_what_could_not_be_fetched_says_why_and_may_be_tried_again(cast: Cast, engagement: Engagement) -> None:
    part, _ = sign(engagement)
    submission = hand_in(cast, part, source(engagement, cast))
    leave_incomplete(submission=submission, problem="https://code.example.org/shop.git does not answer in time.")
    page = signed_in(cast.pat).get(reverse("acceptance:handed_in", args=[engagement.pk, submission.pk]))
    assert "does not answer in time" in page.content.decode()
    assert "No clock has started" in page.content.decode()
    for _ in range(2):
        submission = fetch_again(submission=submission, asked_by=cast.pat)
    assert (submission.state, submission.tries, submission.number) == (SubmissionState.FETCHING, 2, 1)


def test_a_new_version_replaces_the_old_one_and_starts_a_new_clock(cast: Cast, engagement: Engagement) -> None:
    part, _ = sign(engagement)
    origin = source(engagement, cast)
    first = arrive(hand_in(cast, part, origin))
    second = hand_in(cast, part, origin)
    first.refresh_from_db()
    assert (first.state, second.round, second.number) == (SubmissionState.COMPLETE, 2, 2)
    arrive(second, "b" * 40)
    first.refresh_from_db()
    assert first.state == SubmissionState.REPLACED
    assert second.silence_at is not None
    assert first.silence_at is not None
    assert second.silence_at >= first.silence_at


@pytest.mark.parametrize(
    ("complete", "ends"),
    [
        (datetime(2026, 3, 6, 23, 30, tzinfo=UTC), datetime(2026, 3, 23, 21, 0, tzinfo=UTC)),  # Friday 6:30 pm
        (datetime(2026, 3, 6, 15, 0, tzinfo=UTC), datetime(2026, 3, 20, 21, 0, tzinfo=UTC)),  # Friday 10 am
    ],
)
def test_friday_night_counts_as_monday(cast: Cast, engagement: Engagement, complete: datetime, ends: datetime) -> None:
    part, _ = sign(engagement)
    submission = hand_in(cast, part, source(engagement, cast))
    assert silence_at(submission, complete) == ends


def test_where_silence_counts_for_nothing_there_is_no_such_day(cast: Cast, engagement: Engagement) -> None:
    part, _ = sign(engagement, silence_counts=False)
    assert arrive(hand_in(cast, part, source(engagement, cast))).silence_at is None


def test_after_a_rejection_the_shorter_period_counts_and_at_the_end_nothing_more(
    cast: Cast, engagement: Engagement
) -> None:
    part, _ = sign(engagement, cure_rounds=1, acceptance_days=10, retest_days=5)
    origin = source(engagement, cast)
    first = arrive(hand_in(cast, part, origin))
    decided(first, Verb.REJECTED)
    second = arrive(hand_in(cast, part, origin), "b" * 40)
    assert clock_of(second).name == "retest"
    assert first.silence_at is not None
    assert second.silence_at is not None
    assert second.silence_at < first.silence_at
    decided(second, Verb.REJECTED)
    with pytest.raises(Refused, match="sent back 2 times, and one round"):
        hand_in(cast, part, origin)
    path = reverse("acceptance:hand_in", args=[engagement.pk, part.pk])
    assert "sent back 2 times" in signed_in(cast.pat).get(path).content.decode()


def test_what_is_accepted_is_what_later_parts_are_compared_with(cast: Cast, engagement: Engagement) -> None:
    part, later = sign(engagement)
    origin = source(engagement, cast)
    decided(arrive(hand_in(cast, part, origin), "b" * 40), Verb.ACCEPTED)
    with pytest.raises(Refused, match="accepted already"):
        hand_in(cast, part, origin)
    inspection = arrive(hand_in(cast, later, origin), "c" * 40).inspection
    assert inspection is not None
    assert inspection.since == "b" * 40


def test_a_repository_that_was_taken_away_meanwhile_is_refused(cast: Cast, engagement: Engagement) -> None:
    from makegood.phases.acceptance.actions.handing_in.sources import end_source

    part, _ = sign(engagement)
    origin = source(engagement, cast)
    end_source(source=origin, ended_by=cast.pat)
    with pytest.raises(Refused, match="taken away meanwhile"):
        hand_in(cast, part, origin)
    assert not Submission.objects.exists()


def test_what_could_not_be_fetched_waits_for_the_partner_alone(cast: Cast, engagement: Engagement) -> None:
    part, _ = sign(engagement)
    leave_incomplete(submission=hand_in(cast, part, source(engagement, cast)), problem="Nobody answers there.")
    told = {who: list(waiting_about_code(standings_of(user))) for who, user in cast.everybody().items()}
    assert {who for who, waiting in told.items() if waiting} == {"pat"}
    assert "Nobody answers there." in told["pat"][0].sentence
    arrive(hand_in(cast, part, source(engagement, cast)))
    assert not list(waiting_about_code(standings_of(cast.pat)))
