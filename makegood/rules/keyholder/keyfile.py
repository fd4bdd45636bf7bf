"""The file of private keys: one key a line (base64), the oldest first, open to its own user only."""

from __future__ import annotations

import base64
import binascii
import os
import secrets
import stat
from pathlib import Path

from makegood.rules.signing.keys import PRIVATE_SIZE

KEYS_LIMIT = 1000


class KeysDamaged(Exception):
    """The file cannot be used; the message is one sentence that says what to do."""


def read_keys(path: Path) -> list[bytes]:
    """The secrets, oldest first. Raises KeysDamaged."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError as broken:
        raise KeysDamaged(f"{path} cannot be opened ({broken.strerror}).") from None
    with os.fdopen(handle, "rb") as file:
        seen = os.fstat(file.fileno())
        if not stat.S_ISREG(seen.st_mode) or seen.st_mode & 0o077:
            raise KeysDamaged(f"{path} can be read by others on this machine: run chmod 600 on it.")
        lines = file.read(100_000).split()
    try:
        found = [base64.b64decode(line, validate=True) for line in lines]
    except binascii.Error:
        found = []
    if not found or any(len(secret) != PRIVATE_SIZE for secret in found):
        raise KeysDamaged(f"{path} is damaged: put it back from a backup.")
    return found


def made_keys(path: Path) -> list[bytes]:
    """The secrets; the first is made where there is no file."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write(path, [secrets.token_bytes(PRIVATE_SIZE)])
    return read_keys(path)


def added_key(path: Path) -> list[bytes]:
    """The secrets with a new one at the end. Raises KeysDamaged."""
    kept = read_keys(path)
    if len(kept) >= KEYS_LIMIT:
        raise KeysDamaged(f"{path} holds {KEYS_LIMIT} keys, which is as many as are kept.")
    _write(path, [*kept, secrets.token_bytes(PRIVATE_SIZE)])
    return read_keys(path)


def _write(path: Path, kept: list[bytes]) -> None:
    """Whole or not at all, and on the disk before it is used."""
    temporary = path.with_suffix(".part")
    temporary.unlink(missing_ok=True)
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(b"".join(base64.b64encode(secret) + b"\n" for secret in kept))
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
