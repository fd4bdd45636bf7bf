"""Checkpoints (C2SP tlog-checkpoint) as signed notes (signed-note), and cosignatures with a time (tlog-cosignature).

A checkpoint says: the ledger of that name had so many events, and this is the root over all of them. Whoever holds one
that its keeper signed can show any later change of those events.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from makegood.rules.ledger.tree import HASH_SIZE, SIZE_LIMIT
from makegood.rules.signing.keys import COSIGNATURE, SIGNATURE_SIZE, KeyRefused, Signer, VerifyingKey, check_name

NOTE_LIMIT = 16_384
SIGNATURES_LIMIT = 16
EXTENSIONS_LIMIT = 8
_SIGNATURE = re.compile(r"— (\S{1,200}) ([A-Za-z0-9+/=]{8,200})")
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")


class NoteRefused(ValueError):
    """What is no signed checkpoint; the message is one sentence."""


class NobodyAgreed(NoteRefused):
    """A well-formed note that none of the given keys signed."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The state of one ledger: `origin` names it, `size` counts its events, `root` is the hash (32 bytes) over them."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        try:
            check_name(self.origin)
        except KeyRefused:
            raise NoteRefused("A ledger's name has 1 to 200 characters without white space and plus signs.") from None
        if not 0 <= self.size < SIZE_LIMIT or len(self.root) != HASH_SIZE:
            raise NoteRefused("A checkpoint has a size from 0 on and a root of 32 bytes.")
        if len(self.extensions) > EXTENSIONS_LIMIT or not all(line and line.isprintable() for line in self.extensions):
            raise NoteRefused(f"A checkpoint has at most {EXTENSIONS_LIMIT} further lines, none of them empty.")

    def body(self) -> bytes:
        """The text that is signed."""
        lines = [self.origin, str(self.size), base64.b64encode(self.root).decode(), *self.extensions]
        return "".join(f"{line}\n" for line in lines).encode()


@dataclass(frozen=True, slots=True)
class Signature:
    """One verified signature of a note; `not_later_than` is the time that a cosigner signed with it."""

    key: VerifyingKey
    not_later_than: datetime | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A checkpoint with the signatures that verified, by the keys that were given."""

    checkpoint: Checkpoint
    signatures: tuple[Signature, ...]

    def by(self, keys: Iterable[VerifyingKey]) -> tuple[Signature, ...]:
        known = set(keys)
        return tuple(one for one in self.signatures if one.key in known)


def note(checkpoint: Checkpoint, signers: Sequence[Signer]) -> str:
    """The signed note. Raises NoteRefused without a signer."""
    if not signers:
        raise NoteRefused("A note without a signature is none.")
    body = checkpoint.body()
    return body.decode() + "\n" + "".join(_line(one.verifying_key, one.sign(body)) for one in signers)


def cosign(text: str, signer: Signer, at: datetime) -> str:
    """The note with one more line: that the signer saw this checkpoint at that time (whole seconds).

    The signer's key is one for cosigning (`as_cosigner`). Whoever cosigns verifies the note first.
    """
    key = signer.verifying_key
    if key.algorithm != COSIGNATURE:
        raise NoteRefused(f"The key {key.name} is not one for cosigning.")
    checkpoint, _ = parse_note(text)
    seconds = int(at.timestamp())
    signature = signer.sign(cosigned_message(seconds, checkpoint.body()))
    return text + _line(key, seconds.to_bytes(8, "big") + signature)


def cosigned_message(seconds: int, body: bytes) -> bytes:
    return b"cosignature/v1\ntime %d\n%b" % (seconds, body)


def _line(key: VerifyingKey, signature: bytes) -> str:
    return f"— {key.name} {base64.b64encode(key.key_id + signature).decode()}\n"


def parse_note(text: str) -> tuple[Checkpoint, tuple[tuple[str, bytes], ...]]:
    """The checkpoint and its unverified signatures (name, key id and signature). Raises NoteRefused."""
    if len(text) > NOTE_LIMIT or "\n\n— " not in text or not text.endswith("\n"):
        raise NoteRefused("This is no signed note.")
    body, _, tail = text.rpartition("\n\n")
    lines = tail[:-1].split("\n")
    if len(lines) > SIGNATURES_LIMIT:
        raise NoteRefused(f"The note has more than {SIGNATURES_LIMIT} signatures.")
    checkpoint = read_body((body + "\n").encode())
    return checkpoint, tuple(_signature(line) for line in lines)


def _signature(line: str) -> tuple[str, bytes]:
    found = _SIGNATURE.fullmatch(line)
    if found is None:
        raise NoteRefused("A line of the note is no signature.")
    try:
        raw = base64.b64decode(found[2], validate=True)
    except binascii.Error:
        raise NoteRefused("A signature of the note is no base64.") from None
    if len(raw) < 5:
        raise NoteRefused("A signature of the note is too short.")
    return found[1], raw


def read_body(body: bytes) -> Checkpoint:
    """A checkpoint from the text that is signed. Raises NoteRefused for anything but its one exact spelling."""
    try:
        lines = body.decode().split("\n")
    except UnicodeDecodeError:
        raise NoteRefused("The checkpoint is not UTF-8.") from None
    if len(body) > NOTE_LIMIT or len(lines) < 4 or lines[-1] or not _SIZE.fullmatch(lines[1]):
        raise NoteRefused("This is no checkpoint of a ledger.")
    try:
        root = base64.b64decode(lines[2], validate=True)
    except (binascii.Error, ValueError):
        raise NoteRefused("The root of the checkpoint is no base64.") from None
    checkpoint = Checkpoint(lines[0], int(lines[1]), root, tuple(lines[3:-1]))
    if checkpoint.body() != body:
        raise NoteRefused("The checkpoint is not spelt as a checkpoint is.")
    return checkpoint


def read_note(text: str, keys: Iterable[VerifyingKey]) -> Note:
    """The note with its verified signatures.

    Raises NobodyAgreed when none of the keys signed it, and NoteRefused when it is no note or a line of one of the
    keys does not verify. Lines of other keys are passed over, as signed-note says.
    """
    checkpoint, lines = parse_note(text)
    known = {(key.name, key.key_id): key for key in keys}
    body, found = checkpoint.body(), []
    for name, raw in lines:
        key = known.get((name, raw[:4]))
        if key is None:
            continue
        signature = _verified(key, body, raw[4:])
        if signature is None:
            raise NoteRefused(f"The signature of {name} under the checkpoint does not fit.")
        if signature not in found:
            found.append(signature)
    if not found:
        names = ", ".join(dict.fromkeys(name for name, _ in lines))
        raise NobodyAgreed(f"The checkpoint is signed by a key nobody agreed on ({names}).")
    return Note(checkpoint, tuple(found))


def _verified(key: VerifyingKey, body: bytes, signature: bytes) -> Signature | None:
    if key.algorithm != COSIGNATURE:
        fits = len(signature) == SIGNATURE_SIZE and key.verify(body, signature)
        return Signature(key) if fits else None
    seconds = int.from_bytes(signature[:8], "big")
    if len(signature) != 8 + SIGNATURE_SIZE or not 0 < seconds < 1 << 34:
        return None
    if not key.verify(cosigned_message(seconds, body), signature[8:]):
        return None
    return Signature(key, datetime.fromtimestamp(seconds, UTC))
