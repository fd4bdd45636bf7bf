"""Django's mails on their way out: by the installation's mail server, or into files where none is set."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.encoding import punycode

from makegood.connectors.mail import FileSender, MailFailed, MailSettings, SmtpSender

FOLDER = "mail"


class Backend(BaseEmailBackend):
    """EMAIL_BACKEND. A reader each, as a mail that one of two readers refused would be neither sent nor not."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Raises MailFailed and OSError, unless it is asked to fail silently."""
        sent = 0
        for message in email_messages:
            for reader in message.recipients():
                try:
                    sender().send_bytes(_in_ascii(reader), _bytes(message))
                except (MailFailed, OSError):
                    if not self.fail_silently:
                        raise
                else:
                    sent += 1
        return sent


def _in_ascii(address: str) -> str:
    """A domain with other letters than English ones under the name that mail servers know it by (RFC 5891)."""
    name, _, domain = address.rpartition("@")
    try:
        return f"{name}@{punycode(domain)}"
    except UnicodeError:
        raise MailFailed(f"{domain[:60]} is a name that no mail server knows.", "reader", again=False) from None


def _bytes(message: EmailMessage) -> bytes:
    return message.message().as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def sender() -> SmtpSender | FileSender:
    """By MAKEGOOD_MAIL_...; without these into MAKEGOOD_HOME/mail, to be read with `connectors.mail.kept_mails`."""
    chosen: MailSettings | None = settings.MAKEGOOD_MAIL
    return SmtpSender(chosen) if chosen else FileSender(folder())


def goes_out() -> bool:
    """False where mails lie as files in the installation: then nobody has got what was "sent"."""
    return settings.MAKEGOOD_MAIL is not None or f"{__name__}.Backend" != settings.EMAIL_BACKEND


def folder() -> Path:
    home: Path = settings.MAKEGOOD_HOME
    return home / FOLDER
