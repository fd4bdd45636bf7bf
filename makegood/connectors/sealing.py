"""Backups sealed to a key kept elsewhere: a passphrase, or an offline key of which only the public half is here.

The chunks follow the STREAM construction as age has it (age-encryption.org/v1): 64 kB each, authenticated with its
number and whether it is the last. It is not age itself: that needs a library that we do not have.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MAGIC = b"makegood-sealed-1\n"
CHUNK = 64 * 1024
TAG = 16
COST, MOST_COST = 16, 18
"""log2 of scrypt's N with r = 8, p = 1: 64 MB of memory, about a quarter of a second. A header may ask for 256 MB."""

SHORTEST_PASSPHRASE = 12
SECRET, PUBLIC = "mgsecret", "mgpublic"


class SealBroken(Exception):
    """Not ours, not for this key, changed, or cut short; the message is one sentence. Throw away what was written."""


class Source(Protocol):
    def read(self, size: int, /) -> bytes: ...


class Sink(Protocol):
    def write(self, data: bytes, /) -> object: ...


@dataclass(frozen=True, slots=True)
class Passphrase:
    """Seals and opens. Raises ValueError for one shorter than 12 characters."""

    text: str

    def __post_init__(self) -> None:
        if len(self.text) < SHORTEST_PASSPHRASE:
            raise ValueError(f"A passphrase has at least {SHORTEST_PASSPHRASE} characters.")


@dataclass(frozen=True, slots=True)
class Recipient:
    """The public half of an offline key: it seals, and cannot open."""

    public: bytes

    @classmethod
    def read(cls, text: str) -> Recipient:
        """Raises ValueError with a sentence."""
        return cls(_unspelled(text, PUBLIC))

    def __str__(self) -> str:
        return _spelled(self.public, PUBLIC)


@dataclass(frozen=True, slots=True)
class OfflineKey:
    """The secret half: printed or kept on a stick, never on this machine. `str()` is what to keep."""

    private: bytes

    @classmethod
    def new(cls) -> OfflineKey:
        return cls(X25519PrivateKey.generate().private_bytes_raw())

    @classmethod
    def read(cls, text: str) -> OfflineKey:
        """Raises ValueError with a sentence; a mistyped letter is told."""
        return cls(_unspelled(text, SECRET))

    @property
    def recipient(self) -> Recipient:
        return Recipient(X25519PrivateKey.from_private_bytes(self.private).public_key().public_bytes_raw())

    def __str__(self) -> str:
        return _spelled(self.private, SECRET)

    def __repr__(self) -> str:
        return "OfflineKey(...)"


class Sealing:
    """A file to write to (also for `tarfile.open(mode="w|", fileobj=...)`); what was not closed does not open.

    `with Sealing(sink, to) as out: out.write(...)`: after an exception the end is left off, so the half is no backup.
    """

    def __init__(self, sink: Sink, to: Passphrase | Recipient) -> None:
        self._sink, self._number, self._buffer = sink, 0, bytearray()
        header, file_key = _wrapped(to)
        head = MAGIC + json.dumps(header, sort_keys=True).encode("ascii") + b"\n"
        self._cipher, self._bound = ChaCha20Poly1305(file_key), hashlib.sha256(head).digest()
        sink.write(head)

    def write(self, data: bytes) -> int:
        self._buffer += data
        while len(self._buffer) > CHUNK:  # one chunk is held back, as only the last one says that it is the last
            self._put(bytes(self._buffer[:CHUNK]), last=False)
            del self._buffer[:CHUNK]
        return len(data)

    def close(self) -> None:
        self._put(bytes(self._buffer), last=True)
        self._buffer.clear()

    def _put(self, plain: bytes, last: bool) -> None:
        self._sink.write(self._cipher.encrypt(_nonce(self._number, last), plain, self._bound))
        self._number += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()


def unsealed(source: Source, key: Passphrase | OfflineKey) -> Iterator[bytes]:
    """The content, chunk by chunk; that it is whole is known only when the iterator ends. Raises SealBroken."""
    head, header = _header(source)
    cipher, bound = ChaCha20Poly1305(_unwrapped(header, key)), hashlib.sha256(head).digest()
    number, chunk = 0, _exactly(source, CHUNK + TAG)
    while True:
        following = _exactly(source, CHUNK + TAG) if len(chunk) == CHUNK + TAG else b""
        try:
            yield cipher.decrypt(_nonce(number, not following), chunk, bound)
        except InvalidTag:
            raise SealBroken(_why(number, bool(following))) from None
        if not following:
            return
        number, chunk = number + 1, following


