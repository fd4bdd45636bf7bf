"""Small secrets at rest (read tokens, bank details, mail passwords): AES-256-GCM under a key of this installation."""

from __future__ import annotations

import base64
import binascii
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from makegood.connectors.keyring import KeyringDamaged, made_keyring, read_keyring

FORM = "mg1"
NONCE_SIZE = 12
LONGEST = 64_000


class SecretUnreadable(Exception):
    """A sealed secret that cannot be opened; the message is one sentence that says what to do."""


class Secretbox:
    """Seals under the last key of `folder`/secrets.key and opens under any of its keys (`keyring.add_key`).

    `purpose` names the one place a secret belongs to ("read token of engagement 7"): sealed bytes that were moved to
    another row do not open there. A thief of the database without the key file reads nothing.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def seal(self, secret: str, purpose: str) -> str:
        """Printable, about 1.4 times as long; makes the first key. Raises KeyringDamaged, ValueError over 64 kB."""
        plain = secret.encode("utf-8")
        if len(plain) > LONGEST:
            raise ValueError("a small secret is at most 64 kB")
        id, key = made_keyring(self.folder).current
        nonce = secrets.token_bytes(NONCE_SIZE)
        sealed = nonce + AESGCM(key).encrypt(nonce, plain, _bound(id, purpose))
        return f"{FORM}.{id}.{base64.urlsafe_b64encode(sealed).decode('ascii')}"

    def open(self, sealed: str, purpose: str) -> str:
        """Raises SecretUnreadable: no key, another key, another purpose, or changed."""
        form, _, rest = sealed.partition(".")
        id, _, text = rest.partition(".")
        try:
            content = base64.b64decode(text, altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            content = b""
        if form != FORM or len(content) <= NONCE_SIZE:
            raise SecretUnreadable("What is kept here is not a sealed secret of ours; give the secret anew.")
        try:
            keyring = read_keyring(self.folder)
        except KeyringDamaged as damaged:
            raise SecretUnreadable(str(damaged)) from None
        key = keyring.key(id)
        if key is None:
            raise SecretUnreadable(
                f"This secret was sealed under key {id}, which is not in {keyring.path}: "
                "put the file back from a backup, or give the secret anew."
            )
        try:
            plain = AESGCM(key).decrypt(content[:NONCE_SIZE], content[NONCE_SIZE:], _bound(id, purpose))
        except InvalidTag:
            raise SecretUnreadable(
                "This sealed secret was changed or belongs elsewhere; give the secret anew."
            ) from None
        return plain.decode("utf-8")

    def resealed(self, sealed: str, purpose: str) -> str:
        """Under the key in use now; the same text where it already is. Raises SecretUnreadable, KeyringDamaged."""
        if sealed.split(".")[1:2] == [read_keyring(self.folder).current[0]]:
            return sealed
        return self.seal(self.open(sealed, purpose), purpose)


def _bound(id: str, purpose: str) -> bytes:
    return f"{FORM}\0{id}\0{purpose}".encode()
