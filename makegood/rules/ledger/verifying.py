"""Verifying an exported ledger against its checkpoints, and against the receipts that other parties kept.

A keeper who cuts off the end, rewrites an event and everything after it, goes back to an old copy, or shows two views
makes a tree that is whole in itself. Only a checkpoint that somebody else kept can show it (H2).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from makegood.rules.ledger.answers import Anchor, Hole, LedgerAnswers
from makegood.rules.ledger.checkpoint import Checkpoint, NobodyAgreed, Note, NoteRefused, parse_note, read_note
from makegood.rules.ledger.keys import Counts, KeyHistory
from makegood.rules.ledger.leaf import LeafRefused
from makegood.rules.ledger.record import ERASED, EventRecord, RecordRefused
from makegood.rules.ledger.stamps import KeptStamp
from makegood.rules.ledger.tree import EMPTY_ROOT, Frontier
from makegood.rules.ledger.witnesses import NOTHING, Statement, Trusted, Vouched, sizes_of, statement_of
from makegood.rules.ledger.witnesses import judged as vouched_for
from makegood.rules.signing.keys import COSIGNATURE, VerifyingKey

FAULTS_SHOWN = 20
KEEPER = "the keeper"


@dataclass(frozen=True, slots=True)
class Receipt:
    """A checkpoint that `holder` kept. `outside`: it did not come with the ledger, but from whoever verifies.

    One that came with the ledger proves nothing by itself, unless another party's agreed key cosigned it.
    """

    note: str
    holder: str
    outside: bool


def verify_ledger(
    *,
    events: Iterable[EventRecord],
    checkpoints: Sequence[str],
    receipts: Sequence[Receipt] = (),
    keys: Sequence[VerifyingKey] = (),
    stamps: Sequence[KeptStamp] = (),
    trusted: Trusted = NOTHING,
) -> LedgerAnswers:
    """Reads every event once. `keys` are those of the signed agreement: the ledger's own under the ledger's name, and
    those with which other parties cosign; `trusted` is what else whoever verifies knows. Never raises for what it
    reads: whatever is wrong is a fault."""
    own = [Receipt(text, KEEPER, False) for text in checkpoints]
    seen = _Seen()
    parsed = [(one, point) for one in (*own, *receipts) if (point := seen.parsed(one)) is not None]
    history = KeyHistory.of(keys)
    seen.walk(events, {point.size for _, point in parsed} | sizes_of(stamps), history)
    seen.faults += history.faults
    judged = _Judged(seen, history, [key for key in keys if key.algorithm == COSIGNATURE])
    # The keeper's own first: they say which ledger this is, and prove nothing about what was changed since.
    for one, point in sorted(parsed, key=lambda pair: (pair[0].holder != KEEPER, pair[1].size)):
        judged.take(one, point)
    return judged.answers(vouched_for(seen.statements, stamps, seen.roots, trusted))


@dataclass(slots=True)
class _Seen:
    """What one pass over the events shows: roots at the sizes that were asked for, holes, faults."""

    frontier: Frontier = field(default_factory=Frontier)
    roots: dict[int, bytes] = field(default_factory=dict)
    missing: dict[int, EventRecord] = field(default_factory=dict)
    holes: list[Hole] = field(default_factory=list)
    steps_back: list[int] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    broken: bool = False

    def parsed(self, receipt: Receipt) -> Checkpoint | None:
        try:
            return parse_note(receipt.note)[0]
        except NoteRefused as refused:
            self.faults.append(f"{_what(receipt)} cannot be read: {refused}")
            return None

    def walk(self, events: Iterable[EventRecord], sizes: set[int], history: KeyHistory) -> None:
        self.roots[0] = EMPTY_ROOT
        before = ""
        try:
            for event in events:
                if event.index != self.frontier.size:
                    self.broken = True
                    self.faults.append(f"Event {event.index} stands where event {self.frontier.size} should be.")
                    break
                self.frontier.append(event.leaf_hash())
                if self.frontier.size in sizes:
                    self.roots[self.frontier.size] = self.frontier.root()
                if event.at < before:
                    self.steps_back.append(event.index)
                before = event.at
                self._content(event)
                history.read(event)
        except (RecordRefused, LeafRefused) as refused:
            self.broken = True
            self.faults.append(f"Event {self.frontier.size} cannot be read: {refused}")
        for index in sorted(self.missing)[:FAULTS_SHOWN]:
            self.faults.append(f"The content of event {index} is missing, and no event says that it was erased.")

    def _content(self, event: EventRecord) -> None:
        if event.payload is None or event.nonce is None:
            self.missing[event.index] = event
        elif not event.keeps_its_word():
            if len(self.faults) < FAULTS_SHOWN:
                self.faults.append(f"The content of event {event.index} was changed.")
        elif (said := statement_of(event)) is not None:
            self.statements.append(said)
        elif event.kind == ERASED:
            content = event.content()
            gone = self.missing.pop(content["event"], None) if type(content.get("event")) is int else None
            if gone is not None:
                self.holes.append(Hole(gone.index, gone.kind, str(content.get("by")), str(content.get("why"))))
            else:
                self.remarks.append(f"Event {event.index} says that content was erased that is not missing.")


@dataclass(slots=True)
class _Judged:
    """Checkpoints and receipts, each held to the events and to the keys that counted at its size."""

    seen: _Seen
    history: KeyHistory
    cosigners: list[VerifyingKey]
    origin: str | None = None
    signed_up_to: int | None = None
    fits_up_to: int = 0
    anchors: list[Anchor] = field(default_factory=list)

    def take(self, receipt: Receipt, point: Checkpoint) -> None:
        note = self._verified(receipt)
        if note is None:
            if receipt.holder == KEEPER and self.seen.roots.get(point.size) != point.root:
                self.seen.faults.append(self._contradicts(receipt, point, []))
            return
        mine = [one for one in (self.history.find(mark.key) for mark in note.signatures) if one is not None]
        self.origin = self.origin or (point.origin if mine else None)
        if not any(one.key.name == point.origin == self.origin for one in mine):
            self._says_nothing(receipt, "it is of another ledger, or signed by nobody who keeps this one.")
            return
        if self.seen.roots.get(point.size) != point.root:
            self.seen.faults.append(self._contradicts(receipt, point, mine))
            return
        if any(one.at(point.size) for one in mine):
            self.signed_up_to = max(self.signed_up_to or 0, point.size)
        else:
            self.seen.remarks.append(f"{_what(receipt)} over {point.size} events is signed by a key that had ended.")
        others = note.by(self.cosigners)
        self.anchors += [Anchor(mark.key.name, point.size, mark.not_later_than) for mark in others]
        if receipt.outside and not others:
            self.anchors.append(Anchor(receipt.holder, point.size))
        if receipt.outside or others:
            self.fits_up_to = max(self.fits_up_to, point.size)

    def _verified(self, receipt: Receipt) -> Note | None:
        try:
            return read_note(receipt.note, [*self.history.all(), *self.cosigners])
        except NobodyAgreed as refused:
            self._says_nothing(receipt, str(refused))
        except NoteRefused as refused:
            self.seen.faults.append(f"{_what(receipt)} is forged: {refused}")
        return None

    def _says_nothing(self, receipt: Receipt, why: str) -> None:
        if receipt.holder == KEEPER:
            return
        if not receipt.outside:
            self.seen.remarks.append(f"{_what(receipt)} says nothing: {why}")
            return
        # A ledger that was taken back to before a change of keys does not know the key that signed the receipt.
        self.seen.faults.append(
            f"{_what(receipt)} cannot be held against this ledger: {why} Either it is no receipt of it, or the ledger "
            "was taken back to before its keys were changed."
        )

    def _contradicts(self, receipt: Receipt, point: Checkpoint, mine: Sequence[Counts]) -> str:
        after = f"after the first {self.fits_up_to}" if self.fits_up_to else "from the beginning"
        ended = mine and not any(one.at(point.size) for one in mine)
        doubt = " Its key was ended for that size later, so it may also have been stolen." if ended else ""
        size = self.seen.frontier.size
        if point.size > size and not self.seen.broken:
            return (
                f"{_what(receipt)} is over {point.size} events, and here are only {size}: the end was cut off, "
                f"or an old copy was put in its place.{doubt}"
            )
        return (
            f"{_what(receipt)} over the first {point.size} events does not fit them: something {after} was changed, "
            f"removed, put in, or shown differently to the two.{doubt}"
        )

    def answers(self, vouched: Vouched) -> LedgerAnswers:
        seen, size = self.seen, self.seen.frontier.size
        if self.signed_up_to is not None and self.signed_up_to < size:
            rest = size - self.signed_up_to
            seen.remarks.append(f"The last {rest} of {size} events stand under no signed checkpoint.")
        seen.faults += vouched.faults
        seen.remarks += vouched.remarks
        return LedgerAnswers(
            origin=self.origin,
            size=size,
            root=seen.frontier.root(),
            faults=tuple(seen.faults),
            holes=tuple(seen.holes),
            signed_up_to=self.signed_up_to,
            anchors=tuple(dict.fromkeys([*self.anchors, *vouched.anchors])),
            stamps=tuple(vouched.stamps),
            steps_back=tuple(seen.steps_back),
            remarks=tuple(seen.remarks),
            keys=self.history,
        )


def _what(receipt: Receipt) -> str:
    return "A checkpoint of the keeper" if receipt.holder == KEEPER else f"The receipt of {receipt.holder}"
