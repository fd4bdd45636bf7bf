"""Signed tokens (JWT): what one says of itself decides whether it opens anything."""

from __future__ import annotations

import base64
import binascii
import json

_MADE_UP = ("1234567890", "John Doe", "Jane Doe", "example.com", "johndoe")


def severity(token: bytes) -> str:
    """`high` for one that never ends or opens a whole database, `medium` for one that ends, `info` for a sample."""
    payload = _payload(token)
    if payload is None or any(word in json.dumps(payload) for word in _MADE_UP):
        return "info"
    if payload.get("role") in ("anon", "public"):
        return "info"
    if payload.get("role") == "service_role":
        return "high"
    return "medium" if "exp" in payload or len(payload) < 2 else "high"


def _payload(token: bytes) -> dict[str, object] | None:
    parts = token.split(b".")
    if len(parts) != 3 or len(token) > 8_000:
        return None
    try:
        document = json.loads(base64.urlsafe_b64decode(parts[1] + b"=" * (-len(parts[1]) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        return None
    return document if isinstance(document, dict) else None
