"""Reading what comes back: delivery status notifications (RFC 3464)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.policy import default

from makegood.connectors.mail.letters import LetterRefused, require_address

LARGEST = 5_000_000
MOST = 100


@dataclass(frozen=True, slots=True)
class Bounce:
    """`address` did not get the letter `message_id` (in angle brackets; empty where the report does not say).

    `permanent` by its status (5.x.x). Anybody can write such a report: believe it only for an id that we sent to that
    very address (`letters.message_id` cannot be guessed).
    """

    address: str
    permanent: bool
    status: str
    said: str
    message_id: str


def bounces_in(content: bytes) -> list[Bounce]:
    """Of a mail as it came in; empty for anything that is no report of a failure. Never raises."""
    if len(content) > LARGEST:
        return []
    try:
        message = BytesParser(EmailMessage, policy=default).parsebytes(content)
        if message.get_content_type() != "multipart/report" or message.get_param("report-type") != "delivery-status":
            return []
        parts = [part for part in message.walk() if part is not message][:50]
        blocks = [
            block for part in parts if part.get_content_type() == "message/delivery-status" for block in _blocks(part)
        ]
        id = next((found for part in parts if (found := _original_id(part))), "")
        return [bounce for block in blocks[:MOST] if (bounce := _bounce(block, id))]
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return []


def _blocks(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [block for block in payload if isinstance(block, Message)] if isinstance(payload, list) else []


def _bounce(block: Message, id: str) -> Bounce | None:
    if str(block.get("Action", "")).strip().lower() != "failed":
        return None
    recipient = str(block.get("Original-Recipient") or block.get("Final-Recipient") or "")
    try:
        address = require_address(recipient.rpartition(";")[2])
    except LetterRefused:
        return None
    found = re.search(r"[245]\.\d{1,3}\.\d{1,3}", str(block.get("Status", "")))
    status = found[0] if found else ""
    said = " ".join(str(block.get("Diagnostic-Code", "")).partition(";")[2].split())
    return Bounce(address, not status.startswith("4"), status, said[:300], id)


def _original_id(part: Message) -> str:
    if part.get_content_type() == "text/rfc822-headers":
        content = part.get_payload(decode=True)
        text = content.decode("utf-8", "replace") if isinstance(content, bytes) else ""
    elif part.get_content_type() == "message/rfc822" and isinstance(inner := part.get_payload(), list) and inner:
        text = f"Message-ID: {inner[0].get('Message-ID', '')}" if isinstance(inner[0], Message) else ""
    else:
        return ""
    found = re.search(r"(?im)^Message-ID:\s*(<[^<>\s]{1,300}>)", text)
    return found[1] if found else ""
