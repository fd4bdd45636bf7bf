"""A small ledger to verify: events that a keeper appends, checkpoints the keeper signs, copies that are changed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from makegood.rules.ledger.answers import LedgerAnswers
from makegood.rules.ledger.checkpoint import Checkpoint, note
from makegood.rules.ledger.leaf import canonical
from makegood.rules.ledger.record import EventRecord, record_of
from makegood.rules.ledger.tree import Frontier
from makegood.rules.ledger.verifying import Receipt, verify_ledger
from makegood.rules.signing import SigningKey, VerifyingKey

NAME = "makegood.test/shop"
KEY = SigningKey(NAME, b"k" * 32)
NEXT = SigningKey(NAME, b"n" * 32)
PAT = SigningKey("pat.test", b"p" * 32).as_cosigner()
BEGAN = datetime(2026, 11, 1, 9, tzinfo=UTC)


@dataclass
class Kept:
    """A ledger at its keeper's."""

    key: SigningKey = KEY
    events: list[EventRecord] = field(default_factory=list)
    checkpoints: list[str] = field(default_factory=list)

    def add(self, kind: str = "noted", payload: dict[str, object] | None = None, at: datetime | None = None) -> None:
        index = len(self.events)
        self.events.append(
            record_of(
                index=index,
                kind=kind,
                at=at or BEGAN + timedelta(hours=index),
                actor="u1",
                nonce=sha256(str(index).encode()).digest(),
                payload=canonical(payload or {"number": index}),
            )
        )

    def grow(self, count: int) -> Kept:
        for _ in range(count):
            self.add()
        return self

    def sign(self) -> str:
        """The signed checkpoint over all events so far; the keeper keeps it, too."""
        frontier = Frontier()
        for event in self.events:
            frontier.append(event.leaf_hash())
        self.checkpoints.append(note(Checkpoint(NAME, frontier.size, frontier.root()), [self.key]))
        return self.checkpoints[-1]

    def rechained(self) -> Kept:
        """What a dishonest keeper shows: the same events, all checkpoints signed again as if nothing had happened."""
        made = Kept(self.key, list(self.events))
        made.sign()
        return made

    def forged(self, index: int, payload: bytes) -> Kept:
        old = self.events[index]
        new = record_of(index=index, kind=old.kind, at=BEGAN, actor=old.actor, nonce=old.nonce or b"", payload=payload)
        return Kept(self.key, [*self.events[:index], new, *self.events[index + 1 :]]).rechained()

    def without_content(self, index: int) -> None:
        self.events[index] = replace(self.events[index], nonce=None, payload=None)

    def answers(self, *receipts: Receipt, keys: tuple[VerifyingKey, ...] = (KEY.verifying_key,)) -> LedgerAnswers:
        return verify_ledger(events=self.events, checkpoints=self.checkpoints, receipts=receipts, keys=keys)


def kept_by_pat(text: str) -> Receipt:
    return Receipt(text, "Pat", outside=True)
