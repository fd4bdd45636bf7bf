"""Four doors: whoever has never heard our words gets in by what lies on the desk."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from makegood.accounts.models import Company, Membership
from makegood.engagements.models import Engagement
from makegood.engagements.permissions import standing_of
from makegood.rhythm.desk.models import Desk, Door
from makegood.rhythm.desk.queries.waiting import waiting_about_desks
from tests.web.cast import Cast, signed_in
from tests.web.desk.desks import decided, desk_with

DOORS = "/desk/"


def _enter(cast: Cast, door: str = "bill", **given: str) -> Desk:
    answer = signed_in(cast.stan).post(DOORS, {"id": str(uuid.uuid4()), "door": door, **given})
    assert answer.status_code == 302, answer.content
    desk = Desk.objects.order_by("-begun").first()
    assert desk is not None
    assert answer.headers["Location"] == reverse("desk:papers", args=[desk.engagement_id])
    return desk


@pytest.mark.parametrize("door", Door.values)
def test_every_door_leads_to_the_papers_of_an_engagement_under_a_working_name(cast: Cast, door: str) -> None:
    desk = _enter(cast, door)
    assert desk.door == door
    assert desk.working_name
    assert standing_of(cast.stan, desk.engagement_id).is_owner


def test_a_door_that_is_opened_twice_begins_one_engagement(cast: Cast) -> None:
    client, id = signed_in(cast.stan), str(uuid.uuid4())
    for _ in range(2):
        client.post(DOORS, {"id": id, "door": "bill"})
    assert (Engagement.objects.count(), Desk.objects.count()) == (1, 1)


def test_a_new_engagement_goes_by_the_clock_of_the_browser(cast: Cast) -> None:
    assert _enter(cast, time_zone="Europe/Berlin").engagement.time_zone == "Europe/Berlin"
    assert _enter(cast, time_zone="Mars/Olympus").engagement.time_zone == "Europe/Berlin"  # the company's, by now


def test_who_has_several_companies_says_which(cast: Cast) -> None:
    for name in ("One", "Two"):
        company = Company.objects.create(name=name)
        Membership.objects.create(company=company, user=cast.stan, may_manage=True)
    answer = signed_in(cast.stan).post(DOORS, {"id": str(uuid.uuid4()), "door": "bill"})
    assert answer.status_code == 422
    assert "Choose the company that buys it." in answer.content.decode()


def test_no_door_chosen_is_asked_again(cast: Cast) -> None:
    answer = signed_in(cast.stan).post(DOORS, {"id": str(uuid.uuid4())})
    assert answer.status_code == 422
    assert "Choose what lies on your desk." in answer.content.decode()


def test_an_engagement_that_is_here_already_gets_its_desk_by_a_button(cast: Cast, engagement: Engagement) -> None:
    client, path = signed_in(cast.olivia), reverse("desk:show", args=[engagement.pk])
    assert "Put something on the desk" in client.get(path).content.decode()
    assert not Desk.objects.exists()
    client.post(reverse("desk:begin", args=[engagement.pk]), {"door": "worry"})
    assert Desk.objects.get().door == Door.WORRY
    assert engagement.name in signed_in(cast.olivia).get(DOORS).content.decode()


def test_what_was_begun_is_offered_to_be_continued(cast: Cast, engagement: Engagement) -> None:
    desk = desk_with(engagement, cast.olivia)
    told = list(waiting_about_desks([standing_of(cast.olivia, engagement.pk)]))
    assert [line.sentence for line in told] == [f"Continue: look over what was read ({desk.left} values)"]
    assert signed_in(cast.olivia).get(f"/engagements/{engagement.pk}/desk/").headers["Location"] == told[0].path
    assert not list(waiting_about_desks([standing_of(cast.pat, engagement.pk)]))


def test_who_starts_with_nothing_is_led_on_to_the_agreement(cast: Cast, engagement: Engagement) -> None:
    olivia, desk = signed_in(cast.olivia), desk_with(engagement, cast.olivia, {}, door=Door.START)
    page = olivia.get(reverse("desk:papers", args=[engagement.pk])).content.decode()
    assert "I have nothing yet" in page
    assert "Nothing lies here yet" in olivia.get(reverse("desk:seen", args=[engagement.pk])).content.decode()
    decided(desk)
    page = olivia.get(reverse("desk:decision", args=[engagement.pk])).content.decode()
    assert "Begin it question by question" in page
    assert "Draft the agreement from these papers" not in page
