"""Events as they leave the house: one JSON line each, with what the leaf says and what it commits to.

{"index": 0, "kind": "...", "at": "2026-11-26T01:20:00.000000Z", "actor": "..." | null, "commitment": "<hex>",
 "nonce": "<hex>" | null, "payload": "<canonical JSON as text>" | null}
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Any

from makegood.rules.ledger.leaf import LeafRefused, commit, leaf_of_text, time_text
from makegood.rules.ledger.tree import leaf_hash

LINE_LIMIT = 4_000_000
EVENTS_LIMIT = 5_000_000

ERASED = "content.erased"
KEY_ROTATED = "key.rotated"
KEY_REVOKED = "key.revoked"
CERTIFIED = "certificate.made"
COSIGNED = "checkpoint.cosigned"
"""The kinds that the ledger itself understands; their payloads are made by the functions of this folder."""


class RecordRefused(ValueError):
    """A line that is no event; the message is one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRecord:
    """One event. `at` is the claimed time as `time_text` writes it; payload and nonce are None once erased."""

    index: int
    kind: str
    at: str
    actor: str | None
    commitment: str
    nonce: bytes | None
    payload: bytes | None

    def leaf_hash(self) -> bytes:
        """Raises LeafRefused when this cannot be an event."""
        return leaf_hash(
            leaf_of_text(index=self.index, kind=self.kind, at=self.at, actor=self.actor, commitment=self.commitment)
        )

    def content(self) -> dict[str, Any]:
        """The payload as JSON; empty when it is erased or no object."""
        try:
            document = json.loads(self.payload or b"{}")
        except (ValueError, RecursionError):
            return {}
        return document if isinstance(document, dict) else {}

    def keeps_its_word(self) -> bool:
        """Whether payload and nonce are what the leaf committed to."""
        if self.payload is None or self.nonce is None:
            return False
        try:
            return commit(self.nonce, self.payload) == self.commitment
        except LeafRefused:
            return False

    def to_line(self) -> bytes:
        document = {
            "index": self.index,
            "kind": self.kind,
            "at": self.at,
            "actor": self.actor,
            "commitment": self.commitment,
            "nonce": self.nonce.hex() if self.nonce is not None else None,
            "payload": self.payload.decode() if self.payload is not None else None,
        }
        return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def record_of(*, index: int, kind: str, at: Any, actor: str | None, nonce: bytes, payload: bytes) -> EventRecord:
    """A new event; `at` is a datetime with its zone. Its leaf is `leaf_hash()`."""
    return EventRecord(
        index=index,
        kind=kind,
        at=time_text(at),
        actor=actor,
        commitment=commit(nonce, payload),
        nonce=nonce,
        payload=payload,
    )


def record_from(*, leaf: bytes, nonce: bytes | None, payload: bytes | None) -> EventRecord:
    """An event as its keeper stores it: the leaf's exact bytes, and what it commits to. Raises RecordRefused."""
    try:
        row = json.loads(leaf)
        record = EventRecord(**row, nonce=nonce, payload=payload)
    except (ValueError, TypeError, RecursionError):
        raise RecordRefused("What is stored as a leaf is none.") from None
    return record


def erasure_payload(*, index: int, by: str, why: str) -> dict[str, object]:
    """The payload of an event of kind ERASED: which event lost its content, who asked for it, and why."""
    return {"by": by, "event": index, "why": why}


def read_record(line: bytes) -> EventRecord:
    """An event from its line, which has one exact spelling (two readers never see two things). Raises RecordRefused."""
    try:
        row = json.loads(line)
        nonce, payload = row["nonce"], row["payload"]
        record = EventRecord(
            index=row["index"],
            kind=row["kind"],
            at=row["at"],
            actor=row["actor"],
            commitment=row["commitment"],
            nonce=bytes.fromhex(nonce) if nonce is not None else None,
            payload=payload.encode() if payload is not None else None,
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise RecordRefused("A line of the ledger is no event.") from None
    texts = (record.kind, record.at, record.commitment, record.actor or "")
    if type(record.index) is not int or not all(isinstance(text, str) for text in texts):
        raise RecordRefused("A line of the ledger is no event.")
    try:
        spelt = record.to_line() == line
    except UnicodeEncodeError:
        spelt = False
    if not spelt:
        raise RecordRefused("A line of the ledger is not spelt as an event is.")
    return record


def read_records(lines: Iterable[bytes]) -> Iterator[EventRecord]:
    """The events of an export, one after the other. Raises RecordRefused at the first line that is none."""
    for number, line in enumerate(lines):
        if number >= EVENTS_LIMIT:
            raise RecordRefused("The ledger has more events than are read (5 million).")
        if not line.endswith(b"\n") or len(line) > LINE_LIMIT:
            raise RecordRefused("A line of the ledger is cut off, or longer than an event can be (4 MB).")
        yield read_record(line)


def write_records(records: Iterable[EventRecord], file: IO[bytes]) -> None:
    for record in records:
        file.write(record.to_line())
