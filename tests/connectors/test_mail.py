"""Mail against a real server: secured or not sent, said plainly when it fails, and nothing smuggled into a header."""

from __future__ import annotations

import dataclasses
import email
import email.policy
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword

from makegood.connectors.mail import (
    Attachment,
    Letter,
    LetterRefused,
    MailFailed,
    MailSettings,
    SmtpSender,
    built,
    message_id,
)
from tests.connectors.listening import Authority, listening
from tests.waiting import PATIENCE

WHEN = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
LETTER = Letter(
    id=message_id(b"key", "alarm 17 to olivia", "acme.example"),
    to="olivia@acme.example",
    subject="Grüße: 5 days until silence counts as yes",
    text="Dear Olivia,\n.\n..dots stay\nÄÖÜ " + "long " * 400,
    when=WHEN,
    attachments=(Attachment("Übersicht.pdf", "application/pdf", b"%PDF-1.7\r\n\x00\xff"),),
)


class Taking:
    """Keeps what it takes; the other behaviours are those of a bad day."""

    def __init__(self, **answers: str) -> None:
        self.answers, self.taken = answers, list[Envelope]()

    async def handle_MAIL(self, _s: Any, _n: Any, envelope: Envelope, address: str, options: list[str]) -> str:
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return self.answers.get("mail", "250 OK")

    async def handle_RCPT(self, _s: Any, _n: Any, envelope: Envelope, address: str, _options: list[str]) -> str:
        if "rcpt" not in self.answers:
            envelope.rcpt_tos.append(address)
        return self.answers.get("rcpt", "250 OK")

    async def handle_DATA(self, _s: Any, _n: Any, envelope: Envelope) -> str:
        if "data" not in self.answers:
            self.taken.append(envelope)
        return self.answers.get("data", "250 OK")


def knows_olivia(_server: Any, _session: Any, _envelope: Any, _mechanism: str, login: LoginPassword) -> AuthResult:
    return AuthResult(success=(login.login, login.password) == (b"makegood", b"right"), handled=False)


