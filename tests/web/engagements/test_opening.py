"""A new engagement: three answers, one seat, one event; sent twice, one engagement."""

from __future__ import annotations

import uuid

from makegood.accounts.models import Company, Membership
from makegood.engagements.models import Engagement, Event, Role, Seat
from tests.web.cast import Cast, signed_in

NEW = "/engagements/new/"


def _answers(**changed: str) -> dict[str, str]:
    given = {"id": str(uuid.uuid4()), "name": "Customer portal", "partner_name": "Pixel Works"}
    return {**given, "company_name": "Stan's Stands", "time_zone": "America/Chicago", **changed}


def test_the_first_one_makes_the_company_and_the_owners_seat(cast: Cast) -> None:
    answer = signed_in(cast.stan).post(NEW, _answers())
    engagement = Engagement.objects.get(name="Customer portal")
    assert answer.headers["Location"] == f"/engagements/{engagement.pk}/"
    assert (engagement.owner_company.name, engagement.partner, engagement.time_zone) == (
        "Stan's Stands",
        "Pixel Works",
        "America/Chicago",
    )
    assert Seat.objects.get(engagement=engagement).role == Role.OWNER
    assert Membership.objects.get(user=cast.stan).may_manage
    assert [event.kind for event in Event.objects.filter(engagement=engagement)] == ["engagement.opened"]


def test_sent_twice_it_opens_one(cast: Cast) -> None:
    client, answers = signed_in(cast.stan), _answers()
    first, second = (client.post(NEW, answers).headers["Location"] for _ in range(2))
    assert first == second
    assert (Engagement.objects.count(), Company.objects.filter(name="Stan's Stands").count()) == (1, 1)


def test_the_id_of_another_engagement_opens_ones_own(cast: Cast, engagement: Engagement) -> None:
    location = signed_in(cast.stan).post(NEW, _answers(id=str(engagement.pk))).headers["Location"]
    assert str(engagement.pk) not in location
    assert not Seat.objects.filter(engagement=engagement, user=cast.stan).exists()


def test_a_name_is_one_line(cast: Cast) -> None:
    """A line break in one makes every mail that names it one that cannot be sent."""
    hostile = {
        "name": "Portal\rBcc: v@x.example",
        "partner_name": "Pixel\r\nWorks\u202e",
        "company_name": "Stan\u2028Ltd",
    }
    signed_in(cast.stan).post(NEW, _answers(**hostile))
    engagement = Engagement.objects.get()
    assert (engagement.name, engagement.partner, engagement.owner_company.name) == (
        "Portal Bcc: v@x.example",
        "Pixel Works",
        "Stan Ltd",
    )


def test_what_is_missing_is_asked_for_and_what_was_typed_is_kept(cast: Cast) -> None:
    answer = signed_in(cast.stan).post(NEW, _answers(name="  ", time_zone="Mars/Olympus"))
    seen = answer.content.decode()
    assert answer.status_code == 422
    assert "Give it a name" in seen
    assert 'value="Pixel Works"' in seen
    assert "<title>Error:" in seen
    assert not Engagement.objects.exists()


def test_a_member_without_the_right_to_manage_opens_none_in_the_companys_name(
    cast: Cast, engagement: Engagement
) -> None:
    Membership.objects.create(company=engagement.owner_company, user=cast.ben, may_manage=False)
    seen = signed_in(cast.ben).get(NEW).content.decode()
    assert "Your company’s name" in seen
    assert engagement.owner_company.name not in seen


def test_who_manages_two_companies_is_asked_which(cast: Cast, engagement: Engagement) -> None:
    second = Company.objects.create(name="Second Supplies")
    Membership.objects.create(company=second, user=cast.olivia, may_manage=True)
    client = signed_in(cast.olivia)
    assert client.post(NEW, _answers()).status_code == 422
    client.post(NEW, _answers(company=str(second.pk)))
    assert Engagement.objects.get(name="Customer portal").owner_company == second
    assert engagement.owner_company != second
