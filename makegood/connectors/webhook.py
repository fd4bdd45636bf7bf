"""A signed message to an address of the owner's choice: the second channel for alarms.

Signed as standardwebhooks.com has it (version 1.0.0), so that receivers find ready libraries: HMAC-SHA256 over
`id.timestamp.body`. The id is the same when a message is sent again.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Mapping

from makegood.connectors.outbound.address import OutboundRefused
from makegood.connectors.outbound.client import Limits, Outbound

LIMITS = Limits(seconds=15, body=64_000)
LARGEST = 200_000


class WebhookFailed(Exception):
    """One sentence. `again` whether another try may help; `gone` where the receiver asks for no more (410)."""

    def __init__(self, sentence: str, *, again: bool, gone: bool = False) -> None:
        super().__init__(sentence)
        self.again, self.gone = again, gone


def new_secret() -> str:
    """To show once to the owner and to keep sealed."""
    return f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode('ascii')}"


def signature(secret: str, id: str, timestamp: int, body: bytes) -> str:
    """Raises ValueError for a secret that `new_secret` did not make."""
    try:
        key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except binascii.Error:
        key = b""
    if not secret.startswith("whsec_") or not 24 <= len(key) <= 64:
        raise ValueError("not the secret of a webhook")
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,100}", id):
        raise ValueError("the id of a message holds letters, digits, dashes and underscores only")
    signed = hmac.new(key, f"{id}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(signed).decode('ascii')}"


def deliver(
    url: str, secret: str, *, id: str, timestamp: int, kind: str, data: Mapping[str, object], outbound: Outbound
) -> None:
    """POST of `{"type": kind, "timestamp": ..., "data": ...}`; the address is resolved and checked anew each time.

    `timestamp` in seconds since 1970, of this try. Raises WebhookFailed, and ValueError for a bad secret or id.
    """
    body = json.dumps({"type": kind, "timestamp": timestamp, "data": data}, ensure_ascii=False).encode("utf-8")
    if len(body) > LARGEST:
        raise ValueError("too much for one message")
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Makegood",
        "webhook-id": id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signature(secret, id, timestamp, body),
    }
    try:
        answer = outbound.ask("POST", url, headers=headers, body=body, limits=LIMITS)
    except OutboundRefused as refused:
        raise WebhookFailed(str(refused), again=True) from None
    if 200 <= answer.status < 300:
        return
    if answer.status == 410:
        raise WebhookFailed("The receiver says that it wants no more messages (410).", again=False, gone=True)
    if 300 <= answer.status < 400:
        raise WebhookFailed("The address forwards to another one; give that one.", again=False)
    again = answer.status >= 500 or answer.status in {408, 425, 429}
    raise WebhookFailed(f"The receiver did not take the message ({answer.status}).", again=again)
