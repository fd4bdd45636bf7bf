"""A leaf says that something happened, and commits to what it was without telling it.

What happened (the payload) and a random nonce lie apart from the leaf. When both are destroyed the tree still verifies,
with one named hole, and nobody who guesses the payload (an e-mail address) can confirm the guess.
"""

from __future__ import annotations

import json
import re
import secrets
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

NONCE_SIZE = 32
TEXT_LIMIT = 200
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")
_COMMITMENT = re.compile(r"[0-9a-f]{64}")
_FLAT = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)
"""The same bytes as RFC 8785 for an object of texts and small whole numbers, in a tenth of the time."""


class LeafRefused(ValueError):
    """What cannot be a leaf; the message is one sentence."""


def canonical(value: Any) -> bytes:
    """The bytes of RFC 8785 of a JSON value. Raises LeafRefused for what JSON cannot say exactly."""
    import rfc8785

    try:
        return rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, UnicodeEncodeError, RecursionError) as broken:
        raise LeafRefused(f"This has no canonical form: {broken}.") from None


def new_nonce() -> bytes:
    return secrets.token_bytes(NONCE_SIZE)


def commit(nonce: bytes, payload: bytes) -> str:
    """SHA-256 over the nonce (32 bytes: its end must be certain) and the payload, as hex."""
    if len(nonce) != NONCE_SIZE:
        raise LeafRefused(f"A nonce has {NONCE_SIZE} bytes.")
    return sha256(nonce + payload).hexdigest()


def time_text(at: datetime) -> str:
    """`2026-11-26T01:20:00.000000Z`. Raises LeafRefused for a time without its zone."""
    if at.tzinfo is None:
        raise LeafRefused("A time in the ledger needs its zone.")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def time_of(text: str) -> datetime:
    """The time of a `time_text`. Raises LeafRefused for any other spelling."""
    try:
        if _TIME.fullmatch(text):
            return datetime.fromisoformat(text)
    except ValueError:
        pass
    raise LeafRefused(f"{text[:40]!r} is no time of a ledger.")


def leaf_bytes(*, index: int, kind: str, at: datetime, actor: str | None, commitment: str) -> bytes:
    """The leaf: canonical JSON of its place (from 0), kind, claimed time, the actor's id, and the commitment (hex).

    `actor` is an id that says nothing by itself (None: the installation itself), for it can never be erased.
    """
    return leaf_of_text(index=index, kind=kind, at=time_text(at), actor=actor, commitment=commitment)


def leaf_of_text(*, index: int, kind: str, at: str, actor: str | None, commitment: str) -> bytes:
    """The leaf of an event that is written down: `at` as `time_text` writes it, which is looked at again here."""
    if not 0 < len(kind) <= TEXT_LIMIT or (actor is not None and not 0 < len(actor) <= TEXT_LIMIT):
        raise LeafRefused(f"A leaf's kind and actor have 1 to {TEXT_LIMIT} characters.")
    if not _COMMITMENT.fullmatch(commitment):
        raise LeafRefused("A commitment is 64 hex digits.")
    if not 0 <= index < 1 << 53:
        raise LeafRefused("A leaf's place is counted from 0.")
    time_of(at)
    document = {"actor": actor, "at": at, "commitment": commitment, "index": index, "kind": kind}
    try:
        return _FLAT.encode(document).encode()
    except UnicodeEncodeError:
        raise LeafRefused("A leaf's kind and actor are UTF-8.") from None