def _why(number: int, more: bool) -> str:
    if number == 0:
        return "This backup is not sealed to this key, or was changed or cut at its beginning."
    where = f"about {number * CHUNK / 1_000_000:.1f} MB in"
    return f"This backup was changed {where}." if more else f"This backup was cut short or changed {where}."


def _exactly(source: Source, size: int) -> bytes:
    parts, left = [], size
    while left and (part := source.read(left)):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _wrapped(to: Passphrase | Recipient) -> tuple[dict[str, object], bytes]:
    if isinstance(to, Passphrase):
        salt = secrets.token_bytes(16)
        return {"kind": "passphrase", "cost": COST, "salt": salt.hex()}, _stretched(to, salt, COST)
    own = X25519PrivateKey.generate()
    public = own.public_key().public_bytes_raw()
    key = _agreed(own.exchange(X25519PublicKey.from_public_bytes(to.public)), public, to.public)
    return {"kind": "recipient", "ephemeral": public.hex(), "to": str(to)[:20]}, key


def _unwrapped(header: dict[str, object], key: Passphrase | OfflineKey) -> bytes:
    kind = "passphrase" if isinstance(key, Passphrase) else "recipient"
    if header.get("kind") != kind:
        wanted = "a passphrase" if header.get("kind") == "passphrase" else "an offline key"
        raise SealBroken(f"This backup is sealed to {wanted}.")
    try:
        if isinstance(key, Passphrase):
            cost = header["cost"]
            if not isinstance(cost, int) or not 10 <= cost <= MOST_COST:
                raise ValueError
            return _stretched(key, bytes.fromhex(str(header["salt"])), cost)
        public = bytes.fromhex(str(header["ephemeral"]))
        shared = X25519PrivateKey.from_private_bytes(key.private).exchange(X25519PublicKey.from_public_bytes(public))
        return _agreed(shared, public, key.recipient.public)
    except (KeyError, ValueError):
        raise SealBroken("The beginning of this backup is damaged.") from None


def _header(source: Source) -> tuple[bytes, dict[str, object]]:
    head = _exactly(source, len(MAGIC))
    if head != MAGIC:
        raise SealBroken("This is not a sealed backup of Makegood.")
    while not head.endswith(b"\n", len(MAGIC)):
        letter = source.read(1)
        if not letter or len(head) > 1000:
            raise SealBroken("The beginning of this backup is damaged.")
        head += letter
    try:
        header = json.loads(head[len(MAGIC) :])
    except ValueError:
        header = None
    if not isinstance(header, dict):
        raise SealBroken("The beginning of this backup is damaged.")
    return head, header


def _stretched(passphrase: Passphrase, salt: bytes, cost: int) -> bytes:
    return Scrypt(salt=salt, length=32, n=1 << cost, r=8, p=1).derive(passphrase.text.encode("utf-8"))


def _agreed(shared: bytes, ephemeral: bytes, public: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=ephemeral + public, info=b"makegood backup X25519").derive(shared)


def _spelled(key: bytes, word: str) -> str:
    """In letters that survive paper, with four bytes that tell a mistyped one."""
    checked = key + hashlib.sha256(word.encode() + key).digest()[:4]
    text = base64.b32encode(checked).decode("ascii").rstrip("=").lower()
    return "-".join([word, *(text[start : start + 6] for start in range(0, len(text), 6))])


def _unspelled(text: str, word: str) -> bytes:
    begin, _, rest = "".join(text.split()).lower().partition("-")
    letters = rest.replace("-", "").upper()
    if begin != word:
        other = "the secret half, to open" if word == SECRET else "the public half, to seal"
        raise ValueError(f"This is not a backup key: {other}, begins with {word}-.")
    try:
        checked = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except binascii.Error:
        checked = b""
    key = checked[:32]
    if len(checked) != 36 or hashlib.sha256(word.encode() + key).digest()[:4] != checked[32:]:
        raise ValueError("This backup key is mistyped: a letter is wrong or missing.")
    return key
