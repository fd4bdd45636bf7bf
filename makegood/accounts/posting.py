"""A mail to one person goes out, or it is said why not; and by which id a mail server knows it."""

from __future__ import annotations

from email.utils import make_msgid
from smtplib import SMTPException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage

from makegood.connectors.mail import MailFailed, message_id

NOT_POSTED = (OSError, SMTPException, MailFailed)
"""What a mail fails of on its way out."""


def our_host() -> str:
    """The host of this installation's own address, whatever host a request names."""
    return urlsplit(settings.MAKEGOOD_ADDRESS).hostname or "localhost"


def lasting_id(what: str) -> str:
    """A Message-ID, the same for the same `what` ("letter 7"); nobody can guess it and make up a bounce of it."""
    return message_id(settings.SECRET_KEY.encode(), what, our_host())


def new_id(what: str | None = None) -> str:
    """A Message-ID for this once."""
    return make_msgid(what, our_host())


def posted(message: EmailMessage) -> str:
    """Hands it to the mail server; why it did not go, as one sentence, else ""."""
    try:
        message.send()
    except NOT_POSTED as failed:
        return str(failed) or type(failed).__name__
    return ""
