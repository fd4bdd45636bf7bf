"""The keys that seal small secrets: a file of this user alone, one key a line, the last one in use."""

from __future__ import annotations

import base64
import binascii
import fcntl
import hashlib
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

KEY_SIZE = 32
NAME = "secrets.key"


class KeyringDamaged(Exception):
    """The file of keys is missing, damaged or open to others; the message is one sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """`keys` by id, oldest first; the last one seals."""

    path: Path
    keys: tuple[tuple[str, bytes], ...]

    @property
    def current(self) -> tuple[str, bytes]:
        return self.keys[-1]

    def key(self, id: str) -> bytes | None:
        return dict(self.keys).get(id)


def read_keyring(folder: Path) -> Keyring:
    """Raises KeyringDamaged; never makes a key."""
    path = folder / NAME
    try:
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise KeyringDamaged(f"{path} can be read by others on this machine: run chmod 600 on it.")
        text = path.read_text(encoding="ascii")
    except FileNotFoundError:
        raise KeyringDamaged(
            f"{path} is missing, and with it the keys of all kept tokens and bank details: "
            "put it back from a backup, or give the secrets anew."
        ) from None
    except (OSError, UnicodeDecodeError):
        raise KeyringDamaged(f"{path} cannot be read: put it back from a backup.") from None
    keys = tuple(_parsed(line, path) for line in text.splitlines())
    if not keys:
        raise KeyringDamaged(f"{path} is empty: put it back from a backup, or remove it to begin anew.")
    return Keyring(path, keys)


def made_keyring(folder: Path) -> Keyring:
    """The keyring, with a first key made where there is none. Raises KeyringDamaged, OSError."""
    with _locked(folder):
        if not (folder / NAME).exists():
            _write(folder, [_new_line()])
        return read_keyring(folder)


def add_key(folder: Path) -> Keyring:
    """A new key in use from now on; older ones still open what they sealed. Raises KeyringDamaged, OSError."""
    with _locked(folder):
        kept = [_line(key) for _, key in read_keyring(folder).keys]
        _write(folder, [*kept, _new_line()])
        return read_keyring(folder)


def forget_keys(folder: Path) -> Keyring:
    """Only the key in use stays: to call when everything was sealed anew. Raises KeyringDamaged, OSError."""
    with _locked(folder):
        _write(folder, [_line(read_keyring(folder).current[1])])
        return read_keyring(folder)


def key_id(key: bytes) -> str:
    return hashlib.sha256(b"makegood key " + key).hexdigest()[:12]


def _line(key: bytes) -> str:
    return f"{key_id(key)} {base64.b64encode(key).decode('ascii')}"


def _new_line() -> str:
    return _line(secrets.token_bytes(KEY_SIZE))


def _parsed(line: str, path: Path) -> tuple[str, bytes]:
    id, _, text = line.partition(" ")
    try:
        key = base64.b64decode(text, validate=True)
    except binascii.Error:
        key = b""
    if len(key) != KEY_SIZE or key_id(key) != id:
        raise KeyringDamaged(f"{path} is damaged: put it back from a backup.")
    return id, key


def _write(folder: Path, lines: list[str]) -> None:
    temporary = folder / f".{NAME}.{secrets.token_hex(8)}"
    try:
        file = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(file, "w", encoding="ascii") as out:
            out.write("".join(f"{line}\n" for line in lines))
            out.flush()
            os.fsync(out.fileno())
        temporary.rename(folder / NAME)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()
    directory = os.open(folder, os.O_RDONLY)
    os.fsync(directory)
    os.close(directory)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / f".{NAME}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
