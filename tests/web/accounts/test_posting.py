"""A mail that cannot go is a sentence to whoever sent it, and no fault; sent again it has the same id."""

from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.core.mail import EmailMessage
from django.core.validators import validate_email

from makegood.accounts.posting import lasting_id, new_id, posted
from makegood.connectors.mail import MailFailed
from makegood.notices import mailing


class Taker:
    """A mail server that takes what can be written in a command of SMTP."""

    def __init__(self) -> None:
        self.readers: list[str] = []

    def send_bytes(self, to: str, content: bytes) -> None:
        assert content
        if to.startswith("nobody"):
            raise MailFailed("It does not take mail for nobody.", "reader", again=False)
        self.readers.append(to.encode("ascii").decode())


@pytest.fixture
def taker(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Taker:
    settings.EMAIL_BACKEND = "makegood.notices.mailing.Backend"
    taker = Taker()
    monkeypatch.setattr(mailing, "sender", lambda: taker)
    return taker


def _mail(to: str) -> EmailMessage:
    return EmailMessage(subject="A letter", body="Good day.", to=[to], headers={"Message-ID": new_id()})


def test_an_address_under_a_domain_of_other_letters_is_written_to(taker: Taker) -> None:
    validate_email("olivia@b\u00fccher.example")
    assert posted(_mail("olivia@b\u00fccher.example")) == posted(_mail("olivia@acme.example")) == ""
    assert taker.readers == ["olivia@xn--bcher-kva.example", "olivia@acme.example"]


def test_what_a_mail_server_does_not_take_is_a_sentence_and_no_fault(taker: Taker) -> None:
    assert posted(_mail("nobody@acme.example")) == "It does not take mail for nobody."
    assert posted(_mail("olivia@" + "b\u00fc" * 60 + ".example")).endswith("that no mail server knows.")
    assert taker.readers == []


def test_what_is_sent_again_has_the_same_id_and_nobody_else_can_know_it(settings: LazySettings) -> None:
    first = lasting_id("letter 7")
    assert first == lasting_id("letter 7") != lasting_id("letter 8")
    settings.SECRET_KEY = "another"
    assert lasting_id("letter 7") != first
