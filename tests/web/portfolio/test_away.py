"""A colleague stands in where the owner allows it: with the same rights, never longer, and not after the absent one."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from makegood.accounts.models import Membership
from makegood.engagements.models import Engagement, Event, Seat
from makegood.engagements.permissions import standing_of
from makegood.notices.making import make_notices
from makegood.notices.models import Notice
from makegood.rhythm.portfolio.models import Away
from makegood.rules.calendars.business import plain_day
from tests.web.cast import Cast, signed_in
from tests.web.engagements.people_of_tests import at, role_of, words
from tests.web.portfolio.practices import practice_for


def asked(cast: Cast, days: int = 10) -> Away:
    """By the page; Stan belongs to the practice."""
    Membership.objects.create(company=practice_for(cast.adam).company, user=cast.stan)
    today = timezone.localdate()
    typed = {"person": str(cast.stan.pk), "begins": str(today), "until": str(today + timedelta(days=days))}
    answer = signed_in(cast.adam).post("/practice/away/", {**typed, "reason": "On holiday"}, follow=True)
    assert "1 owner is asked" in words(answer)
    return Away.objects.get()


def path(row: Away) -> str:
    return f"/engagements/{row.engagement_id}/advisors/away/{row.pk}/"


def test_the_owner_allows_it_and_the_colleague_has_what_the_absent_one_has(cast: Cast, engagement: Engagement) -> None:
    Seat.objects.filter(user=cast.adam).update(until=timezone.now() + timedelta(days=3))
    row = asked(cast)
    assert not role_of(cast.stan, engagement)
    olivia = signed_in(cast.olivia)
    assert f"is away until {plain_day(timezone.localdate() + timedelta(days=10))}. May Stan stand in?" in words(
        olivia.get("/")
    )
    assert "On holiday" in words(olivia.get(path(row)))
    for _ in range(2):
        olivia.post(path(row), {"allow": "yes"})
    adam, stan = (standing_of(user, engagement.pk) for user in (cast.adam, cast.stan))
    assert stan.acts == adam.acts
    assert stan.seats[0].until == adam.seats[0].until, "no longer than the absent one"
    assert Event.objects.filter(kind="advisor.away_allowed").count() == 1
    olivia.post(at(engagement, f"seats/{adam.seats[0].pk}/end/"))
    assert not role_of(cast.stan, engagement), "it ends with the seat that it stands on"


def test_refused_is_refused_and_said(cast: Cast, engagement: Engagement) -> None:
    row = asked(cast)
    signed_in(cast.olivia).post(path(row), {"allow": "no"})
    signed_in(cast.olivia).post(path(row), {"allow": "yes"})
    assert not role_of(cast.stan, engagement)
    assert "Refused" in words(signed_in(cast.adam).get("/practice/away/"))


def test_nobody_stands_in_for_who_has_left_nor_from_outside_the_practice(cast: Cast, engagement: Engagement) -> None:
    row = asked(cast)
    olivia = signed_in(cast.olivia)
    Membership.objects.filter(user=cast.stan).delete()
    assert "belongs to Reyes Advisory no longer" in words(olivia.post(path(row), {"allow": "yes"}, follow=True))
    Seat.objects.filter(user=cast.adam).update(ended=timezone.now())
    assert "advises you no longer" in words(olivia.post(path(row), {"allow": "yes"}, follow=True))
    assert not role_of(cast.stan, engagement)


def test_somebody_of_the_partners_side_does_not_stand_in(cast: Cast, engagement: Engagement) -> None:
    row = asked(cast)
    Seat.objects.create(engagement=engagement, user=cast.stan, role="partner")
    answer = signed_in(cast.olivia).post(path(row), {"allow": "yes"}, follow=True)
    assert "cannot sit on the owner" in words(answer)


def test_owner_and_advisor_are_told_and_what_waits_is_taken_back(cast: Cast, engagement: Engagement) -> None:
    row = asked(cast)
    make_notices()
    told = {str(one.to): one for one in Notice.objects.filter(channel="mail")}
    assert told["Olivia"].subject == "May Stan stand in for Adam? The portal"
    assert told["Olivia"].path == path(row)
    adam = signed_in(cast.adam)
    for _ in range(2):
        adam.post("/practice/away/take-back")
    assert Event.objects.filter(kind="advisor.away_withdrawn").count() == 1
    assert "stand in?" not in words(signed_in(cast.olivia).get("/"))
    assert "Taken back" in words(adam.get("/practice/away/"))
    signed_in(cast.olivia).post(path(row), {"allow": "yes"})
    assert not role_of(cast.stan, engagement)


def test_whoever_asked_is_told_the_answer_and_the_colleague_that_they_sit_there(
    cast: Cast, engagement: Engagement
) -> None:
    row = asked(cast)
    signed_in(cast.olivia).post(path(row), {"allow": "yes"})
    make_notices()
    told = {str(one.to) for one in Notice.objects.filter(subject=f"Stan may stand in: {engagement}")}
    assert told == {"Adam", "Stan"}