class OnAnyPort(Controller):
    """aiosmtpd greets itself at the port it was given, which is 0 here."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        super()._trigger_server()


@contextmanager
def serving(handler: Taking, authority: Authority | None, **options: Any) -> Iterator[MailSettings]:
    if authority:
        options |= {"tls_context": authority.serving(), "require_starttls": True}
    controller = OnAnyPort(handler, hostname="127.0.0.1", port=0, ready_timeout=PATIENCE, **options)
    controller.start()
    try:
        yield MailSettings("localhost", controller.port, "starttls", "makegood@acme.example", seconds=PATIENCE)
    finally:
        controller.stop(no_assert=True)


def test_a_letter_arrives_secured_signed_in_and_whole(authority: Authority) -> None:
    handler = Taking()
    with serving(handler, authority, authenticator=knows_olivia, auth_required=True) as settings:
        settings = dataclasses.replace(settings, user="makegood", password="right")
        SmtpSender(settings, authority.trust()).test()
        assert handler.taken == []
        SmtpSender(settings, authority.trust()).send(LETTER)
    (envelope,) = handler.taken
    assert envelope.rcpt_tos == ["olivia@acme.example"]
    message = email.message_from_bytes(envelope.content, policy=email.policy.default)  # type: ignore[arg-type]
    assert isinstance(message, EmailMessage)
    assert message["Message-ID"] == LETTER.id
    assert message["Subject"] == LETTER.subject
    assert message["Auto-Submitted"] == "auto-generated"
    body = message.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n").removesuffix("\n") == LETTER.text
    (attached,) = message.iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == ("Übersicht.pdf", LETTER.attachments[0].content)


@pytest.mark.parametrize("end", [b"", b"\r\n", b"\r\n\r\n"])
def test_a_mail_whose_last_line_is_not_ended_arrives_all_the_same(end: bytes) -> None:
    """The mails of accounts end without a line break, and the server waited for one until nobody confirmed anything."""
    handler = Taking()
    with serving(handler, None) as settings:
        plain = dataclasses.replace(settings, security="none")
        SmtpSender(plain).send_bytes("olivia@acme.example", b"Subject: x\r\n\r\nOpen the link" + end)
    (envelope,) = handler.taken
    assert bytes(envelope.content or b"").endswith(b"Open the link" + (end or b"\r\n"))


def test_a_letter_sent_again_is_the_same_letter() -> None:
    first, second = (built(LETTER, "makegood@acme.example") for _ in range(2))
    assert first["Message-ID"] == second["Message-ID"]
    assert message_id(b"key", "alarm 17 to olivia", "acme.example") == LETTER.id
    assert message_id(b"other", "alarm 17 to olivia", "acme.example") != LETTER.id


def failure(settings: MailSettings, trust: ssl.SSLContext | None = None) -> MailFailed:
    with pytest.raises(MailFailed, match=r"^.*\.$") as failed:
        SmtpSender(settings, trust).send(LETTER)
    return failed.value


def test_a_wrong_password_is_said(authority: Authority) -> None:
    with serving(Taking(), authority, authenticator=knows_olivia, auth_required=True) as settings:
        failed = failure(dataclasses.replace(settings, user="makegood", password="wrong"), authority.trust())
    assert (failed.cause, failed.again) == ("login", False)
    assert "refused the login" in str(failed)
    assert "wrong" not in str(failed)


def test_a_server_that_cannot_prove_its_name_gets_nothing(authority: Authority) -> None:
    handler = Taking()
    with serving(handler, authority) as settings:
        assert failure(settings).cause == "tls"
        unnamed = dataclasses.replace(settings, host="127.0.0.1")
        assert "cannot prove who it is" in str(failure(unnamed, authority.trust()))
    assert handler.taken == []


def test_a_server_without_starttls_gets_neither_mail_nor_password(authority: Authority) -> None:
    handler = Taking()
    with serving(handler, None, authenticator=knows_olivia, auth_require_tls=False) as settings:
        failed = failure(dataclasses.replace(settings, user="makegood", password="right"), authority.trust())
    assert (failed.cause, handler.taken) == ("tls", [])
    assert "offers no STARTTLS" in str(failed)


def test_tls_on_a_port_that_speaks_plainly_is_said(authority: Authority) -> None:
    with serving(Taking(), None) as settings:
        failed = failure(dataclasses.replace(settings, security="tls"), authority.trust())
    assert "does not speak TLS" in str(failed)


@pytest.mark.parametrize(
    ("answers", "cause", "again"),
    [
        ({"mail": "550 not from you"}, "sender", False),
        ({"rcpt": "550 5.1.1 no such user"}, "reader", False),
        ({"rcpt": "450 4.2.1 try later"}, "reader", True),
        ({"data": "554 looks like spam"}, "content", False),
        ({"data": "451 busy"}, "content", True),
    ],
)
def test_each_refusal_says_who_refused_what(
    answers: dict[str, str], cause: str, again: bool, authority: Authority
) -> None:
    with serving(Taking(**answers), authority) as settings:
        failed = failure(settings, authority.trust())
    assert (failed.cause, failed.again, failed.perhaps_sent) == (cause, again, False)
    assert next(iter(answers.values())) in str(failed)


def test_nobody_there_and_no_such_name_are_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    settings = MailSettings("127.0.0.1", port, "none", "makegood@acme.example", seconds=PATIENCE)
    assert f"No mail server answers at 127.0.0.1, port {port}" in str(failure(settings))
    nowhere = dataclasses.replace(settings, host="mail.acme.invalid")
    assert failure(nowhere).again


def test_a_server_that_drips_is_left_in_time() -> None:
    def dripping(line: socket.socket) -> None:
        for _ in range(20 * PATIENCE):
            line.sendall(b"220-wait\r\n")
            time.sleep(0.05)

    with listening(dripping) as port:
        assert failure(MailSettings("127.0.0.1", port, "none", "makegood@acme.example", seconds=0.5)).again


def breaking_at(end: bytes) -> Callable[[socket.socket], None]:
    """Answers everything, and leaves without a word at the line `end`."""

    def behave(line: socket.socket) -> None:
        line.sendall(b"220 hello\r\n")
        with line.makefile("rb") as file:
            while (command := file.readline().lower()) and command != end:
                if command == b"data\r\n":
                    line.sendall(b"354 go\r\n")
                elif command[:4] in (b"ehlo", b"mail", b"rcpt"):
                    line.sendall(b"250 ok\r\n")

    return behave


@pytest.mark.parametrize(("end", "perhaps"), [(b"data\r\n", False), (b".\r\n", True)])
def test_only_a_line_that_breaks_after_the_content_may_have_sent_it(end: bytes, perhaps: bool) -> None:
    with listening(breaking_at(end)) as port:
        failed = failure(MailSettings("127.0.0.1", port, "none", "makegood@acme.example", seconds=PATIENCE))
    assert (failed.perhaps_sent, failed.again) == (perhaps, True)


@pytest.mark.parametrize(
    "change",
    [
        {"to": "olivia@acme.example\r\nBcc: stan@x.example"},
        {"to": "olivia@acme.example, stan@x.example"},
        {"to": "olivia"},
        {"to": "Olivia <olivia@acme.example>"},
        {"to": "olivia@acme.example\x00"},
        {"to": "olivia@[127.0.0.1]"},
        {"to": "-oQ/tmp@"},
        {"subject": "hello\r\nBcc: stan@x.example"},
        {"subject": "hello\nBcc: stan@x.example"},
        {"subject": "hello\u2028Bcc: stan@x.example"},
        {"subject": "x" * 600},
        {"id": "<a@b>\r\nX: 1"},
        {"id": "<abcdefgh@b>\r\nX: 1"},
        {"id": "no-brackets@b"},
        {"reply_to": "pat@partner.example\nX: 1"},
        {"in_reply_to": "<short@b"},
        {"when": datetime(2026, 3, 12)},
        {"attachments": (Attachment("a\r\nX: 1.pdf", "application/pdf", b""),)},
        {"attachments": (Attachment("../a.pdf", "application/pdf", b""),)},
        {"attachments": (Attachment("a.pdf", "application/pdf\r\nX: 1", b""),)},
        {"attachments": (Attachment("a", "message/rfc822", b""),)},
        {"attachments": (Attachment("a", "application/pdf", bytes(15_000_001)),)},
    ],
)
def test_nothing_is_smuggled_into_a_header(change: dict[str, Any]) -> None:
    with pytest.raises(LetterRefused, match=r"^[^\r\n\x00]*\.$"):
        built(dataclasses.replace(LETTER, **change), "makegood@acme.example")


def test_a_text_cannot_end_the_message_early() -> None:
    letter = dataclasses.replace(LETTER, text="a\r\n.\r\nMAIL FROM:<x>\r\n\x00\x1b[2J", attachments=())
    content = built(letter, "makegood@acme.example").as_bytes()
    assert b"\x00" not in content
    assert b"\x1b" not in content
