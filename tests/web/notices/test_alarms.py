"""An alarm goes by mail, stands on every page and goes to a webhook; one that did not arrive is an alarm itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from makegood.accounts.models import User
from makegood.connectors import webhook
from makegood.connectors.mail import MailFailed
from makegood.engagements.events import record
from makegood.engagements.models import Engagement, Event, Role, Seat
from makegood.notices import sending, telling
from makegood.notices.actions import end_hook, set_hook
from makegood.notices.making import make_notices
from makegood.notices.models import Notice
from makegood.notices.telling import Content, Message
from tests.web.cast import Cast, signed_in


@pytest.fixture(autouse=True)
def siren(engagement: Engagement) -> Iterator[None]:
    telling._load()

    @telling.tells("siren.heard")
    def heard(event: Event, act: Content) -> Iterable[Message]:
        del act
        text, path = "Silence counts as yes in two days.", f"/engagements/{event.engagement_id}/"
        yield Message(roles=telling.OWNERS, subject="Two days left", text=text, path=path, urgent=True)

    with transaction.atomic():
        record(engagement=engagement, kind="siren.heard", payload={}, actor=None)
    yield
    telling._tellers.pop("siren.heard")


@pytest.fixture
def colleague(engagement: Engagement) -> User:
    user = User.objects.create_user("oscar@example.com", None, name="Oscar")
    Seat.objects.create(engagement=engagement, user=user, role=Role.OWNER)
    return user


def _refusing(monkeypatch: pytest.MonkeyPatch, *, again: bool) -> None:
    def refuse(message: mail.EmailMessage, *_: object) -> None:
        raise MailFailed(f"The mail server does not take mail for {message.to[0]}: 550 no", "reader", again=again)

    monkeypatch.setattr(mail.EmailMessage, "send", refuse)


def test_it_stands_on_every_page_until_it_is_read(cast: Cast, engagement: Engagement) -> None:
    make_notices()
    client = signed_in(cast.olivia)
    for path in ("/", f"/engagements/{engagement.pk}/", "/account/"):
        assert "There is an alarm for you" in client.get(path).content.decode()
    notice = Notice.objects.get(channel="page")
    assert client.post(f"/messages/{notice.pk}").headers["Location"] == f"/engagements/{engagement.pk}/"
    assert "There is an alarm for you" not in client.get("/").content.decode()
    assert "There is an alarm for you" not in signed_in(cast.pat).get("/").content.decode()


def test_a_mail_refused_for_good_becomes_an_alarm_on_that_sides_pages_at_once(
    cast: Cast, colleague: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_notices()
    _refusing(monkeypatch, again=False)
    assert sending.send_notices() == 0
    assert sending.send_notices() == 0
    alarms = Notice.objects.filter(channel="page", subject__startswith="An alarm did not reach Olivia")
    assert {row.to for row in alarms} == {cast.olivia, colleague}
    assert "550 no" in alarms[0].text
    assert "Two days left" in signed_in(colleague).get("/messages/").content.decode()


def test_a_mail_server_that_is_away_is_an_alarm_after_an_hour(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    make_notices()
    _refusing(monkeypatch, again=True)
    sending.send_notices()
    assert not Notice.objects.filter(subject__startswith="An alarm did not reach").exists()
    Notice.objects.update(claimed=None, made=timezone.now() - timedelta(hours=2))
    sending.send_notices()
    assert Notice.objects.get(subject__startswith="An alarm did not reach").to == cast.olivia


def test_it_goes_to_the_webhook_signed_and_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = set_hook(user=cast.olivia, url="https://chat.example/hook")
    sent: list[dict[str, Any]] = []

    def deliver(url: str, key: str, **message: Any) -> None:
        sent.append({"url": url, "key": key, **message})

    monkeypatch.setattr(webhook, "deliver", deliver)
    make_notices()
    assert [sending.send_notices(), sending.send_notices()] == [2, 0]
    (message,) = sent
    assert (message["url"], message["key"]) == ("https://chat.example/hook", secret)
    assert message["data"]["subject"] == "Two days left"
    assert message["id"] == str(Notice.objects.get(channel="hook").pk)


def test_a_webhook_that_was_taken_away_gets_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    set_hook(user=cast.olivia, url="https://chat.example/hook")
    make_notices()
    end_hook(user=cast.olivia)
    monkeypatch.setattr(webhook, "deliver", lambda *_, **__: pytest.fail("nobody listens there any more"))
    sending.send_notices()


def test_a_webhook_is_tried_and_the_page_says_what_came_back(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    set_hook(user=cast.olivia, url="https://chat.example/hook")
    client, asked = signed_in(cast.olivia), []

    class Answering:
        def __init__(self, status: int) -> None:
            self.status = status

        def ask(self, method: str, url: str, *, body: bytes, **_: object) -> Answering:
            asked.append((method, url, json.loads(body)["type"]))
            return self

    for status, says in (
        (204, "The receiver took the test message."),
        (500, "The receiver did not take the message (500)."),
        (302, "The address forwards to another one; give that one."),
    ):
        monkeypatch.setattr(sending, "outbound", partial(Answering, status))
        assert says in client.post("/messages/alarms", {"try": "1"}, follow=True).content.decode()
    assert asked == [("POST", "https://chat.example/hook", "makegood.test")] * 3


def test_without_a_webhook_there_is_nothing_to_try(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "deliver", lambda *_, **__: pytest.fail("nobody listens there"))
    client = signed_in(cast.olivia)
    assert client.post("/messages/alarms", {"try": "1"}).status_code == 302
    assert 'name="try"' not in client.get("/messages/alarms").content.decode()


def test_a_webhook_to_an_address_inside_is_refused_beside_the_field(cast: Cast) -> None:
    for url in ("http://example.com/", "https://127.0.0.1/", "https://169.254.169.254/latest", "nonsense"):
        answer = signed_in(cast.olivia).post("/messages/alarms", {"url": url})
        assert answer.status_code == 422
        assert url in answer.content.decode()
    assert not hasattr(User.objects.get(pk=cast.olivia.pk), "hook")


def test_the_secret_of_a_webhook_is_shown_once_and_kept_sealed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("makegood.connectors.outbound.Outbound.check", lambda *_, **__: None)
    client = signed_in(cast.olivia)
    shown = client.post("/messages/alarms", {"url": "https://chat.example/hook"}).content.decode()
    secret = shown.partition("whsec_")[2].partition("<")[0]
    assert len(secret) > 20
    assert secret not in client.get("/messages/alarms").content.decode()
    assert secret not in User.objects.get(pk=cast.olivia.pk).hook.secret
    client.post("/messages/alarms", {"end": "1"})
    assert not hasattr(User.objects.get(pk=cast.olivia.pk), "hook")
