"""Silence counts as yes only at its hour, after two alarms, and for what is complete and not replaced (H15, H17)."""

from __future__ import annotations

import json
from datetime import timedelta

from django.utils import timezone

from makegood.accounts.models import User
from makegood.engagements.models import Engagement, Event
from makegood.phases.acceptance.actions.deciding.silence import BY_SILENCE, count_silence, watch_silence
from makegood.phases.acceptance.actions.handing_in.completing import complete_submission, leave_incomplete
from makegood.phases.acceptance.models import Decision, Submission, Verb
from makegood.phases.acceptance.queries.handing_in.receipts import clock_of
from makegood.rules.calendars.business import add_business_days
from makegood.rules.calendars.clock import alarms
from tests.web.acceptance.deciding.opened import HELD, MET, accept, handed, opened, send_back
from tests.web.acceptance.handing import hand_in, received, sign, source
from tests.web.cast import Cast


def kinds() -> list[str]:
    return list(Event.objects.filter(kind__startswith="alarm.").order_by("index").values_list("kind", flat=True))


def begun(submission: Submission, ago: timedelta) -> Submission:
    """As if it had arrived so long ago, with the clock that it has then."""
    submission.complete_at = timezone.now() - ago
    submission.silence_at = clock_of(submission).ends
    submission.save()
    return Submission.objects.get(pk=submission.pk)


def until_days_left(submission: Submission, days: int) -> Submission:
    """Moved back until so many business days are left."""
    for back in range(40):
        moved = begun(submission, timedelta(days=back))
        left = clock_of(moved).days_left(timezone.now())
        if left is not None and left <= days:
            return moved
    raise AssertionError


def test_the_owner_is_warned_five_and_two_days_before_once_each(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, HELD)
    watch_silence()
    assert kinds() == []
    until_days_left(submission, 4)
    watch_silence()
    watch_silence()
    assert kinds() == ["alarm.silence_in_5_days"]
    until_days_left(submission, 1)
    watch_silence()
    watch_silence()
    assert kinds() == ["alarm.silence_in_5_days", "alarm.silence_in_2_days"]
    assert not Decision.objects.exists()


def test_a_sample_that_is_being_made_is_left_alone(cast: Cast, engagement: Engagement) -> None:
    """Its days have long gone by. A worker beside once accepted a part by silence in the middle of the story."""
    submission = opened(cast, engagement, HELD)
    begun(submission, timedelta(days=30))
    User.objects.filter(pk=cast.olivia.pk).update(is_sample=True)
    watch_silence()
    assert not Decision.objects.exists()
    Engagement.objects.filter(pk=engagement.pk).update(is_sample=True)
    watch_silence()
    assert Decision.objects.get().verb == Verb.SILENT


def test_after_an_outage_only_the_urgent_alarm_is_sent(cast: Cast, engagement: Engagement) -> None:
    until_days_left(opened(cast, engagement, HELD), 1)
    watch_silence()
    assert kinds() == ["alarm.silence_in_2_days"]


def test_at_its_hour_silence_counts_once_with_the_gate_as_it_was(cast: Cast, engagement: Engagement) -> None:
    submission = begun(opened(cast, engagement, HELD), timedelta(days=40))
    watch_silence()
    watch_silence()
    assert count_silence(submission=submission) is None
    decision = Decision.objects.get()
    assert (decision.verb, decision.gate_state, decision.by) == (Verb.SILENT, "held", None)
    assert Event.objects.filter(kind=BY_SILENCE).count() == 1


def test_an_answer_in_time_leaves_nothing_to_silence(cast: Cast, engagement: Engagement) -> None:
    accepted, _ = accept(cast, opened(cast, engagement, MET)), None
    begun(accepted, timedelta(days=40))
    watch_silence()
    assert Decision.objects.get().verb == Verb.ACCEPTED
    assert kinds() == []


def test_what_was_sent_back_is_not_accepted_by_silence(cast: Cast, engagement: Engagement) -> None:
    begun(send_back(cast, opened(cast, engagement, HELD)), timedelta(days=40))
    watch_silence()
    assert Decision.objects.get().verb == Verb.REJECTED


def test_what_never_arrived_starts_no_clock(cast: Cast, engagement: Engagement) -> None:
    """H15: handed in on a Friday night, and nothing can be fetched."""
    part, _ = sign(engagement)
    submission = hand_in(cast, part, source(engagement, cast))
    submission.at = timezone.now() - timedelta(days=60)
    submission.save()
    watch_silence()
    assert not Decision.objects.exists()
    assert kinds() == []


