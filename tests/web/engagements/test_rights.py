"""Advisors have what was granted, reviewers are independent, seats end, stand-ins stand in (H14, H21)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from makegood.accounts.models import Membership, User
from makegood.engagements.actions import inviting
from makegood.engagements.actions.inviting import Guest
from makegood.engagements.forms.days import today_in
from makegood.engagements.independence import Dependent, refuse_dependent_reviewer
from makegood.engagements.intents import Refused
from makegood.engagements.models import Engagement, Intent, Invitation, Seat
from makegood.engagements.permissions import Act, standing_of
from tests.web.authenticator import SoftPasskey
from tests.web.cast import Cast, signed_in
from tests.web.engagements.people_of_tests import NORA, at, invite, kinds, person, role_of, words
from tests.web.engagements.test_confirm import challenge
from tests.web.engagements.test_confirm import path as confirmation


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


TODAY = timezone.now().date()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"until": TODAY + timedelta(days=30)}, "Choose at least one thing"),
        ({"capabilities": ["see work"]}, "Say until which day"),
        ({"capabilities": ["see work"], "until": TODAY - timedelta(days=2)}, "must lie ahead"),
        ({"capabilities": ["see work"], "until": TODAY + timedelta(days=900)}, "at most two years"),
        ({"capabilities": ["release"], "until": TODAY + timedelta(days=30)}, "release is not one of the available"),
        ({"capabilities": ["see work"], "until": TODAY + timedelta(days=30), "email": "x"}, "no e-mail address"),
    ],
)
def test_an_advisor_needs_named_rights_and_a_last_day(
    cast: Cast, engagement: Engagement, given: dict[str, object], sentence: str
) -> None:
    answer = signed_in(cast.olivia).post(at(engagement, "invite/advisor/"), {"email": NORA, **given})
    assert (answer.status_code, sentence in words(answer)) == (422, True)
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("act", [Act.RELEASE, Act.APPROVE_WAIVER, Act.SIGN_AS_OWNER, Act.DECIDE, Act.CHANGE_PAYEE])
def test_nobody_can_grant_releasing_waiving_or_signing(cast: Cast, engagement: Engagement, act: Act) -> None:
    guest = Guest(email=NORA, role="advisor", capabilities=[act.value], until=timezone.now() + timedelta(days=3))
    with pytest.raises(Refused, match="cannot be given away"):
        inviting.invite(standing=standing_of(cast.olivia, engagement.pk), guest=guest)


def test_an_advisor_has_what_was_granted_until_the_last_day(cast: Cast, engagement: Engagement) -> None:
    more = {"capabilities": ["see work", "see money"], "until": TODAY + timedelta(days=30)}
    path, nora = invite(cast.olivia, engagement, role="advisor", **more), person(NORA)
    assert "You may see what was handed in, inspections and evidence and see amounts" in words(Client().get(path))
    signed_in(nora).post(path)
    assert standing_of(nora, engagement.pk).acts == {Act.SEE, Act.SEE_WORK, Act.SEE_MONEY}
    Seat.objects.filter(user=nora).update(until=timezone.now() - timedelta(seconds=1))
    assert signed_in(nora).get(f"/engagements/{engagement.pk}/").status_code == 404
    signed_in(nora).post(
        invite(cast.olivia, engagement, role="advisor", **more)
    )  # the old seat does not stand in the way
    assert role_of(nora, engagement) == {"advisor"}


@pytest.mark.parametrize("email", ["quinn@pixelworks.example", "Quinn@PixelWorks.example"])
def test_a_reviewer_of_the_partners_mail_house_is_refused(cast: Cast, engagement: Engagement, email: str) -> None:
    answer = signed_in(cast.olivia).post(at(engagement, "invite/reviewer/"), {"email": email})
    assert (answer.status_code, "no independent reviewer" in words(answer)) == (422, True)
    Seat.objects.filter(user=cast.pat).update(ended=timezone.now())  # who left yesterday still is no stranger
    assert signed_in(cast.olivia).post(at(engagement, "invite/reviewer/"), {"email": email}).status_code == 422


def test_two_people_at_a_public_mail_house_are_strangers(cast: Cast, engagement: Engagement) -> None:
    User.objects.filter(pk=cast.pat.pk).update(email="pat@gmail.com")
    assert invite(cast.olivia, engagement, "quinn@gmail.com", "reviewer")


def test_a_reviewer_with_the_partners_passkey_or_company_is_refused(cast: Cast, engagement: Engagement) -> None:
    refuse_dependent_reviewer(engagement, cast.rita)
    key = SoftPasskey().given_to(cast.pat)
    quinn = person("quinn@elsewhere.example")
    path = invite(cast.olivia, engagement, quinn.email, "reviewer")
    key.given_to(quinn)
    answer = signed_in(quinn).post(path)
    assert (answer.status_code, "same passkey as somebody of the partner" in words(answer)) == (422, True)
    Membership.objects.create(company=engagement.partner_company, user=cast.rita)
    with pytest.raises(Dependent, match="belongs to the partner's company"):
        refuse_dependent_reviewer(engagement, cast.rita)


@pytest.mark.parametrize(("who", "role"), [("ben", "partner"), ("pat", "bookkeeper"), ("rita", "bookkeeper")])
def test_nobody_sits_on_two_sides(cast: Cast, engagement: Engagement, who: str, role: str) -> None:
    answer = signed_in(cast.olivia).post(at(engagement, f"invite/{role}/"), {"email": getattr(cast, who).email})
    assert answer.status_code == 422
    assert not Invitation.objects.exists()


def test_each_side_ends_its_own_seats_only(cast: Cast, engagement: Engagement) -> None:
    def end(by: User, whose: User) -> int:
        seat = Seat.objects.get(user=whose, engagement=engagement, ended=None)
        return int(signed_in(by).post(at(engagement, f"seats/{seat.pk}/end/")).status_code)

    assert end(cast.olivia, cast.pat) == end(cast.pat, cast.ben) == end(cast.pat, cast.rita) == 404
    assert end(cast.olivia, cast.olivia) == end(cast.pat, cast.pat) == 404  # the last of a side
    assert end(cast.ben, cast.rita) == 404
    assert end(cast.olivia, cast.ben) == end(cast.rita, cast.rita) == 302
    assert not role_of(cast.ben, engagement) | role_of(cast.rita, engagement)
    assert signed_in(cast.ben).get(f"/engagements/{engagement.pk}/").status_code == 404
    assert kinds(engagement) == ["seat.ended", "seat.ended"]


def stand_in(cast: Cast, engagement: Engagement, begins: date, until: date, who: User | None = None) -> HttpResponse:
    data = {"person": str((who or cast.ben).pk), "begins": begins.isoformat(), "until": until.isoformat()}
    return signed_in(cast.olivia).post(at(engagement, "stand-in/"), data)


def test_a_stand_in_has_the_owners_rights_for_the_stated_time(cast: Cast, engagement: Engagement) -> None:
    key = SoftPasskey().given_to(cast.olivia)
    today = today_in(engagement.time_zone)
    to = stand_in(cast, engagement, today, today + timedelta(days=6)).headers["Location"]
    intent = Intent.objects.get()
    assert to == confirmation(intent)
    olivia = signed_in(cast.olivia)
    assert "Ben can decide, accept and release money" in words(olivia.get(to))
    assert "one person alone releases money and pays it" in words(olivia.get(to))
    assert not standing_of(cast.ben, engagement.pk).may(Act.RELEASE)
    assert olivia.post(to, {"credential": key.signed(challenge(intent))}).headers["Location"] == at(engagement)
    ben = standing_of(cast.ben, engagement.pk)
    assert ben.may(Act.RELEASE)
    assert not ben.may(Act.NAME_STAND_IN)  # the rights are not passed on
    assert kinds(engagement) == ["stand_in.named"]
    assert "Stands in for Olivia" in words(olivia.get(at(engagement)))
    record = words(olivia.get(f"/engagements/{engagement.pk}/record/"))
    assert "Olivia named a stand-in: Ben." in record
    assert "Ben, stands in for Olivia" in record
    seat = Seat.objects.get(stand_in_for=cast.olivia)
    assert "Ben stands in for Olivia no longer" in words(olivia.get(at(engagement, f"seats/{seat.pk}/end/")))
    Seat.objects.filter(pk=seat.pk).update(until=timezone.now())
    assert not standing_of(cast.ben, engagement.pk).may(Act.RELEASE)


@pytest.mark.parametrize(
    ("begins", "until", "sentence"),
    [(-3, 5, "This day is over"), (1, 0, "the first day or later"), (0, 200, "at most three months")],
)
def test_the_days_of_a_stand_in_are_sound(
    cast: Cast, engagement: Engagement, begins: int, until: int, sentence: str
) -> None:
    answer = stand_in(cast, engagement, TODAY + timedelta(days=begins), TODAY + timedelta(days=until))
    assert (answer.status_code, sentence in words(answer)) == (422, True)
    assert not Intent.objects.exists()


@pytest.mark.parametrize("who", ["pat", "rita", "max", "stan", "olivia"])
def test_only_somebody_of_the_owners_own_side_stands_in(cast: Cast, engagement: Engagement, who: str) -> None:
    answer = stand_in(cast, engagement, TODAY + timedelta(days=1), TODAY + timedelta(days=2), getattr(cast, who))
    assert answer.status_code == 422


def test_the_page_of_people_asks_the_database_as_often_for_many_as_for_few(
    cast: Cast, engagement: Engagement, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(12):
        Seat.objects.create(engagement=engagement, user=person(f"p{n}@pixelworks.example"), role="partner")
        if n < 6:
            invite(cast.olivia, engagement, f"n{n}@books.example")
    client = signed_in(cast.olivia)
    with django_assert_max_num_queries(14):
        assert client.get(at(engagement)).status_code == 200
