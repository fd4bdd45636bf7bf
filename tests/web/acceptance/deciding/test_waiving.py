"""Accepted anyway: one finding, one delivery, asked by one person and approved by another, within limits (H12)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from makegood.engagements.intents import Refused
from makegood.engagements.models import Engagement, Event
from makegood.inspections.models import Lead
from makegood.phases.acceptance.actions.deciding.waiving import MOST_DAYS, MOST_WAIVERS
from makegood.phases.acceptance.models import PunchItem, Submission, Waiver
from makegood.phases.acceptance.queries.deciding.page import decided_now
from tests.web.acceptance.deciding.opened import (
    HELD,
    MET,
    NO_TESTS,
    SECRETS,
    TESTS,
    UNSEEN,
    accept,
    handed,
    opened,
    page,
)
from tests.web.acceptance.deciding.saying import approve, ask_waiver
from tests.web.authenticator import SoftPasskey
from tests.web.cast import Cast


def day_of(submission: Submission) -> date:
    """Today where the engagement is."""
    now = page(submission)
    return now.terms.calendar.day_of(now.now)


def is_open(submission: object) -> bool:
    decided = page(submission).decided  # type: ignore[arg-type]
    return decided is not None and decided.is_open


def test_a_finding_accepted_anyway_no_longer_holds_and_is_counted(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, NO_TESTS)
    waiver = ask_waiver(cast.pat, submission)
    assert not is_open(submission)
    approve(cast.olivia, waiver)
    assert is_open(submission)
    assert accept(cast, submission).decision.waived_count == 1


def test_its_cost_goes_on_the_list_of_what_is_still_to_fix_once(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, NO_TESTS)
    approve(cast.olivia, ask_waiver(cast.pat, submission, debt_cents=50_000))
    assert PunchItem.objects.get().value_cents == 50_000


def test_what_must_be_right_is_never_accepted_anyway(cast: Cast, engagement: Engagement) -> None:
    with pytest.raises(Refused, match="must be right cannot"):
        ask_waiver(cast.pat, opened(cast, engagement, HELD), check=SECRETS)


def test_the_owner_cannot_ask_and_whoever_asked_cannot_approve(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, NO_TESTS)
    with pytest.raises(Refused, match="Somebody else asks"):
        ask_waiver(cast.olivia, submission)
    waiver = ask_waiver(cast.pat, submission)
    with pytest.raises(Refused):
        approve(cast.pat, waiver)


def test_two_accounts_with_one_passkey_are_one_person(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, NO_TESTS)
    waiver = ask_waiver(cast.pat, submission)
    key = SoftPasskey().given_to(cast.olivia)
    key.given_to(cast.pat)
    with pytest.raises(Refused, match="another passkey"):
        approve(cast.olivia, waiver)


def test_a_new_finding_of_the_same_check_is_not_covered(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, NO_TESTS)
    approve(cast.olivia, ask_waiver(cast.pat, submission))
    assert submission.inspection is not None
    Lead.objects.create(
        inspection=submission.inspection, check_id=TESTS, fingerprint="another", summary="Another", path="b.py"
    )
    assert not is_open(submission)


def test_the_day_after_its_last_one_it_holds_nothing(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, NO_TESTS)
    waiver = approve(cast.olivia, ask_waiver(cast.pat, submission))
    Waiver.objects.filter(pk=waiver.pk).update(until=day_of(submission) - timedelta(days=1))
    assert not is_open(submission)


def test_its_last_day_ends_at_midnight_where_the_engagement_is(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, NO_TESTS)
    waiver = approve(cast.olivia, ask_waiver(cast.pat, submission))
    until, zone = waiver.until, ZoneInfo("America/New_York")
    evening = datetime(until.year, until.month, until.day, 23, 59, tzinfo=zone)
    assert page(submission).terms.calendar.zone == zone
    assert decided_now(submission, evening.astimezone(UTC)).is_open
    assert not decided_now(submission, (evening + timedelta(minutes=2)).astimezone(UTC)).is_open


def test_a_clock_set_back_does_not_revive_it(cast: Cast, engagement: Engagement) -> None:
    """H17."""
    submission = opened(cast, engagement, NO_TESTS)
    waiver = approve(cast.olivia, ask_waiver(cast.pat, submission))
    Waiver.objects.filter(pk=waiver.pk).update(until=timezone.now().date())
    engagement.refresh_from_db()
    engagement.last_event_at = timezone.now() + timedelta(days=2)
    engagement.save()
    assert not is_open(submission)


def test_it_does_not_cover_the_next_delivery(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, NO_TESTS)
    approve(cast.olivia, ask_waiver(cast.pat, submission))
    assert not is_open(handed(cast, submission.milestone, NO_TESTS, revision="b" * 40))


def test_what_was_not_seen_is_accepted_only_as_that(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, UNSEEN)
    with pytest.raises(Refused, match="without having looked"):
        ask_waiver(cast.pat, submission, fingerprint="")
    approve(cast.olivia, ask_waiver(cast.pat, submission, fingerprint="", reason_class="not_looked_at"))
    assert is_open(submission)


def test_too_long_too_dear_and_too_many_are_refused(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, NO_TESTS)
    with pytest.raises(Refused, match=f"At most {MOST_DAYS} days"):
        ask_waiver(cast.pat, submission, days=MOST_DAYS + 2)
    with pytest.raises(Refused, match="to put right at most: 10 %"):
        ask_waiver(cast.pat, submission, debt_cents=submission.milestone.amount_cents // 10 + 1)
    assert submission.inspection is not None
    prints = [f"print-{number}" for number in range(MOST_WAIVERS)]
    for name in prints:
        Lead.objects.create(inspection=submission.inspection, check_id=TESTS, fingerprint=name, summary="x")
        approve(cast.olivia, ask_waiver(cast.rita, submission, fingerprint=name, debt_cents=100))
    with pytest.raises(Refused, match="that is the most"):
        ask_waiver(cast.pat, submission)


def test_a_longer_time_is_asked_for_and_approved_anew(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, {**NO_TESTS, SECRETS: "fail"})
    first = approve(cast.olivia, ask_waiver(cast.pat, submission, days=10))
    second = ask_waiver(cast.pat, submission, days=40)
    assert first.pk != second.pk
    approve(cast.olivia, second)
    assert PunchItem.objects.count() == 1
    assert Event.objects.filter(kind="waiver.approved").count() == 2


def test_asking_about_what_is_met_is_refused(cast: Cast, engagement: Engagement) -> None:
    with pytest.raises(Refused, match="does not hold the payment any more"):
        ask_waiver(cast.pat, opened(cast, engagement, MET))