def test_a_new_version_replaces_the_clock(cast: Cast, engagement: Engagement) -> None:
    first = opened(cast, engagement, HELD)
    later = handed(cast, first.milestone, HELD, revision="b" * 40)
    begun(Submission.objects.get(pk=first.pk), timedelta(days=40))
    watch_silence()
    assert not Decision.objects.exists()
    assert later.silence_at is not None


def test_a_new_version_that_does_not_arrive_stops_nothing(cast: Cast, engagement: Engagement) -> None:
    first = opened(cast, engagement, HELD)
    hand_in(cast, first.milestone, source(engagement, cast))
    begun(first, timedelta(days=40))
    watch_silence()
    assert Decision.objects.get().submission_id == first.pk


def test_where_silence_never_counts_nothing_happens(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, HELD, silence_counts=False)
    begun(submission, timedelta(days=60))
    Submission.objects.filter(pk=submission.pk).update(silence_at=None)
    watch_silence()
    assert not Decision.objects.exists()


def test_a_clock_set_back_does_not_stop_silence(cast: Cast, engagement: Engagement) -> None:
    """H17: what is over by the last event is over, whatever the clock says now."""
    submission = opened(cast, engagement, HELD)
    assert submission.silence_at is not None
    engagement.refresh_from_db()
    engagement.last_event_at = submission.silence_at + timedelta(minutes=1)
    engagement.save()
    watch_silence()
    assert Decision.objects.get().verb == Verb.SILENT


def test_a_round_after_an_accepted_one_is_not_accepted_by_silence(cast: Cast, engagement: Engagement) -> None:
    accepted = accept(cast, opened(cast, engagement, MET))
    event = accepted.event
    Submission.objects.create(
        milestone=accepted.milestone, round=2, number=9, state="complete", by=cast.pat, at=event.at, event=event,
        complete_at=event.at, silence_at=timezone.now() - timedelta(days=1),
    )  # fmt: skip
    watch_silence()
    assert Decision.objects.count() == 1


def test_a_round_that_arrives_after_an_earlier_one_was_accepted_starts_nothing(
    cast: Cast, engagement: Engagement
) -> None:
    first = opened(cast, engagement, MET)
    later = hand_in(cast, first.milestone, source(engagement, cast, "https://code.example.org/later.git"))
    leave_incomplete(submission=later, problem="It could not be reached.")
    accept(cast, first)
    Submission.objects.filter(pk=later.pk).update(state="fetching")  # a try that was on its way
    assert not complete_submission(submission=later, received=received("b" * 40, later.number), head={})
    later.refresh_from_db()
    assert (later.state, later.complete_at, later.silence_at, later.inspection) == ("incomplete", None, None, None)
    assert "accepted in an earlier round" in later.problem


def test_the_alarms_fall_on_business_days(cast: Cast, engagement: Engagement) -> None:
    clock = clock_of(opened(cast, engagement, HELD))
    assert clock.ends is not None
    last = clock.calendar.day_of(clock.ends)
    assert [clock.calendar.day_of(alarm.at) for alarm in alarms(clock)] == [
        add_business_days(last, -days, clock.calendar) for days in (5, 2)
    ]


def test_one_that_cannot_be_read_keeps_no_alarm_of_another_back(cast: Cast, engagement: Engagement) -> None:
    """A partner with one damaged part must not win all others by silence."""
    part, other = sign(engagement)
    until_days_left(handed(cast, part, HELD), 0)
    begun(Submission.objects.get(), timedelta(days=60))
    damaged = part.rule_book
    damaged.content = b"not what was signed"
    damaged.save()
    until_days_left(handed(cast, other, HELD), 1)
    watch_silence()
    assert kinds() == ["alarm.silence_in_2_days"]


def test_what_was_accepted_for_another_part_already_is_named(cast: Cast, engagement: Engagement) -> None:
    part, other = sign(engagement)
    accept(cast, handed(cast, part, MET))
    begun(handed(cast, other, MET), timedelta(days=60))
    watch_silence()
    act = json.loads(bytes(Event.objects.get(kind=BY_SILENCE).payload or b""))
    assert act["accepted_for"] == ["Order desk"]
