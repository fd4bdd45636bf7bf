"""Sending by SMTP: the certificate is always checked, and each failure says what it means and what to do."""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Literal

from makegood.connectors.mail.letters import Letter, built, require_address
from makegood.connectors.mail.settings import MailSettings

Cause = Literal["connection", "tls", "login", "sender", "reader", "content"]

Stage = Cause | Literal["sent"]
"""How far a session came; after "sent" the server may have the mail, whatever it says."""

_BEGINNING_DOT = re.compile(rb"(?m)^\.")


class MailFailed(Exception):
    """One sentence. `again` whether another try may help; `perhaps_sent` where the server may have taken it already."""

    def __init__(self, sentence: str, cause: Cause, *, again: bool, perhaps_sent: bool = False) -> None:
        super().__init__(sentence)
        self.cause, self.again, self.perhaps_sent = cause, again, perhaps_sent


class SmtpSender:
    """`trust` is for tests: the authorities by which a server's certificate is checked."""

    def __init__(self, settings: MailSettings, trust: ssl.SSLContext | None = None) -> None:
        self.settings = settings
        self._trust = trust or ssl.create_default_context()

    def send(self, letter: Letter) -> None:
        """Once. Raises MailFailed, LetterRefused."""
        settings = self.settings
        content = built(letter, settings.sender, settings.sender_name).as_bytes()
        self.send_bytes(require_address(letter.to), content)

    def send_bytes(self, to: str, content: bytes) -> None:
        """A message that is built already, to one address. Raises MailFailed.

        Its last line need not be ended: the dot that ends a mail stands on a line of its own (RFC 5321, 4.5.2).
        """
        with self._session() as (server, stage):
            stage.append("sender")
            eight = ["BODY=8BITMIME"] if not content.isascii() and server.has_extn("8bitmime") else []
            _require(
                server.mail(self.settings.sender, eight), "sender", f"does not take mail from {self.settings.sender}"
            )
            stage.append("reader")
            _require(server.rcpt(to), "reader", f"does not take mail for {to}")
            stage.append("content")
            _require(server.docmd("data"), "content", "does not take the mail", good=354)
            stage.append("sent")
            server.send(_BEGINNING_DOT.sub(b"..", content.removesuffix(b"\r\n")) + b"\r\n.\r\n")
            _require(server.getreply(), "content", "does not take the mail")

    def test(self) -> None:
        """Connects, secures, signs in, and sends nothing. Raises MailFailed."""
        with self._session() as (server, _):
            _require(server.noop(), "connection", "does not answer properly")

    @contextmanager
    def _session(self) -> Iterator[tuple[smtplib.SMTP, list[Stage]]]:
        stage: list[Stage] = ["connection"]
        host, seconds = self.settings.host, self.settings.seconds
        server = self._server()
        try:
            with _clock(server, seconds):
                server.connect(host, self.settings.port)
                self._secured_and_signed_in(server, stage)
                yield server, stage
                with suppress(OSError, smtplib.SMTPException):
                    server.quit()
        except (OSError, smtplib.SMTPException, ValueError) as failed:
            raise _failure(failed, host, self.settings, stage[-1]) from None
        finally:
            server.close()

    def _server(self) -> smtplib.SMTP:
        name, seconds = self.settings.sender.rpartition("@")[2], min(20, self.settings.seconds)
        if self.settings.security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(timeout=seconds, context=self._trust, local_hostname=name)
        else:
            server = smtplib.SMTP(timeout=seconds, local_hostname=name)
        # smtplib takes the name for the certificate from its constructor, which would connect outside of our clock.
        server._host = self.settings.host  # type: ignore[attr-defined]
        return server

    def _secured_and_signed_in(self, server: smtplib.SMTP, stage: list[Stage]) -> None:
        if self.settings.security == "starttls":
            stage.append("tls")
            server.starttls(context=self._trust)
        server.ehlo_or_helo_if_needed()
        if self.settings.user:
            stage.append("login")
            server.login(self.settings.user, self.settings.password)


@contextmanager
def _clock(server: smtplib.SMTP, seconds: float) -> Iterator[None]:
    """Cuts the line when the time is over: a server that sends one line a second never meets a timeout."""

    def cut() -> None:
        if server.sock is not None:
            with suppress(OSError):
                socket.socket.shutdown(server.sock, socket.SHUT_RDWR)  # TLS or not: the line beneath is cut

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _require(answer: tuple[int, bytes], cause: Cause, what: str, good: int = 250) -> None:
    code, said = answer
    if code == -1:
        raise smtplib.SMTPServerDisconnected
    if code // 50 != good // 50:
        raise MailFailed(f"The mail server {what}: {_said(said, code)}.", cause, again=400 <= code < 500)


def _said(said: bytes | str, code: int) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return f"{code} {line[:200]}".strip().rstrip(".")


def _failure(failed: Exception, host: str, settings: MailSettings, stage: Stage) -> MailFailed:
    if isinstance(failed, ssl.SSLCertVerificationError):
        why = failed.verify_message.rstrip(".")
        return MailFailed(
            f"The mail server {host} cannot prove who it is ({why}); nothing was sent.", "tls", again=False
        )
    if isinstance(failed, ssl.SSLError):
        hint = "starttls wants port 587, tls wants port 465"
        return MailFailed(f"{host} does not speak TLS on port {settings.port}; {hint}.", "tls", again=False)
    if isinstance(failed, smtplib.SMTPNotSupportedError):
        if stage == "tls":
            return MailFailed(
                f"{host} offers no STARTTLS, so nothing was sent; try tls on port 465.", "tls", again=False
            )
        return MailFailed(
            f"{host} takes no login on this port; leave the user empty or try port 587.", "login", again=False
        )
    if isinstance(failed, smtplib.SMTPAuthenticationError):
        said = _said(failed.smtp_error, failed.smtp_code)
        again = failed.smtp_code < 500
        return MailFailed(f"{host} refused the login: {said}; check user and password.", "login", again=again)
    if isinstance(failed, smtplib.SMTPResponseException):
        said = _said(failed.smtp_error, failed.smtp_code)
        cause: Cause = "content" if stage == "sent" else stage
        return MailFailed(f"{host} refused: {said}.", cause, again=400 <= failed.smtp_code < 500)
    return _no_answer(failed, host, settings, stage)


def _no_answer(failed: Exception, host: str, settings: MailSettings, stage: Stage) -> MailFailed:
    if isinstance(failed, socket.gaierror):
        return MailFailed(f"There is no mail server of the name {host}, or no network.", "connection", again=True)
    if stage != "connection":
        half = "; it may have taken the mail already" if stage == "sent" else ""
        sentence = f"{host} broke off or did not answer in time{half}."
        return MailFailed(sentence, "connection", again=True, perhaps_sent=stage == "sent")
    return MailFailed(f"No mail server answers at {host}, port {settings.port}.", "connection", again=True)
