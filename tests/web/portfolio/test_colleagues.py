"""Colleagues join a practice by their own yes, and see no client by that."""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import Mock

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.mail import EmailMessage
from django.utils import timezone
from pytest_django import Settings

from makegood.accounts.models import Membership
from makegood.engagements.models import Engagement
from makegood.rhythm.portfolio.actions.colleagues import open_ones
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
    assert not open_ones(practice).exists()
    assert "Nobody asks you" in words(signed_in(cast.stan).post(f"/practice/colleagues/{row.pk}/join", follow=True))
    again = signed_in(cast.adam).post("/practice/colleagues/ask", {"email": cast.adam.email})
    assert (again.status_code, "already" in words(again)) == (422, True)


def test_who_is_asked_is_written_to_and_asking_again_and_again_writes_once_a_day(cast: Cast) -> None:
    practice_for(cast.adam, "\u00e9")
    adam = signed_in(cast.adam)
    for _ in range(3):
        adam.post("/practice/colleagues/ask", {"email": cast.stan.email})
        adam.post(f"/practice/colleagues/{Colleague.objects.get().pk}/take-back")
    (sent,) = mail.outbox
    assert sent.to == [cast.stan.email]
    assert sent.subject == "Reyes Advisory\u00e9 asks you to join"
    assert "/practice/" in sent.body
    assert cast.adam.email in sent.body
    Colleague.objects.update(sent=timezone.now() - timedelta(days=2))
    adam.post("/practice/colleagues/ask", {"email": cast.stan.email})
    assert len(mail.outbox) == 2
    for number in range(25):
        adam.post("/practice/colleagues/ask", {"email": f"c{number}@advice.example"})
    assert len(mail.outbox) == 21
    said = words(adam.post("/practice/colleagues/ask", {"email": "more@advice.example"}))
    assert "were written to within a day" in said


def test_a_mail_that_cannot_be_sent_is_said(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    practice_for(cast.adam)
    monkeypatch.setattr(EmailMessage, "send", Mock(side_effect=OSError("no route")))
    said = words(signed_in(cast.adam).post("/practice/colleagues/ask", {"email": cast.stan.email}, follow=True))
    assert "but no mail could be sent. Tell them." in said
    assert Colleague.objects.get().sent is None
