"""Ed25519 keys as C2SP writes them (signed-note): `name+hash+base64`, the hash over name, algorithm and key.

The same key under another name is another key: what was signed for one engagement says nothing in another.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Protocol, Self

ED25519, COSIGNATURE = 1, 4
"""Algorithm bytes of C2SP: 1 signs a note, 4 cosigns a checkpoint together with a time."""

PUBLIC_SIZE = PRIVATE_SIZE = 32
SIGNATURE_SIZE = 64
NAME_LIMIT = 200
TEXT_LIMIT = 400
PRIVATE = "PRIVATE+KEY+"


class KeyRefused(ValueError):
    """What is no key; the message is one sentence."""


class Signer(Protocol):
    """Whoever can sign under one name: a key in this process, or a process apart that keeps it."""

    @property
    def name(self) -> str: ...

    @property
    def verifying_key(self) -> VerifyingKey: ...

    def sign(self, message: bytes) -> bytes:
        """The 64 bytes of an Ed25519 signature."""
        ...


def check_name(name: str) -> str:
    """The name itself. Raises KeyRefused when it cannot stand in a note: white space, a plus sign, nothing at all."""
    if not 0 < len(name) <= NAME_LIMIT or not name.isprintable() or "+" in name or any(map(str.isspace, name)):
        raise KeyRefused(f"A key's name has 1 to {NAME_LIMIT} characters without white space and plus signs.")
    return name


@dataclass(frozen=True)
class VerifyingKey:
    """A public key under a name. `algorithm` is 1 (signs notes and envelopes) or 4 (cosigns checkpoints)."""

    name: str
    public: bytes
    algorithm: int = ED25519

    def __post_init__(self) -> None:
        check_name(self.name)
        if len(self.public) != PUBLIC_SIZE or self.algorithm not in (ED25519, COSIGNATURE):
            raise KeyRefused(f"The key {self.name} is no Ed25519 key.")

    @cached_property
    def key_id(self) -> bytes:
        """The 4 bytes that stand before each signature of this key."""
        return sha256(self.name.encode() + b"\n" + bytes([self.algorithm]) + self.public).digest()[:4]

    @property
    def id_text(self) -> str:
        """`name+hash`: which key it was, without the key."""
        return f"{self.name}+{self.key_id.hex()}"

    def text(self) -> str:
        """The vkey: one line that can be printed in an agreement."""
        return f"{self.id_text}+{base64.b64encode(bytes([self.algorithm]) + self.public).decode()}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """A key from its line. Raises KeyRefused with one sentence."""
        parts = text.strip().split("+", 2)
        if len(text) > TEXT_LIMIT or len(parts) != 3:
            raise KeyRefused("A key is one line: name+hash+key.")
        name, hash, key = parts
        try:
            raw = base64.b64decode(key, validate=True)
        except (binascii.Error, ValueError):
            raise KeyRefused(f"The key {name[:40]} cannot be read.") from None
        if len(raw) != 1 + PUBLIC_SIZE or base64.b64encode(raw).decode() != key:
            raise KeyRefused(f"The key {name[:40]} is no Ed25519 key.")
        made = cls(name, raw[1:], raw[0])
        if made.key_id.hex() != hash:
            raise KeyRefused(f"The key {name[:40]} was changed: its hash does not fit.")
        return made

    def verify(self, message: bytes, signature: bytes) -> bool:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True

    def named(self, name: str) -> VerifyingKey:
        """The same key under another name."""
        return VerifyingKey(name, self.public, self.algorithm)

    def as_cosigner(self) -> VerifyingKey:
        return VerifyingKey(self.name, self.public, COSIGNATURE)


@dataclass(frozen=True)
class SigningKey:
    """A private key in this process, under a name. Its secret shows in no repr."""

    name: str
    secret: bytes = field(repr=False)
    algorithm: int = ED25519

    def __post_init__(self) -> None:
        check_name(self.name)
        if len(self.secret) != PRIVATE_SIZE:
            raise KeyRefused(f"The private key {self.name} does not have {PRIVATE_SIZE} bytes.")

    @classmethod
    def generate(cls, name: str) -> Self:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return cls(name, Ed25519PrivateKey.generate().private_bytes_raw())

    @cached_property
    def verifying_key(self) -> VerifyingKey:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        public = Ed25519PrivateKey.from_private_bytes(self.secret).public_key().public_bytes_raw()
        return VerifyingKey(self.name, public, self.algorithm)

    def sign(self, message: bytes) -> bytes:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.secret).sign(message)

    def text(self) -> str:
        """The private line, as C2SP writes it. To be kept where nobody else reads."""
        key = base64.b64encode(bytes([self.algorithm]) + self.secret).decode()
        return f"{PRIVATE}{self.verifying_key.id_text}+{key}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises KeyRefused."""
        parts = text.strip().removeprefix(PRIVATE).split("+", 2)
        try:
            name, hash, key = parts
            raw = base64.b64decode(key, validate=True)
            made = cls(name, raw[1:], raw[0])
        except (ValueError, IndexError):
            raise KeyRefused("This is no private key.") from None
        if not text.startswith(PRIVATE) or made.verifying_key.key_id.hex() != hash:
            raise KeyRefused("The private key was changed: its hash does not fit.")
        return made

    def named(self, name: str) -> SigningKey:
        """The same key under another name."""
        return SigningKey(name, self.secret, self.algorithm)

    def as_cosigner(self) -> SigningKey:
        return SigningKey(self.name, self.secret, COSIGNATURE)
