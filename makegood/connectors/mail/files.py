"""Mails of an installation without a mail server: one .eml file each, shown on a page of the application."""

from __future__ import annotations

import hashlib
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.parser import BytesHeaderParser, BytesParser
from email.policy import SMTP
from email.utils import parsedate_to_datetime
from pathlib import Path

from makegood.connectors.mail.letters import Letter, built

SENDER = "makegood@localhost"


class FileSender:
    """A letter of the same id is laid down once, however often it is sent. Raises OSError where the disk is full."""

    def __init__(self, folder: Path, sender: str = SENDER) -> None:
        self.folder, self.sender = folder, sender

    def send(self, letter: Letter) -> None:
        """Raises LetterRefused, OSError."""
        self.send_bytes(letter.to, built(letter, self.sender, "Makegood").as_bytes())

    def send_bytes(self, to: str, content: bytes) -> None:  # noqa: ARG002 (the message names its reader itself)
        """A message that is built already. Raises OSError."""
        head = BytesHeaderParser(policy=SMTP).parsebytes(content)
        id = str(head["Message-ID"] or "").encode("utf-8", "replace") or content
        digest = hashlib.sha256(id).hexdigest()[:16]
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if any(self.folder.glob(f"*-{digest}.eml")):
            return
        temporary = self.folder / f".{secrets.token_hex(8)}"
        try:
            with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
            temporary.rename(self.folder / f"{_when(head):%Y%m%dT%H%M%S}-{digest}.eml")
        finally:
            with suppress(FileNotFoundError):
                temporary.unlink()


def _when(head: Message) -> datetime:
    return _read_date(head) or datetime.now(UTC)


def _read_date(head: Message) -> datetime | None:
    """In UTC. "-0000", as Django writes it, is UTC of an unknown zone (RFC 5322), which Python reads as no zone."""
    try:
        read = parsedate_to_datetime(str(head["Date"]))
    except ValueError:
        return None
    return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class KeptMail:
    """`name` is the file's, and the mail's place in a page's address."""

    name: str
    to: str
    subject: str
    when: datetime | None
    text: str
    attachments: tuple[tuple[str, int], ...]
    """Name and bytes of each."""


def kept_mails(folder: Path, most: int = 200) -> list[KeptMail]:
    """Newest first; a file that is no mail is left out."""
    paths = sorted((path for path in folder.glob("*.eml") if path.is_file()), reverse=True)[:most]
    return [mail for path in paths if (mail := _read(path))]


def _read(path: Path) -> KeptMail | None:
    try:
        message = BytesParser(EmailMessage, policy=SMTP).parsebytes(path.read_bytes())
        body = message.get_body(("plain",))
        return KeptMail(
            name=path.name,
            to=str(message["To"] or ""),
            subject=str(message["Subject"] or ""),
            when=_read_date(message),
            text=str(body.get_content()).replace("\r\n", "\n") if body else "",
            attachments=tuple(
                (part.get_filename() or "file", len(part.get_payload(decode=True) or b""))
                for part in message.iter_attachments()
            ),
        )
    except (OSError, ValueError, LookupError, MessageError, AttributeError):
        return None
