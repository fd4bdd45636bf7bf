"""An event is told once to those it concerns; a mail that may have gone out is repeated once, as the same message."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from makegood.accounts.models import User
from makegood.engagements.events import record
from makegood.engagements.models import Engagement, Event
from makegood.notices import sending, telling
from makegood.notices.making import make_notices
from makegood.notices.models import Notice
from makegood.notices.telling import Content, Message
from tests.web.cast import Cast


@pytest.fixture(autouse=True)
def bell() -> Iterator[None]:
    telling._load()

    @telling.tells("bell.rung")
    def rung(event: Event, act: Content) -> Iterable[Message]:
        text = f"It rang {act['how']} at {event.index}."
        yield Message(roles=telling.BOTH_SIDES, subject="The bell rang", text=text, path="/bell/")

    yield
    telling._tellers.pop("bell.rung")


def _ring(engagement: Engagement, by: User | None, how: str = "twice") -> Event:
    with transaction.atomic():
        return record(engagement=engagement, kind="bell.rung", payload={"how": how}, actor=by)


def test_it_is_told_to_those_it_concerns_but_not_to_who_did_it(cast: Cast, engagement: Engagement) -> None:
    _ring(engagement, cast.pat)
    assert make_notices() == 2
    assert {(notice.to, notice.channel) for notice in Notice.objects.all()} == {
        (cast.olivia, "mail"),
        (cast.olivia, "page"),
    }


def test_it_is_told_once(cast: Cast, engagement: Engagement) -> None:
    _ring(engagement, None)
    assert [make_notices(), make_notices()] == [4, 0]
    assert {notice.to for notice in Notice.objects.all()} == {cast.olivia, cast.pat}


def test_an_erased_event_is_told_to_nobody(cast: Cast, engagement: Engagement) -> None:
    _ring(engagement, cast.pat)
    Event.objects.update(payload=None, nonce=None)
    assert make_notices() == 0


def test_a_mail_goes_out_once(cast: Cast, engagement: Engagement) -> None:
    _ring(engagement, cast.pat)
    make_notices()
    assert [sending.send_notices(), sending.send_notices()] == [1, 0]
    (message,) = mail.outbox
    assert message.to == ["olivia@example.com"]
    assert "http://localhost:8000/bell/" in message.body


def test_killed_after_sending_it_is_repeated_once_as_the_same_message(
    cast: Cast, engagement: Engagement, monkeypatch: pytest.MonkeyPatch
) -> None:
    _ring(engagement, cast.pat)
    make_notices()

    class Killed(BaseException):
        pass

    def send_and_die(message: mail.EmailMessage, *_: object) -> None:
        mail.outbox.append(message)
        raise Killed

    monkeypatch.setattr(mail.EmailMessage, "send", send_and_die)
    for _ in range(4):
        try:
            sending.send_notices()
        except Killed:
            Notice.objects.update(claimed=timezone.now() - timedelta(hours=1))
    assert len(mail.outbox) == 2
    assert len({message.extra_headers["Message-ID"] for message in mail.outbox}) == 1


def test_a_refused_mail_is_tried_again_and_says_why(
    cast: Cast, engagement: Engagement, monkeypatch: pytest.MonkeyPatch
) -> None:
    _ring(engagement, cast.pat)
    make_notices()

    def refuse(*_: object) -> None:
        raise ConnectionRefusedError("nobody listens")

    with monkeypatch.context() as patched:
        patched.setattr(mail.EmailMessage, "send", refuse)
        for _ in range(5):
            assert sending.send_notices() == 0
            Notice.objects.update(claimed=None)
    assert Notice.objects.get(channel="mail").failed == "nobody listens"
    assert sending.send_notices() == 1


def test_one_that_cannot_be_put_into_words_keeps_the_others_from_nothing(cast: Cast, engagement: Engagement) -> None:
    with transaction.atomic():
        record(engagement=engagement, kind="bell.rung", payload={"no": "how"}, actor=cast.pat)
    _ring(engagement, cast.pat)
    assert [make_notices(), make_notices()] == [2, 0]


def test_a_name_with_a_line_break_keeps_no_mail_back(engagement: Engagement) -> None:
    """Of a name that came by a way that does not ask: the mail goes out all the same, with one subject."""

    @telling.tells("bell.cracked")
    def cracked(event: Event, act: Content) -> Iterable[Message]:
        del event, act
        yield Message(roles=telling.OWNERS, subject="Two days\rBcc: thief@x.example\u2028left", text=".", path="")

    try:
        with transaction.atomic():
            record(engagement=engagement, kind="bell.cracked", payload={}, actor=None)
        make_notices()
        assert sending.send_notices() == 1
    finally:
        telling._tellers.pop("bell.cracked")
    (message,) = mail.outbox
    assert message.subject == "Two days Bcc: thief@x.example left"
    assert message.recipients() == ["olivia@example.com"]
