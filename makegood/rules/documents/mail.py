"""Mails (.eml): what is said, what is quoted, and everything that hangs on them, read like files of their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from makegood.rules.documents.building import Builder
from makegood.rules.documents.cleaning import clean
from makegood.rules.documents.decoding import decode
from makegood.rules.documents.document import Document
from makegood.rules.documents.html import add_html
from makegood.rules.documents.limits import LIMITS, Limits, Unreadable
from makegood.rules.documents.text import add_text

QUOTED = "quoted mail"
HEADS = ("From", "To", "Cc", "Date", "Subject")
_HEAD = re.compile(rb"^[A-Za-z][A-Za-z0-9-]{1,40}:[ \t]?\S?", re.MULTILINE)
_NEEDED = (b"from:", b"to:", b"subject:", b"date:", b"received:", b"mime-version:", b"message-id:")
_SAID = re.compile(
    r"^(?:on .{5,200} wrote:|-{2,}\s*(?:original|forwarded) message\s*-{2,}|am .{5,120} schrieb .{1,120}:"
    r"|le .{5,120} a écrit\s*:|el .{5,120} escribió:|_{20,})\s*$",
    re.IGNORECASE,
)

ReadAttachment = Callable[[bytes, str, Limits], Document]


def is_mail(content: bytes) -> bool:
    """Whether it begins with the heads of a mail."""
    head = content.lstrip(b"\r\n\xef\xbb\xbf")[:8_000].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    lines = head.lower().split(b"\n")
    named = {name for name in _NEEDED if any(line.startswith(name) for line in lines)}
    first = lines[0] if lines else b""
    return len(named) >= 2 and (first.startswith(b"from ") or _HEAD.match(first) is not None)


def read_mail(content: bytes, read: ReadAttachment, limits: Limits = LIMITS, part: str | None = None) -> Document:
    """A mail; `read` reads what hangs on it."""
    if content.startswith(b"From "):  # as a mailbox file keeps it
        content = content.partition(b"\n")[2]
    message = BytesParser(policy=policy.default).parsebytes(content)
    builder = Builder("mail", limits, part)
    for name in HEADS:
        if said := _head(message, name):
            builder.passage(f"{name}: {said}", numbered=False)
    _Reader(builder, read, limits).message(message)
    return builder.document(_head(message, "Subject"))


class _Reader:
    def __init__(self, builder: Builder, read: ReadAttachment, limits: Limits) -> None:
        self._builder, self._read, self._limits = builder, read, limits
        self._attached = 0

    def message(self, message: EmailMessage) -> None:
        body = self._body(message)
        if body is not None:
            self._say(body)
        for part in _parts(message):
            if part is not body:
                self._attachment(part)

    def _body(self, message: EmailMessage) -> EmailMessage | None:
        try:
            body = message.get_body(("plain", "html"))
        except (AttributeError, KeyError, ValueError, RecursionError):
            body = None
        if not isinstance(body, EmailMessage):
            plain = not message.is_multipart() and message.get_content_maintype() == "text"
            return message if plain else None
        if body.get_content_type() == "text/plain" and not _text(body).strip():
            html = message.get_body(("html",))
            return html if isinstance(html, EmailMessage) else body
        return body

    def _say(self, body: EmailMessage) -> None:
        text = _text(body)
        if body.get_content_type() == "text/html":
            add_html(self._builder, text)
            return
        for quoted, lines in _turns(text):
            add_text(self._builder, "\n".join(lines), part=self._called(QUOTED) if quoted else None)

    def _attachment(self, part: EmailMessage) -> None:
        kind = part.get_content_type()
        if kind == "message/rfc822":
            self._take(_bytes_of(part), _name(part) or "forwarded mail")
        elif (
            part.is_multipart()
            or (part.get_content_maintype() == "text" and not _is_attached(part))
            or (part.get_content_maintype() == "image" and not _is_attached(part))
        ):
            return
        else:
            self._take(_bytes_of(part), _name(part) or "attachment")

    def _called(self, name: str) -> str:
        return f"{self._builder.part}, {name}" if self._builder.part else name

    def _take(self, content: bytes, name: str) -> None:
        name = clean(name).replace("\n", " ")[:80]
        self._attached += 1
        if self._attached > self._limits.attachments:
            self._builder.note(f"Only the first {self._limits.attachments} attachments were read.")
            return
        try:
            found = self._read(content, self._called(name), self._limits)
        except Unreadable as refused:
            self._builder.note(f"{name}: {refused}")
            return
        for note in found.notes:
            self._builder.note(note if note.startswith(name) else f"{name}: {note}")
        self._builder.blocks += found.blocks
        self._builder.pictured += found.pictured


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """Everything below, without what hangs on a mail that hangs on this one."""
    waiting = [message]
    while waiting:
        for part in waiting.pop().iter_parts():
            if isinstance(part, EmailMessage):
                yield part
                if part.is_multipart() and part.get_content_type() != "message/rfc822":
                    waiting.append(part)


def _turns(text: str) -> list[tuple[bool, list[str]]]:
    """The lines of a body in turns: said now, or quoted."""
    turns: list[tuple[bool, list[str]]] = []
    rest_quoted = False
    for line in text.replace("\r\n", "\n").split("\n"):
        if _SAID.match(line.strip()[:250]):
            rest_quoted = rest_quoted or line.strip().startswith(("-", "_"))
            quoted = True
        else:
            quoted = rest_quoted or line.lstrip().startswith(">")
        bare = re.sub(r"^\s*(?:>\s?)+", "", line) if quoted else line
        if not turns or turns[-1][0] is not quoted:
            turns.append((quoted, []))
        turns[-1][1].append(bare)
    return turns


def _text(part: EmailMessage) -> str:
    try:
        found = part.get_content()
        return found if isinstance(found, str) else decode(bytes(found))
    except (LookupError, ValueError, KeyError, AttributeError, TypeError):
        raw = part.get_payload(decode=True)
        return decode(raw) if isinstance(raw, bytes) else str(part.get_payload())


def _bytes_of(part: EmailMessage) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        return (
            b"".join(bytes(one) for one in inner if isinstance(one, EmailMessage)) if isinstance(inner, list) else b""
        )
    raw = part.get_payload(decode=True)
    return raw if isinstance(raw, bytes) else b""


def _head(message: EmailMessage, name: str) -> str:
    try:
        return clean(str(message.get(name, ""))).replace("\n", " ")
    except (ValueError, IndexError, AttributeError, TypeError):  # heads that break the standard's own parser
        return ""


def _name(part: EmailMessage) -> str:
    try:
        return part.get_filename() or ""
    except (ValueError, LookupError, TypeError):
        return ""


def _is_attached(part: EmailMessage) -> bool:
    return part.get_content_disposition() == "attachment" or bool(_name(part))
