"""Colleagues join a practice by their own yes, and see no client by that."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from pytest_django import Settings

from makegood.accounts.models import Membership
from makegood.engagements.models import Engagement
from makegood.rhythm.portfolio.models import Colleague
from tests.web.cast import Cast, signed_in
from tests.web.engagements.people_of_tests import words
from tests.web.portfolio.practices import practice_for


def test_a_colleague_joins_by_their_own_yes_and_sees_no_client_by_it(cast: Cast, engagement: Engagement) -> None:
    practice_for(cast.adam)
    adam, stan = signed_in(cast.adam), signed_in(cast.stan)
    adam.post("/practice/colleagues/ask", {"email": "Stan@Example.com"})
    assert "Asked, not here yet" in words(adam.get("/practice/"))
    row = Colleague.objects.get()
    assert "Reyes Advisory asks you to join" in words(stan.get("/practice/"))
    said = words(signed_in(cast.ben).post(f"/practice/colleagues/{row.pk}/join", follow=True))
    assert "Nobody asks you to join" in said
    stan.post(f"/practice/colleagues/{row.pk}/join")
    assert not Membership.objects.get(user=cast.stan).may_manage
    assert "Another of the practice reads each letter" in words(adam.get("/practice/"))
    for path in (f"/clients/{engagement.pk}/", "/clients/import/"):
        assert stan.get(path).status_code == 404
    assert stan.post("/practice/", {"name": "Mine now"}).status_code == 404


def test_an_address_that_nobody_confirmed_joins_nothing_where_mail_is_set(cast: Cast, settings: Settings) -> None:
    row = Colleague.objects.create(practice=practice_for(cast.adam), email=cast.stan.email)
    EmailAddress.objects.filter(user=cast.stan).update(verified=False)
    settings.MAKEGOOD_MAIL = object()
    said = words(signed_in(cast.stan).post(f"/practice/colleagues/{row.pk}/join", follow=True))
    assert "Confirm your e-mail address first" in said
    assert not Membership.objects.filter(user=cast.stan).exists()


def test_what_was_asked_is_taken_back_and_who_belongs_elsewhere_stays_there(cast: Cast) -> None:
    practice = practice_for(cast.adam)
    row = Colleague.objects.create(practice=practice, email=cast.stan.email)
    practice_for(cast.stan, " two")
    said = words(signed_in(cast.stan).post(f"/practice/colleagues/{row.pk}/join", follow=True))
    assert "You belong to Reyes Advisory two already." in said
    signed_in(cast.adam).post(f"/practice/colleagues/{row.pk}/take-back")
    assert not Colleague.objects.exists()
    again = signed_in(cast.adam).post("/practice/colleagues/ask", {"email": cast.adam.email})
    assert (again.status_code, "already" in words(again)) == (422, True)
