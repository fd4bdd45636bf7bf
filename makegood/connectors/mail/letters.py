"""A letter and the message made of it: plain text, one reader, nothing in a header that could begin another."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

MOST_ATTACHED = 15_000_000
"""Bytes of all attachments together: many servers take 25 MB, and base64 adds a third."""

_ADDRESS = re.compile(
    r"(?P<user>[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*)@"
    r"(?P<domain>(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)"
)
_MESSAGE_ID = re.compile(r"<[A-Za-z0-9._-]{8,80}@[A-Za-z0-9.-]{1,190}>")
_MEDIA_TYPE = re.compile(r"(?!multipart|message)[a-z]{2,20}/[a-z0-9.+-]{1,80}")


class LetterRefused(Exception):
    """A letter that must not be sent as it is; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """`name` is shown to the reader; `media_type` as application/pdf."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """`id` is a Message-ID in its angle brackets (`message_id`): a letter that is sent again has the same one."""

    id: str
    to: str
    subject: str
    text: str
    when: datetime
    attachments: tuple[Attachment, ...] = ()
    reply_to: str = ""
    in_reply_to: str = ""


def message_id(key: bytes, what: str, domain: str) -> str:
    """The same for the same `what` ("alarm 17 to olivia"), and not to be guessed without `key`, so that nobody can make
    up a bounce of a letter that they have not seen."""
    digest = hmac.new(key, b"message-id\0" + what.encode("utf-8"), hashlib.sha256).hexdigest()
    return f"<{digest[:40]}@{domain}>"


def require_address(text: str) -> str:
    """An address of the plain kind, domain in small letters. Raises LetterRefused."""
    found = _ADDRESS.fullmatch(text.strip())
    if found is None or len(found["user"]) > 64 or len(text) > 254:
        shown = text if text.isprintable() else ascii(text)
        raise LetterRefused(f"{shown[:100]} is no mail address that we can write to.")
    return f"{found['user']}@{found['domain'].lower()}"


def built(letter: Letter, sender: str, sender_name: str = "") -> EmailMessage:
    """Raises LetterRefused: a bad address, a line break in a header, a bad id, or too much attached."""
    for name, value in (("subject", letter.subject), ("sender's name", sender_name)):
        if not value.isprintable() or len(value) > 500:
            raise LetterRefused(f"The {name} of a mail is one short line.")
    for id in (letter.id, *([letter.in_reply_to] if letter.in_reply_to else [])):
        if not _MESSAGE_ID.fullmatch(id):
            raise LetterRefused("The id of a mail has the form <letters@domain>.")
    if letter.when.tzinfo is None:
        raise LetterRefused("The date of a mail needs its time zone.")
    user, _, domain = require_address(sender).partition("@")
    message = EmailMessage(policy=SMTP)
    message["Message-ID"] = letter.id
    message["Date"] = format_datetime(letter.when)
    message["From"] = Address(sender_name, user, domain)
    message["To"] = require_address(letter.to)
    message["Subject"] = letter.subject
    # RFC 3834: keeps answering machines from answering us.
    message["Auto-Submitted"] = "auto-generated"
    if letter.reply_to:
        message["Reply-To"] = require_address(letter.reply_to)
    if letter.in_reply_to:
        message["In-Reply-To"] = message["References"] = letter.in_reply_to
    # Quoted printable whatever is in it: a server without 8BITMIME would change the text on its way.
    message.set_content(_lines(letter.text), cte="quoted-printable")
    _attach(message, letter.attachments)
    return message


def _lines(text: str) -> str:
    return "".join(letter for letter in text.replace("\r\n", "\n") if letter == "\n" or letter == "\t" or letter >= " ")


def _attach(message: EmailMessage, attachments: tuple[Attachment, ...]) -> None:
    if sum(len(attachment.content) for attachment in attachments) > MOST_ATTACHED:
        raise LetterRefused(f"More than {MOST_ATTACHED // 1_000_000} MB cannot be attached to a mail; send a link.")
    for attachment in attachments:
        name = attachment.name
        if not name or not name.isprintable() or "/" in name or "\\" in name or len(name) > 150:
            raise LetterRefused("The name of an attachment is a short one without folders.")
        if not _MEDIA_TYPE.fullmatch(attachment.media_type):
            raise LetterRefused(f"{attachment.media_type!a} is no type of an attachment.")
        main, _, sub = attachment.media_type.partition("/")
        message.add_attachment(attachment.content, maintype=main, subtype=sub, filename=name)
