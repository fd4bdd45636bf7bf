"""A button of one page pressed twice has one effect; a page loaded anew, or another state, may do it again."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client

from makegood.engagements.models import Engagement, FirstLook, Invitation
from tests.web.cast import Cast, make_cast, make_engagement, signed_in
from tests.web.engagements.people_of_tests import NORA, at, kinds
from tests.web.engagements.test_confirm_races import at_once


@pytest.fixture
def olivia(cast: Cast) -> Client:
    return signed_in(cast.olivia)


def token_on(client: Client, path: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get(path).content.decode())
    assert found
    return found[1]


def test_a_second_press_leads_where_the_first_one_led(olivia: Client, engagement: Engagement) -> None:
    path = at(engagement, "invite/bookkeeper/")
    sent = {"email": NORA, "csrfmiddlewaretoken": token_on(olivia, path)}
    first, second = olivia.post(path, sent), olivia.post(path, sent)
    assert (first.status_code, first.headers["Location"]) == (second.status_code, second.headers["Location"])
    assert (Invitation.objects.count(), len(mail.outbox), kinds(engagement)) == (1, 1, ["seat.invited"])


def test_a_page_loaded_anew_may_do_it_again(olivia: Client, engagement: Engagement) -> None:
    for _ in range(2):
        olivia.post(at(engagement, "first-look/"), {"csrfmiddlewaretoken": token_on(olivia, at(engagement))})
    assert FirstLook.objects.count() == 2


def test_a_page_that_shows_a_link_once_shows_the_same_link_again(olivia: Client, engagement: Engagement) -> None:
    sent = {"csrfmiddlewaretoken": token_on(olivia, at(engagement))}
    first, second = (olivia.post(at(engagement, "first-look/"), sent) for _ in range(2))
    assert (first.status_code, first.content) == (second.status_code, second.content)
    assert FirstLook.objects.count() == 1


def test_once_something_else_has_happened_the_same_button_acts_again(
    olivia: Client, cast: Cast, engagement: Engagement
) -> None:
    sent = {"csrfmiddlewaretoken": token_on(olivia, at(engagement))}
    olivia.post(at(engagement, "first-look/"), sent)
    signed_in(cast.pat).post(at(engagement, "invite/partner/"), {"email": "paula@pixelworks.example"})
    olivia.post(at(engagement, "first-look/"), sent)
    assert kinds(engagement) == ["first_look.made", "seat.invited", "first_look.withdrawn", "first_look.made"]


def test_what_was_pressed_before_the_last_press_is_no_second_press(olivia: Client, engagement: Engagement) -> None:
    sent = {"csrfmiddlewaretoken": token_on(olivia, at(engagement))}
    for path in ("first-look/", "invite/bookkeeper/", "first-look/"):
        olivia.post(at(engagement, path), {**sent, "email": "nobody"})
    assert FirstLook.objects.count() == 2


def test_another_session_gets_no_answer_of_the_first(olivia: Client, cast: Cast, engagement: Engagement) -> None:
    sent = {"csrfmiddlewaretoken": token_on(olivia, at(engagement))}
    olivia.post(at(engagement, "first-look/"), sent)
    other = signed_in(cast.olivia)
    other.handler, other.cookies["csrftoken"] = olivia.handler, olivia.cookies["csrftoken"].value
    other.post(at(engagement, "first-look/"), sent)
    assert FirstLook.objects.count() == 2


def test_six_presses_at_once_have_one_effect(transactional_db: None) -> None:
    del transactional_db
    cast = make_cast()
    engagement, olivia = make_engagement(cast), signed_in(cast.olivia)
    sent = {"csrfmiddlewaretoken": token_on(olivia, at(engagement))}
    answers = at_once([olivia] * 6, lambda client: client.post(at(engagement, "first-look/"), sent))
    assert len({answer.content for answer in answers}) == 1
    assert kinds(engagement) == ["first_look.made"]
