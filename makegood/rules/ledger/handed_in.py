"""The receipt of a hand-in (H15): one event, its proof and the signed checkpoint over it, in one file.

    {"schema": "makegood.receipt/1", "received": {...}, "payload", "nonce", "leaf", "root", "proof": [...]: base64,
     "index": 7, "tree_size": 8, "checkpoint": "<signed note>"}

Whoever holds the file can show what was handed in although the keeper denies it and every row of it is gone.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from makegood.rules.ledger import tree
from makegood.rules.ledger.checkpoint import NobodyAgreed, Note, NoteRefused, parse_note, read_note
from makegood.rules.ledger.leaf import LeafRefused, commit
from makegood.rules.signing.keys import COSIGNATURE, VerifyingKey

SCHEMA = "makegood.receipt/1"
ARRIVED = "submission.complete"
PROOF_LIMIT = 64


class NoReceipt(ValueError):
    """What is no receipt of a hand-in; the message is one sentence."""


@dataclass(slots=True, kw_only=True)
class HandInAnswers:
    """What the receipt shows. `received`: what the event says arrived, empty where that was erased before."""

    ledger: str
    size: int
    index: int
    at: str = ""
    received: Mapping[str, Any] = field(default_factory=dict)
    agreed: bool = False
    cosigned: tuple[str, ...] = ()
    faults: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return self.agreed and not self.faults

    def says(self) -> str:
        """What was handed in, and when by the keeper's clock."""
        if not self.received:
            return "Nothing that holds." if self.faults else "What arrived was erased before this file was made."
        part, round, digest = (str(self.received.get(name, "")) for name in ("title", "round", "content_digest"))
        return f"{part}, round {round}: revision {self.received.get('revision')}, content {digest}, arrived {self.at}."

    def is_intact(self) -> str:
        if self.faults:
            return f"Not intact. {' '.join(self.faults)}"
        if not self.agreed:
            return "Intact, signed by a key nobody agreed on."
        return f"Intact. It is event {self.index} of the ledger {self.ledger}, under a checkpoint its keeper signed."

    def is_anchored(self) -> str:
        others = f" Cosigned by {', '.join(self.cosigned)}." if self.cosigned else ""
        return f"By whoever holds this file: the keeper signed the first {self.size} events.{others}"


def check_hand_in(content: bytes, keys: Sequence[VerifyingKey]) -> HandInAnswers:
    """Raises NoReceipt for what is none; whatever of a receipt does not fit is a fault."""
    document = _document(content)
    leaf, root = _bytes(document, "leaf"), _bytes(document, "root")
    proof = [_decoded(part) for part in document["proof"]]
    found = HandInAnswers(ledger="", size=document["tree_size"], index=document["index"])
    _read_leaf(found, leaf, document)
    fits = len(proof) <= PROOF_LIMIT and tree.verify_inclusion(
        leaf=tree.leaf_hash(leaf), index=found.index, size=found.size, proof=proof, root=root
    )
    if not fits:
        found.faults.append("The event does not stand in the tree that the receipt names.")
    note = _note(found, str(document.get("checkpoint", "")), keys)
    if note is not None:
        found.agreed = any(mark.key.name == found.ledger for mark in note.signatures)
        found.cosigned = tuple(mark.key.name for mark in note.signatures if mark.key.algorithm == COSIGNATURE)
        if (note.checkpoint.size, note.checkpoint.root) != (found.size, root):
            found.faults.append("The checkpoint is over another tree than the receipt names.")
    return found


def _document(content: bytes) -> dict[str, Any]:
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        raise NoReceipt("This is no receipt of a hand-in.") from None
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise NoReceipt("This is no receipt of a hand-in.")
    whole = all(type(document.get(name)) is int for name in ("index", "tree_size"))
    if not whole or not isinstance(document.get("proof"), list):
        raise NoReceipt("The receipt lacks what it consists of.")
    return document


def _read_leaf(found: HandInAnswers, leaf: bytes, document: Mapping[str, Any]) -> None:
    try:
        said = json.loads(leaf)
        place, kind, committed, found.at = said["index"], said["kind"], said["commitment"], str(said["at"])
    except (ValueError, RecursionError, KeyError, TypeError):
        raise NoReceipt("The receipt lacks what it consists of.") from None
    if (place, kind) != (found.index, ARRIVED):
        found.faults.append(f"Its event is no arrival of a hand-in (it is {str(kind)[:60]}).")
    if document.get("payload") == "" and document.get("received") is None:
        return
    payload, nonce = _bytes(document, "payload"), _bytes(document, "nonce")
    try:
        keeps = commit(nonce, payload) == committed
        received = json.loads(payload)
    except (LeafRefused, ValueError, RecursionError):
        keeps, received = False, None
    if not keeps or not isinstance(received, dict) or received != document.get("received"):
        found.faults.append("What it says arrived is not what the event committed to.")
        return
    found.received = received


def _note(found: HandInAnswers, text: str, keys: Sequence[VerifyingKey]) -> Note | None:
    try:
        found.ledger = parse_note(text)[0].origin
        return read_note(text, keys)
    except NobodyAgreed:
        return None
    except NoteRefused as refused:
        found.faults.append(f"Its checkpoint counts for nothing: {refused}")
        return None


def _bytes(document: Mapping[str, Any], name: str) -> bytes:
    return _decoded(document.get(name))


def _decoded(text: object) -> bytes:
    try:
        return base64.b64decode(str(text or ""), validate=True)
    except (binascii.Error, ValueError):
        raise NoReceipt("The receipt lacks what it consists of.") from None
