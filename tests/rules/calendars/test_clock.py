"""The clocks of an agreement, and what they say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from makegood.rules.calendars.agreement import (
    Late,
    Rounds,
    Submission,
    Terms,
    acceptance_clock,
    appeal_clock,
    attestation_clock,
    cure_clock,
    extended,
    months_after,
    owner_lateness,
    pay_date,
    terms_problems,
)
from makegood.rules.calendars.business import Calendar, business_days_between, latest, said, zone
from makegood.rules.calendars.clock import ClockState, alarms, alarms_due

CALENDAR = Calendar(zone("America/New_York"))
TERMS = Terms(CALENDAR)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=CALENDAR.zone)  # type: ignore[misc,arg-type]


THURSDAY = at(2026, 2, 26, 10, 0)
WHOLE = Submission("round 1", THURSDAY, THURSDAY, THURSDAY)
CLOCK = acceptance_clock(WHOLE, TERMS)


def test_silence_counts_as_yes_on_a_named_day() -> None:
    assert CLOCK.sentence(THURSDAY) == "Silence counts as yes on Thursday 12 March 2026, 5:00 pm."
    assert CLOCK.state(THURSDAY) is ClockState.RUNNING
    assert CLOCK.days_left(THURSDAY) == 10


def test_the_last_moment_of_the_last_day_still_counts() -> None:
    assert CLOCK.state(at(2026, 3, 12, 0, 1)) is ClockState.DUE_TODAY
    assert CLOCK.sentence(at(2026, 3, 12, 9, 0)) == "Silence counts as yes today, Thursday 12 March 2026, 5:00 pm."
    assert CLOCK.state(at(2026, 3, 12, 17, 0)) is ClockState.DUE_TODAY
    assert [CLOCK.days_left(at(2026, 3, day, 9, 0)) for day in (11, 12, 13)] == [1, 0, 0]
    assert CLOCK.state(at(2026, 3, 12, 17, 0, 1)) is ClockState.PASSED
    assert CLOCK.sentence(at(2026, 3, 13, 9, 0)) == "Silence counted as yes on Thursday 12 March 2026, 5:00 pm."


def test_where_silence_does_not_count_the_sentence_does_not_say_so() -> None:
    clock = acceptance_clock(WHOLE, replace(TERMS, silence_counts=False))
    assert clock.sentence(THURSDAY) == "The owner's answer is due on Thursday 12 March 2026, 5:00 pm."


def test_an_incomplete_submission_on_a_friday_night_starts_no_clock() -> None:
    friday = at(2026, 2, 27, 23, 0)
    clock = acceptance_clock(Submission("round 1", friday, None, None), TERMS)
    assert clock.state(friday + timedelta(days=90)) is ClockState.NOT_STARTED
    assert clock.sentence(friday) == (
        "The clock has not started: the delivery is not complete and the delivery cannot be fetched."
    )
    assert clock.days_left(friday) is None
    assert alarms(clock) == ()


def test_the_clock_starts_with_the_last_of_receipt_completeness_and_access() -> None:
    late = Submission("round 1", THURSDAY, THURSDAY, at(2026, 3, 2, 9, 0))
    ends = acceptance_clock(late, TERMS).ends
    assert ends is not None
    assert said(ends, CALENDAR) == "Monday 16 March 2026, 5:00 pm"


def test_a_clock_that_had_passed_is_not_stopped_afterwards() -> None:
    assert CLOCK.stop(at(2026, 3, 12, 17, 1), "accepted").stopped is None
    assert (
        CLOCK.stop(at(2026, 3, 12, 17, 0), "accepted by Olivia").sentence(THURSDAY)
        == "The clock is stopped: accepted by Olivia."
    )


def test_a_clock_set_back_does_not_revive_what_had_passed() -> None:
    event = at(2026, 3, 13, 9, 0)
    assert CLOCK.state(latest(event - timedelta(days=1), event)) is ClockState.PASSED


def test_alarms_come_five_and_two_business_days_before() -> None:
    five, two = alarms(CLOCK)
    assert (said(five.at, CALENDAR), said(two.at, CALENDAR)) == (
        "Thursday 5 March 2026, 9:00 am",
        "Tuesday 10 March 2026, 9:00 am",
    )
    assert five.sentence == ("5 business days left. Silence counts as yes on Thursday 12 March 2026, 5:00 pm.")


def test_an_alarm_is_due_once_and_after_an_outage_only_the_last() -> None:
    assert alarms_due(CLOCK, at(2026, 3, 5, 8, 59)) == ()
    assert [alarm.days_before for alarm in alarms_due(CLOCK, at(2026, 3, 5, 9, 0))] == [5]
    assert alarms_due(CLOCK, at(2026, 3, 6, 9, 0), sent=[5]) == ()
    assert [alarm.days_before for alarm in alarms_due(CLOCK, at(2026, 3, 10, 9, 0))] == [2]
    assert alarms_due(CLOCK, at(2026, 3, 11, 9, 0), sent=[2]) == ()
    assert alarms_due(CLOCK, at(2026, 3, 11, 9, 0), sent=[5, 2]) == ()
    (late,) = alarms_due(CLOCK, at(2026, 3, 11, 9, 0), sent=[5])
    assert (late.days_before, late.sentence[:20]) == (2, "1 business day left.")
    assert alarms_due(CLOCK, at(2026, 3, 13, 9, 0)) == ()
    assert alarms_due(CLOCK.stop(THURSDAY, "accepted"), at(2026, 3, 10, 9, 0)) == ()


def test_a_clock_of_two_days_alarms_at_once() -> None:
    clock = appeal_clock(THURSDAY, TERMS)
    assert clock.sentence(THURSDAY) == "The neutral's answer is due on Monday 2 March 2026, 5:00 pm."
    [alarm] = alarms_due(clock, THURSDAY)
    assert (alarm.days_before, alarm.at) == (2, THURSDAY)
    assert alarm.sentence.startswith("2 business days left.")
    one = acceptance_clock(WHOLE, replace(TERMS, acceptance_days=1))
    [alarm] = alarms_due(one, THURSDAY)
    assert alarm.sentence.startswith("1 business day left.")


@given(moments, st.integers(1, 30))
def test_alarms_lie_between_start_and_end(start: datetime, number: int) -> None:
    clock = acceptance_clock(Submission("s", start, start, start), replace(TERMS, acceptance_days=number))
    five, two = alarms(clock)
    assert clock.ends is not None
    assert start <= five.at <= two.at <= clock.ends


def test_what_could_not_be_seen_stops_counting_after_the_agreed_days() -> None:
    clock = attestation_clock(THURSDAY, TERMS)
    assert clock.sentence(THURSDAY) == (
        "What could not be seen stops counting against the partner on Thursday 5 March 2026, 5:00 pm."
    )


def test_fixing_has_its_days_and_its_rounds() -> None:
    assert cure_clock(THURSDAY, TERMS).sentence(THURSDAY) == (
        "The corrected delivery is due on Thursday 12 March 2026, 5:00 pm."
    )
    assert Rounds(0, 2).sentence() == "Fix and check again: round 1 of 2."
    assert not Rounds(2, 2).may_cure
    assert Rounds(2, 2).sentence().startswith("All 2 rounds")
    assert Rounds(0, 0).sentence().startswith("No rounds")


def test_the_pay_date_counts_from_the_local_day_of_approval() -> None:
    approved = datetime(2026, 2, 27, 3, 0, tzinfo=UTC)
    assert pay_date(approved, TERMS) == date(2026, 3, 12)
    assert pay_date(approved, replace(TERMS, payment_days=0)) == date(2026, 2, 26)


def test_a_warranty_of_months_ends_on_the_same_day_or_the_last_of_a_shorter_month() -> None:
    assert months_after(date(2026, 6, 1), 6) == date(2026, 12, 1)
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_after(date(2027, 12, 15), 0) == date(2027, 12, 15)


def test_the_owners_late_days_are_counted_once_and_move_the_partners_dates() -> None:
    due = at(2026, 3, 3, 17, 0)
    late = [Late("answer", due, at(2026, 3, 5, 9, 0)), Late("access", due, at(2026, 3, 4, 9, 0))]
    days = owner_lateness(late, CALENDAR, due)
    assert days == (date(2026, 3, 4), date(2026, 3, 5))
    assert extended(date(2026, 3, 12), days, CALENDAR) == date(2026, 3, 16)


def test_what_is_not_done_yet_is_late_until_now_and_in_time_is_not_late() -> None:
    due = at(2026, 3, 3, 17, 0)
    assert owner_lateness([Late("answer", due)], CALENDAR, at(2026, 3, 4, 9, 0)) == (date(2026, 3, 4),)
    assert owner_lateness([Late("answer", due, at(2026, 3, 3, 18, 0))], CALENDAR, due) == (date(2026, 3, 3),)
    assert owner_lateness([Late("answer", due, due)], CALENDAR, at(2026, 6, 1, 9, 0)) == ()
    assert extended(date(2026, 3, 14), (), CALENDAR) == date(2026, 3, 14)


@given(st.lists(st.tuples(moments, moments), max_size=5))
def test_lateness_never_counts_a_day_twice_and_more_lateness_never_shortens(
    spans: list[tuple[datetime, datetime]],
) -> None:
    late = [Late("answer", due, done) for due, done in spans]
    days = owner_lateness(late, CALENDAR, at(2027, 1, 1, 9, 0))
    assert len(set(days)) == len(days)
    assert len(owner_lateness(late[1:], CALENDAR, at(2027, 1, 1, 9, 0))) <= len(days)
    due = date(2026, 6, 1)
    assert business_days_between(due, extended(due, days, CALENDAR), CALENDAR) >= 0


def test_terms_that_cannot_be_or_should_not_be_are_named() -> None:
    def names(terms: Terms) -> list[str]:
        return [problem.name for problem in terms_problems(terms)]

    assert names(TERMS) == []
    assert names(replace(TERMS, acceptance_days=0)) == ["days_missing"]
    assert names(replace(TERMS, cure_rounds=-1)) == ["rounds_below_zero"]
    assert names(replace(TERMS, cure_rounds=0)) == []
    assert names(replace(TERMS, acceptance_days=1)) == ["acceptance_short"]
    [short] = terms_problems(replace(TERMS, acceptance_days=5))
    assert (short.name, short.blocks) == ("acceptance_short", False)
    assert names(replace(TERMS, acceptance_days=5, silence_counts=False)) == []
