"""One event shown without the rest: that a ledger names this certificate, under a checkpoint that others may hold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from makegood.engine.certificate.exact import NotExact, read_json
from makegood.rules.ledger.answers import Anchor
from makegood.rules.ledger.checkpoint import Note, NoteRefused, parse_note, read_note
from makegood.rules.ledger.leaf import LeafRefused
from makegood.rules.ledger.record import EventRecord, RecordRefused, read_record
from makegood.rules.ledger.tree import inclusion_proof, verify_inclusion
from makegood.rules.ledger.verifying import Receipt
from makegood.rules.signing import VerifyingKey
from makegood.rules.signing.keys import COSIGNATURE

ANCHOR = "anchor.json"
PROOF_LIMIT = 64


@dataclass(slots=True)
class Anchored:
    """`index`: the event that names the certificate; `size`: of the checkpoint over it; `words`: other events under it,
    by index: those on which what people said in the certificate rests."""

    index: int = 0
    size: int = 0
    anchors: list[Anchor] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    words: dict[int, EventRecord] = field(default_factory=dict)

    def is_anchored(self) -> str:
        where = f"Event {self.index} of its ledger names it."
        if not self.anchors:
            return f"{where} By nobody else than its keeper: no receipt over it that another party kept was given."
        return f"{where} {'; '.join(f'{one.holder} holds the first {one.size}' for one in self.anchors)}."

    def is_timed(self) -> str:
        proved = [one for one in self.anchors if one.not_later_than]
        if not proved:
            return "By nobody."
        return " ".join(
            f"Not later than {one.not_later_than:%Y-%m-%d %H:%M:%S} UTC, by {one.holder}." for one in proved
        )


def anchor_part(
    event: EventRecord, leaves: Sequence[bytes], checkpoint: str, words: Iterable[EventRecord] = ()
) -> bytes:
    """What a certificate's zip holds as `anchor.json`.

    `leaves`: the hashes of all leaves of the ledger; `checkpoint`: a signed note over the event; `words`: the events on
    which what people said rests, for whoever may read them. Raises NoteRefused for what is no note, TreeRefused when an
    event is not under it.
    """
    size = parse_note(checkpoint)[0].size
    document = {
        "checkpoint": checkpoint,
        **_shown(event, leaves[:size]),
        "words": [_shown(one, leaves[:size]) for one in words],
    }
    return (json.dumps(document, indent=1, ensure_ascii=False) + "\n").encode()


def _shown(event: EventRecord, leaves: Sequence[bytes]) -> dict[str, object]:
    return {
        "event": event.to_line().decode(),
        "proof": [hash.hex() for hash in inclusion_proof(leaves, event.index)],
    }


def check_anchor(
    content: bytes, digests: set[str], verifier: str, keys: Sequence[VerifyingKey], receipts: Iterable[Receipt]
) -> Anchored:
    """`digests`: those by which an event may name the certificate. Never raises for what it reads."""
    found = Anchored()
    try:
        note = _proved(found, content, digests, verifier, keys)
    except (NotExact, RecordRefused, LeafRefused, NoteRefused) as refused:
        found.faults.append(f"That a ledger names it is not shown: {refused}")
        return found
    cosigned = note.by(key for key in keys if key.algorithm == COSIGNATURE)
    found.anchors += [Anchor(mark.key.name, found.size, mark.not_later_than) for mark in cosigned]
    for receipt in receipts:
        _held(found, receipt, note, keys)
    return found


def _proved(found: Anchored, content: bytes, digests: set[str], verifier: str, keys: Sequence[VerifyingKey]) -> Note:
    document = read_json(content)
    try:
        assert isinstance(document, dict)
        rows = [document, *document.get("words", ())]
        shown = [
            (read_record(str(row["event"]).encode()), [bytes.fromhex(hash) for hash in row["proof"]]) for row in rows
        ]
        note = read_note(str(document["checkpoint"]), keys)
    except (AssertionError, KeyError, TypeError):
        raise NotExact("its proof cannot be read.") from None
    except NoteRefused:
        raise
    except ValueError as broken:
        raise NotExact(str(broken) if isinstance(broken, RecordRefused) else "its proof cannot be read.") from None
    point, event = note.checkpoint, shown[0][0]
    found.index, found.size = event.index, point.size
    if point.origin != verifier or not any(mark.key.name == verifier for mark in note.signatures):
        raise NotExact("the checkpoint is of another ledger.")
    if not event.keeps_its_word() or not any(digest.encode() in (event.payload or b"") for digest in digests):
        raise NotExact("the event does not name it.")
    for one, proof in shown:
        if one.payload is not None and not one.keeps_its_word():
            raise NotExact(f"the content of event {one.index} was changed.")
        if not _stands(one, proof, note):
            raise NotExact("the event does not stand under the checkpoint.")
    found.words = {one.index: one for one, _ in shown[1:]}
    return note


def _stands(event: EventRecord, proof: Sequence[bytes], note: Note) -> bool:
    point = note.checkpoint
    return len(proof) <= PROOF_LIMIT and verify_inclusion(
        leaf=event.leaf_hash(), index=event.index, size=point.size, proof=proof, root=point.root
    )


def _held(found: Anchored, receipt: Receipt, note: Note, keys: Sequence[VerifyingKey]) -> None:
    """A receipt of the same size is the same root, or somebody was shown another ledger."""
    own = note.checkpoint
    try:
        other = read_note(receipt.note, keys).checkpoint
    except NoteRefused as refused:
        found.faults.append(f"The receipt of {receipt.holder} cannot be held against it: {refused}")
        return
    if other.origin != own.origin:
        found.faults.append(f"The receipt of {receipt.holder} is of another ledger, {other.origin}.")
    elif other.size != own.size:
        found.remarks.append(
            f"The receipt of {receipt.holder} is over {other.size} events and the certificate's checkpoint over "
            f"{own.size}; only the whole ledger (a dispute file) can compare them."
        )
    elif other.root != own.root:
        found.faults.append(
            f"The receipt of {receipt.holder} over the same {own.size} events does not fit: two ledgers were shown."
        )
    else:
        found.anchors.append(Anchor(receipt.holder, own.size))
