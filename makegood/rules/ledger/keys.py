"""Which key of a ledger counts at which size: rotation is signed by the old and the new key, revocation names a size.

A key counts for a checkpoint of size n, and for what stands in the event before it, while `since <= n < until`.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from makegood.rules.ledger.record import KEY_REVOKED, KEY_ROTATED, EventRecord
from makegood.rules.ledger.tree import SIZE_LIMIT
from makegood.rules.signing.keys import ED25519, KeyRefused, Signer, VerifyingKey

ROTATION, REVOCATION = b"makegood key rotation v1\n", b"makegood key revocation v1\n"


def rotation_message(old: VerifyingKey, new: VerifyingKey, index: int) -> bytes:
    """What both keys sign: that from the event at `index` on the new one counts."""
    return ROTATION + f"{old.text()}\n{new.text()}\n{index}\n".encode()


def revocation_message(key: VerifyingKey, size: int) -> bytes:
    return REVOCATION + f"{key.text()}\n{size}\n".encode()


def rotation_payload(*, old: Signer, new: Signer, index: int) -> dict[str, object]:
    """The payload of the event of kind KEY_ROTATED at `index`. The checkpoint after it is signed by the new key."""
    message = rotation_message(old.verifying_key, new.verifying_key, index)
    return {
        "new": new.verifying_key.text(),
        "new_signature": base64.b64encode(new.sign(message)).decode(),
        "old": old.verifying_key.text(),
        "old_signature": base64.b64encode(old.sign(message)).decode(),
    }


def revocation_payload(*, key: VerifyingKey, size: int, by: Signer, why: str) -> dict[str, object]:
    """The payload of an event of kind KEY_REVOKED: from that tree size on nothing counts that the key signed.

    `by` is another key of the same ledger that counts.
    """
    signature = by.sign(revocation_message(key, size))
    return {
        "by": by.verifying_key.text(),
        "key": key.text(),
        "signature": base64.b64encode(signature).decode(),
        "size": size,
        "why": why,
    }


@dataclass(frozen=True, slots=True)
class Counts:
    """A key with the sizes for which it counts, and the event (from 0) that ended it, if one did."""

    key: VerifyingKey
    since: int = 0
    until: int = SIZE_LIMIT
    ended_by: int | None = None
    revoked: bool = False

    def at(self, size: int) -> bool:
        return self.since <= size < self.until


@dataclass(slots=True)
class KeyHistory:
    """The keys of one ledger, beginning with those that were agreed; `faults` are events that could not count."""

    keys: list[Counts] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, agreed: Iterable[VerifyingKey]) -> KeyHistory:
        return cls([Counts(key) for key in agreed if key.algorithm == ED25519])

    def all(self) -> list[VerifyingKey]:
        return [one.key for one in self.keys]

    def find(self, key: VerifyingKey) -> Counts | None:
        return next((one for one in self.keys if one.key == key), None)

    def counts(self, key: VerifyingKey, size: int) -> bool:
        found = self.find(key)
        return found is not None and found.at(size)

    def read(self, event: EventRecord) -> None:
        """Takes a rotation or revocation into the history; any other event is passed over."""
        if event.kind == KEY_ROTATED:
            self._rotate(event)
        elif event.kind == KEY_REVOKED:
            self._revoke(event)

    def _rotate(self, event: EventRecord) -> None:
        content = event.content()
        try:
            old, new = VerifyingKey.parse(str(content.get("old"))), VerifyingKey.parse(str(content.get("new")))
        except KeyRefused:
            return self._refuse(event, "names no keys")
        known = self.find(old)
        if known is None or not known.at(event.index) or self.find(new) is not None or new.name != old.name:
            return self._refuse(event, "replaces a key that does not count")
        message = rotation_message(old, new, event.index)
        if not _signed(old, message, content.get("old_signature")) or not _signed(
            new, message, content.get("new_signature")
        ):
            return self._refuse(event, "is not signed by both keys")
        self._end(known, event, event.index + 1)
        self.keys.append(Counts(new, since=event.index + 1))
        return None

    def _revoke(self, event: EventRecord) -> None:
        content, size = event.content(), event.content().get("size")
        try:
            key, by = VerifyingKey.parse(str(content.get("key"))), VerifyingKey.parse(str(content.get("by")))
        except KeyRefused:
            return self._refuse(event, "names no keys")
        known, signer = self.find(key), self.find(by)
        if known is None or type(size) is not int or not 0 <= size < SIZE_LIMIT:
            return self._refuse(event, "names no key of this ledger, or no size")
        if signer is None or by == key or not signer.at(event.index):
            return self._refuse(event, "is signed by a key that does not count")
        if not _signed(by, revocation_message(key, size), content.get("signature")):
            return self._refuse(event, "is not signed")
        self._end(replace(known, revoked=True), event, size)
        return None

    def _end(self, known: Counts, event: EventRecord, until: int) -> None:
        ended = replace(known, until=min(known.until, until), ended_by=event.index)
        self.keys = [ended if one.key == known.key else one for one in self.keys]

    def _refuse(self, event: EventRecord, why: str) -> None:
        self.faults.append(f"The change of keys at event {event.index} {why}.")


def _signed(key: VerifyingKey, message: bytes, signature: object) -> bool:
    try:
        return key.verify(message, base64.b64decode(str(signature), validate=True))
    except (binascii.Error, ValueError):
        return False
