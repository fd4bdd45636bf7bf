"""Federal holidays as the Office of Personnel Management lists them."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from makegood.rules.calendars.holidays import holiday, observed


def test_2026_is_as_published() -> None:
    assert sorted(observed(2026)) == [
        date(2026, 1, 1),
        date(2026, 1, 19),
        date(2026, 2, 16),
        date(2026, 5, 25),
        date(2026, 6, 19),
        date(2026, 7, 3),
        date(2026, 9, 7),
        date(2026, 10, 12),
        date(2026, 11, 11),
        date(2026, 11, 26),
        date(2026, 12, 25),
    ]


def test_2024_is_as_published() -> None:
    days = ["01-01", "01-15", "02-19", "05-27", "06-19", "07-04", "09-02", "10-14", "11-11", "11-28", "12-25"]
    assert sorted(observed(2024)) == [date.fromisoformat(f"2024-{day}") for day in days]


def test_a_holiday_on_a_weekend_is_observed_on_the_nearest_weekday() -> None:
    assert holiday(date(2026, 7, 3)) == "Independence Day"
    assert holiday(date(2026, 7, 4)) is None
    assert holiday(date(2027, 7, 5)) == "Independence Day"
    assert holiday(date(2022, 6, 20)) == "Juneteenth"


def test_new_year_on_a_saturday_is_observed_in_the_old_year() -> None:
    assert holiday(date(2021, 12, 31)) == "New Year's Day"
    assert holiday(date(2022, 1, 1)) is None
    assert len(observed(2022)) == 10


@given(st.integers(2021, 2200))
def test_no_holiday_is_observed_at_a_weekend_and_each_year_has_its_eleven(year: int) -> None:
    days = observed(year)
    assert all(day.weekday() < 5 and day.year == year for day in days)
    assert len(days) in (10, 11, 12)
    assert len(set(days.values())) in (10, 11)
