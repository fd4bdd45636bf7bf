"""Hours: read as people write them, added up by client and month, and shown to nobody else."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from makegood.engagements.models import Engagement, Event, Role, Seat
from makegood.rhythm.portfolio.actions.hours import write_hours
from makegood.rhythm.portfolio.forms.hours import minutes_of
from makegood.rhythm.portfolio.models import WorkHours
from makegood.rhythm.portfolio.queries.months import after, before, month_of
from tests.web.cast import Cast, make_engagement, signed_in
from tests.web.engagements.people_of_tests import words


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("1:30", 90), ("1.5", 90), ("1,25 h", 75), ("1h 30", 90), ("2h5m", 125), ("45 min", 45), ("2", 120)]
    + [(text, None) for text in ("", "soon", "1:75", "-1", "1e3", "1 h 90", "12345 min")],
)
def test_time_is_read_as_people_write_it(text: str, minutes: int | None) -> None:
    assert minutes_of(text) == minutes


def test_months_follow_each_other() -> None:
    assert month_of("2026-12") == date(2026, 12, 1)
    assert after(date(2026, 12, 1)) == date(2027, 1, 1)
    assert before(date(2026, 1, 1)) == date(2025, 12, 1)
    assert [month_of(text) for text in ("2026-13", "1999-01", "2026-1", "x", "")] == [None] * 5


def test_hours_are_written_added_up_taken_back_and_are_no_event(cast: Cast, engagement: Engagement) -> None:
    adam, path, today = signed_in(cast.adam), f"/clients/{engagement.pk}/hours/", str(timezone.localdate())
    assert adam.post(path, {"day": today, "time": "1:30", "what": "=HYPERLINK(1)"}).status_code == 302
    assert adam.post(path, {"day": today, "time": "45 min", "what": "A call"}).status_code == 302
    assert "2:15 hours in" in words(adam.get("/clients/hours/"))
    file = adam.get("/clients/hours.csv").content.decode("utf-8-sig")
    assert '"\'=HYPERLINK(1)"' in file
    assert '"Acme Supplies"' in file
    row = WorkHours.objects.get(what="A call")
    adam.post(f"{path}{row.pk}/remove")
    assert "1:30 hours for Acme Supplies" in words(adam.get(path))
    assert not Event.objects.exists()


def test_hours_of_all_clients_are_written_down_on_one_page(cast: Cast, engagement: Engagement) -> None:
    other, quiet = make_engagement(cast, "Other"), make_engagement(cast, "Quiet")
    adam, today = signed_in(cast.adam), str(timezone.localdate())
    typed = {f"{one.pk.hex}-day": today for one in (engagement, other, quiet)}
    typed |= {f"{engagement.pk.hex}-time": "1:30", f"{engagement.pk.hex}-what": "Bill"}
    wrong = adam.post("/clients/hours/", {**typed, f"{other.pk.hex}-time": "45 min"})
    assert wrong.status_code == 422
    assert "Say what for, in a few words." in words(wrong)
    assert not WorkHours.objects.exists(), "all lines or none"
    typed |= {f"{other.pk.hex}-time": "45 min", f"{other.pk.hex}-what": "Call"}
    assert "2:15 hours are written down." in words(adam.post("/clients/hours/", typed, follow=True))
    assert {row.engagement: row.minutes for row in WorkHours.objects.all()} == {engagement: 90, other: 45}


def test_another_advisor_of_the_client_sees_none_of_them(cast: Cast, engagement: Engagement) -> None:
    row = write_hours(engagement=engagement, by=cast.adam, day=timezone.localdate(), minutes=60, what="A secret call")
    Seat.objects.create(engagement=engagement, user=cast.stan, role=Role.ADVISOR, capabilities=["see"])
    stan = signed_in(cast.stan)
    for path in (f"/clients/{engagement.pk}/hours/", "/clients/hours/", "/clients/hours.csv"):
        assert "A secret call" not in stan.get(path).content.decode()
    assert stan.post(f"/clients/{engagement.pk}/hours/{row.pk}/remove").status_code == 404


def test_what_was_typed_wrong_is_said_and_kept(cast: Cast, engagement: Engagement) -> None:
    typed = {"day": "2031-01-01", "time": "long", "what": "A call"}
    answer = signed_in(cast.adam).post(f"/clients/{engagement.pk}/hours/", typed)
    assert answer.status_code == 422
    for said in ("The day is today or before", "Write the time as 1:30", 'value="long"', "A call"):
        assert said in words(answer)
