"""How money and time are said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from makegood.web.templatetags import face


@pytest.fixture(autouse=True)
def new_york() -> Iterator[None]:
    with timezone.override("America/New_York"):
        yield


def test_money_is_said_in_dollars_and_stands_in_columns_with_cents() -> None:
    assert [face.dollars(c) for c in (3800000, 3800050, -5, 0, None)] == ["$38,000", "$38,000.50", "-$0.05", "$0", "–"]
    assert [face.exact(c) for c in (3800000, -50, None)] == ["38,000.00", "−0.50", "–"]


def test_a_moment_is_said_in_the_time_zone_of_the_engagement() -> None:
    moment = datetime(2026, 3, 13, 1, 5, tzinfo=UTC)
    assert face.day(moment) == "12 March 2026"
    assert face.clock(moment) == "Thu 12 March 2026, 9:05 pm EDT"
    with timezone.override("Asia/Kolkata"):
        assert face.clock(moment) == "Fri 13 March 2026, 6:35 am IST"
    assert face.day(date(2026, 3, 13)) == "13 March 2026"


@pytest.mark.parametrize(
    ("passed", "said"),
    [(timedelta(seconds=20), "just now"), (timedelta(minutes=1), "1 minute ago"), (timedelta(hours=3), "3 hours ago")],
)
def test_what_was_is_said_as_long_ago(passed: timedelta, said: str) -> None:
    assert face.ago(timezone.now() - passed) == said


@pytest.mark.parametrize(("days", "said"), [(-2, "2 days late"), (0, "today"), (1, "tomorrow"), (5, "in 5 days")])
def test_what_is_due_is_said_in_days(days: int, said: str) -> None:
    assert face.days_left(timezone.localdate() + timedelta(days=days)) == said
