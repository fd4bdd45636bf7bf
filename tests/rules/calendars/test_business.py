"""Business days in the zone of the agreement."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makegood.rules.calendars.business import (
    Calendar,
    add_business_days,
    business_days_between,
    deadline,
    latest,
    received_on,
    said,
    zone,
)
from makegood.rules.refusal import Refused

NEW_YORK = Calendar(zone("America/New_York"))
LOS_ANGELES = Calendar(zone("America/Los_Angeles"))
days = st.dates(date(2022, 1, 1), date(2040, 1, 1))
moments = st.datetimes(datetime(2022, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))


def local(calendar: Calendar, *parts: int) -> datetime:
    return datetime(*parts, tzinfo=calendar.zone)  # type: ignore[misc,arg-type]


def test_thanksgiving_and_the_weekend_do_not_count() -> None:
    assert add_business_days(date(2026, 11, 25), 1, NEW_YORK) == date(2026, 11, 27)
    assert add_business_days(date(2026, 11, 25), 2, NEW_YORK) == date(2026, 11, 30)
    assert business_days_between(date(2026, 11, 25), date(2026, 11, 30), NEW_YORK) == 2


def test_no_days_from_a_sunday_is_the_monday() -> None:
    assert add_business_days(date(2026, 3, 1), 0, NEW_YORK) == date(2026, 3, 2)
    assert add_business_days(date(2026, 3, 2), 0, NEW_YORK) == date(2026, 3, 2)


def test_days_that_were_agreed_not_to_count_do_not() -> None:
    closed = Calendar(NEW_YORK.zone, closed=frozenset({date(2026, 3, 3)}))
    assert add_business_days(date(2026, 3, 2), 1, closed) == date(2026, 3, 4)


@given(days, st.integers(1, 60))
def test_adding_and_counting_agree(day: date, number: int) -> None:
    after = add_business_days(day, number, NEW_YORK)
    assert business_days_between(day, after, NEW_YORK) == number
    assert NEW_YORK.is_business_day(after)
    assert business_days_between(after, day, NEW_YORK) == -number


@given(days, st.integers(1, 60))
def test_going_back_undoes_going_forward_from_a_business_day(day: date, number: int) -> None:
    start = NEW_YORK.next_business_day(day)
    assert add_business_days(add_business_days(start, number, NEW_YORK), -number, NEW_YORK) == start


@given(days, days, days)
def test_days_between_add_up(one: date, two: date, three: date) -> None:
    first, second, third = sorted((one, two, three))
    whole = business_days_between(first, third, NEW_YORK)
    assert whole == business_days_between(first, second, NEW_YORK) + business_days_between(second, third, NEW_YORK)


def test_what_comes_after_close_counts_as_received_the_next_business_day() -> None:
    assert received_on(local(NEW_YORK, 2026, 3, 5, 17, 0), NEW_YORK) == date(2026, 3, 5)
    assert received_on(local(NEW_YORK, 2026, 3, 5, 17, 1), NEW_YORK) == date(2026, 3, 6)
    assert received_on(local(NEW_YORK, 2026, 3, 6, 23, 59), NEW_YORK) == date(2026, 3, 9)


def test_the_close_is_that_of_the_agreement_and_not_of_the_sender() -> None:
    moment = local(LOS_ANGELES, 2026, 3, 5, 15, 0)
    assert received_on(moment, NEW_YORK) == date(2026, 3, 6)
    assert received_on(moment, LOS_ANGELES) == date(2026, 3, 5)


def test_a_deadline_is_a_local_close_also_after_the_clocks_changed() -> None:
    ends = deadline(local(NEW_YORK, 2026, 3, 5, 10, 0), 5, NEW_YORK)
    assert said(ends, NEW_YORK) == "Thursday 12 March 2026, 5:00 pm"
    assert ends == datetime(2026, 3, 12, 21, 0, tzinfo=UTC)


@given(moments, st.integers(1, 30))
def test_a_deadline_leaves_the_whole_of_its_business_days(start: datetime, number: int) -> None:
    ends = deadline(start, number, NEW_YORK)
    last = NEW_YORK.day_of(ends)
    assert NEW_YORK.is_business_day(last)
    assert ends.astimezone(NEW_YORK.zone).time() == time(17, 0)
    assert business_days_between(received_on(start, NEW_YORK), last, NEW_YORK) == number
    assert deadline(start + timedelta(hours=1), number, NEW_YORK) >= ends


def test_now_is_the_later_of_the_clock_and_the_last_event() -> None:
    clock = datetime(2026, 3, 5, tzinfo=UTC)
    assert latest(clock, None) == clock
    assert latest(clock, clock + timedelta(days=1)) == clock + timedelta(days=1)
    assert latest(clock, clock - timedelta(days=1)) == clock


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        NEW_YORK.day_of(datetime(2026, 3, 5))


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../etc/passwd", "EST5EDT4,M3.2.0,M11.1.0", "America"])
def test_a_zone_that_is_none_gets_a_sentence(name: str) -> None:
    with pytest.raises(Refused, match="not a time zone"):
        zone(name)


def test_midday_and_midnight_are_said_as_people_say_them() -> None:
    assert said(local(NEW_YORK, 2026, 3, 5, 12, 5), NEW_YORK).endswith("12:05 pm")
    assert said(local(NEW_YORK, 2026, 3, 5, 0, 5), NEW_YORK).endswith("12:05 am")
