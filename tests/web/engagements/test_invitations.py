"""How people are asked to the table and take their seats (H22)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from makegood.accounts.models import Company, User
from makegood.engagements.actions import inviting
from makegood.engagements.actions.inviting import Guest
from makegood.engagements.intents import Refused
from makegood.engagements.models import Engagement, Event, Invitation, Role, Seat
from makegood.engagements.permissions import standing_of
from makegood.engagements.tokens import digest_of
from tests.web.cast import Cast, signed_in
from tests.web.engagements.people_of_tests import NORA, at, invite, kinds, path_in_mail, person, role_of, words


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def test_an_invitation_is_mailed_with_an_id_and_its_token_is_kept_hashed(cast: Cast, engagement: Engagement) -> None:
    path = invite(cast.olivia, engagement)
    message = mail.outbox[0]
    assert (message.to, "Acme Supplies invites you" in message.subject) == ([NORA], True)
    assert re.fullmatch(r"<[^>]*invitation\.[^>]+@localhost>", message.message()["Message-ID"])
    row = Invitation.objects.get()
    token = path.split("/")[2]
    assert row.token_hash == digest_of(token) != token
    assert token.encode() not in bytes(Event.objects.get().payload)
    assert (row.expires - row.made).days in (6, 7)
    assert kinds(engagement) == ["seat.invited"]


def test_opening_the_link_changes_nothing_and_taking_the_seat_is_a_post(cast: Cast, engagement: Engagement) -> None:
    path, nora = invite(cast.olivia, engagement), person(NORA)
    for client in (Client(), Client(), signed_in(nora)):
        assert client.get(path).status_code == 200
        assert client.head(path).status_code == 200
    assert not role_of(nora, engagement)
    assert signed_in(nora).post(path).headers["Location"] == f"/engagements/{engagement.pk}/"
    assert role_of(nora, engagement) == {"bookkeeper"}
    assert kinds(engagement) == ["seat.invited", "seat.taken"]


def test_a_link_works_once(cast: Cast, engagement: Engagement) -> None:
    path, nora = invite(cast.olivia, engagement), person(NORA)
    client = signed_in(nora)
    assert [client.post(path).status_code for _ in range(2)] == [302, 302]  # a double click
    assert Seat.objects.filter(user=nora).count() == 1
    assert signed_in(cast.stan).get(path).status_code == Client().get(path).status_code == 404
    Seat.objects.filter(user=nora).update(ended=timezone.now())
    client.post(path)
    assert not role_of(nora, engagement)  # no way back in


def test_another_account_is_refused_with_a_sentence(cast: Cast, engagement: Engagement) -> None:
    path = invite(cast.olivia, engagement)
    answer = signed_in(cast.stan).post(path)
    assert answer.status_code == 422
    assert f"This invitation is for {NORA}. You are signed in as stan@example.com." in words(answer)
    assert not role_of(cast.stan, engagement)


@pytest.mark.parametrize("how", ["withdrawn", "expired", "sent again", "made up"])
def test_a_link_that_is_over_is_over_for_everybody_alike(cast: Cast, engagement: Engagement, how: str) -> None:
    path, nora = invite(cast.olivia, engagement), person(NORA)
    row = Invitation.objects.get()
    if how == "withdrawn":
        signed_in(cast.olivia).post(at(engagement, f"invitations/{row.pk}/withdraw/"))
    elif how == "expired":
        Invitation.objects.update(expires=timezone.now() - timedelta(seconds=1))
    elif how == "sent again":
        signed_in(cast.olivia).post(at(engagement, f"invitations/{row.pk}/again/"))
        assert path_in_mail() != path
    else:
        path = "/invitations/nothing/"
    answer = signed_in(nora).post(path)
    assert (answer.status_code, "This link is over" in words(answer)) == (404, True)
    assert not role_of(nora, engagement)


def test_who_has_no_account_makes_one_on_the_way_and_the_address_counts_as_confirmed(
    cast: Cast, engagement: Engagement, settings: Settings
) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    path, client = invite(cast.olivia, engagement), Client()
    assert "Go on as nora@books.example" in words(client.get(path))
    to = client.post(path).headers["Location"]
    assert to.startswith("/account/signup/?next=%2Finvitations%2F")
    assert f'value="{NORA}"' in words(client.get(to))
    data = {"name": "Nora", "email": NORA, "password1": "four plain words here", "next": path}
    assert client.post("/account/signup/", data).headers["Location"] == path
    client.post(path)
    assert role_of(User.objects.get(email=NORA), engagement) == {"bookkeeper"}
    assert EmailAddress.objects.get(email=NORA).verified


def test_another_address_than_the_invited_is_not_taken_on_the_way(
    cast: Cast, engagement: Engagement, settings: Settings
) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    path, client = invite(cast.olivia, engagement), Client()
    client.post(path)
    data = {"name": "Mal", "email": "mal@evil.example", "password1": "four plain words here", "next": path}
    client.post("/account/signup/", data)
    assert not User.objects.filter(email="mal@evil.example").exists()
    assert User.objects.filter(email=NORA).exists()


def test_who_has_an_account_signs_in_and_comes_back(cast: Cast, engagement: Engagement) -> None:
    path = invite(cast.olivia, engagement)
    person(NORA)
    client = Client()
    to = client.post(path).headers["Location"]
    assert to.startswith("/account/login/?next=%2Finvitations%2F")
    assert f'value="{NORA}"' in client.get(to).content.decode()


def test_owners_invite_their_side_the_partner_and_reviewers_and_no_second_owner(
    cast: Cast, engagement: Engagement
) -> None:
    olivia = signed_in(cast.olivia)
    found = {role: olivia.get(at(engagement, f"invite/{role}/")).status_code for role in Role.values}
    assert found == {
        "owner": 404,
        "bookkeeper": 200,
        "advisor": 200,
        "partner": 200,
        "reviewer": 200,
        "maintainer": 404,
    }
    assert "invite/maintainer" not in words(olivia.get(at(engagement)))


def test_partners_invite_partners_only(cast: Cast, engagement: Engagement) -> None:
    pat = signed_in(cast.pat)
    for role in Role.values:
        assert pat.get(at(engagement, f"invite/{role}/")).status_code == (200 if role == "partner" else 404)
    with pytest.raises(Refused, match="cannot invite"):
        inviting.invite(standing=standing_of(cast.pat, engagement.pk), guest=Guest(email=NORA, role="reviewer"))
    path = invite(cast.pat, engagement, "paula@pixelworks.example", "partner")
    paula = person("paula@pixelworks.example")
    signed_in(paula).post(path)
    assert role_of(paula, engagement) == {"partner"}
    assert paula.memberships.get().company == engagement.partner_company


def test_partners_do_not_see_or_touch_the_owners_invitations(cast: Cast, engagement: Engagement) -> None:
    invite(cast.olivia, engagement)
    row, pat = Invitation.objects.get(), signed_in(cast.pat)
    page = words(pat.get(at(engagement)))
    for hidden in (NORA, "Ben", "Adam", "Max", "stand-in", "first look"):
        assert hidden not in page
    for what in ("again", "withdraw"):
        assert pat.post(at(engagement, f"invitations/{row.pk}/{what}/")).status_code == 404


def test_the_first_of_the_partners_people_names_the_company(cast: Cast, engagement: Engagement) -> None:
    Seat.objects.filter(role="partner").delete()
    Engagement.objects.update(partner_company=None, partner_name="Pixel Works")
    path = invite(cast.olivia, engagement, "zoe@new.example", "partner")
    people = signed_in(cast.olivia).get(reverse("engagements:people", args=[engagement.pk]))
    assert "They are invited and have not come yet." in words(people)
    zoe = person("zoe@new.example")
    client = signed_in(zoe)
    assert 'value="Pixel Works"' in words(client.get(path))
    assert "Type the name of your company." in words(client.post(path, {"company_name": " "}))
    assert client.post(path, {"company_name": "Pixel Works LLC"}).status_code == 302
    engagement.refresh_from_db()
    assert engagement.partner_company == Company.objects.get(name="Pixel Works LLC")
    assert zoe.memberships.get().may_manage


def test_whoever_is_at_the_table_or_invited_is_not_invited_again(cast: Cast, engagement: Engagement) -> None:
    olivia, path = signed_in(cast.olivia), at(engagement, "invite/bookkeeper/")
    assert "has this seat already" in words(olivia.post(path, {"email": cast.ben.email}))
    invite(cast.olivia, engagement)
    answer = olivia.post(path, {"email": NORA.upper()})
    assert "is invited already" in words(answer)
    assert f'value="{NORA.upper()}"' in words(answer)
    assert len(mail.outbox) == 1


def test_a_mail_that_cannot_be_sent_is_told_and_sent_again_later(
    cast: Cast, engagement: Engagement, settings: Settings
) -> None:
    olivia, backend = signed_in(cast.olivia), settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    page = olivia.post(at(engagement, "invite/bookkeeper/"), {"email": NORA}, follow=True)
    assert "the mail could not be sent" in words(page)
    assert "Not sent" in words(page)
    settings.EMAIL_BACKEND = backend
    olivia.post(at(engagement, f"invitations/{Invitation.objects.get().pk}/again/"))
    assert "Not sent" not in words(olivia.get(at(engagement)))
    assert kinds(engagement) == ["seat.invited", "invitation.sent_again"]
