"""Kept by content: ab/<sha256>, whole or not at all, in a folder that no web server shows."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from makegood.connectors.uploads.archives import ARCHIVES, look_through
from makegood.connectors.uploads.kinds import KINDS, PAPER, PICTURES, Kind, UploadRefused, kind_of, refuse_no_paper
from makegood.connectors.uploads.pictures import cleaned_picture

INCOMING = "incoming"
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@dataclass(frozen=True, slots=True)
class Kept:
    """`digest` is the SHA-256 of what is kept; `received` of what was sent: another one for a stripped picture."""

    digest: str
    received: str
    size: int
    kind: Kind


def receive(chunks: Iterable[bytes], folder: Path, allowed: Collection[str]) -> Kept:
    """Any number of bytes in any pieces (Django's `upload.chunks()`), limited by the largest kind of `allowed` (names
    of `KINDS`), told by content, pictures stripped, archives looked through, then under `kept_path`.

    Raises UploadRefused, also for a full disk; nothing is left behind then.
    """
    most = max(KINDS[name].most for name in allowed)
    with _incoming(folder) as temporary:
        with _new(temporary) as out:
            received, size = _taken(chunks, out, most)
        kind = kind_of(temporary, allowed)
        if size > kind.most:
            raise UploadRefused(f"This file is larger than {kind.most // 1_000_000} MB, the most for {kind.words}.")
        digest = received
        if kind.name in PICTURES:
            digest, size = _stripped(temporary, kind)
        elif kind.name in ARCHIVES:
            look_through(temporary, kind.name)
        _settle(temporary, kept_path(folder, digest))
    return Kept(digest, received, size, kind)


def receive_paper(chunks: Iterable[bytes], folder: Path) -> Kept:
    """A paper of whatever kind, to be opened later in the sandbox (`engine.papers`), which says what it cannot read.

    Raises UploadRefused for what is no paper at all: empty, too large, a program; nothing is left behind then.
    """
    with _incoming(folder) as temporary:
        with _new(temporary) as out:
            digest, size = _taken(chunks, out, PAPER.most)
        refuse_no_paper(temporary)
        _settle(temporary, kept_path(folder, digest))
    return Kept(digest, digest, size, PAPER)


@contextmanager
def _incoming(folder: Path) -> Iterator[Path]:
    temporary = folder / INCOMING / secrets.token_hex(16)
    try:
        temporary.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        yield temporary
    except OSError as failed:
        raise UploadRefused(_sentence(failed)) from failed
    finally:
        with suppress(OSError):
            temporary.unlink()


def kept_path(folder: Path, digest: str) -> Path:
    """Raises ValueError for what is no SHA-256 in small hexadecimal letters."""
    if not re.fullmatch(r"[0-9a-f]{64}", digest):
        raise ValueError("not a digest")
    return folder / digest[:2] / digest


def _new(path: Path) -> IO[bytes]:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600), "wb")


def _taken(chunks: Iterable[bytes], out: IO[bytes], most: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        size += len(chunk)
        if size > most:
            raise UploadRefused(
                f"This file is larger than {most // 1_000_000} MB, the most that can be handed in here."
            )
        digest.update(chunk)
        out.write(chunk)
    out.flush()
    os.fsync(out.fileno())
    return digest.hexdigest(), size


def _stripped(path: Path, kind: Kind) -> tuple[str, int]:
    content = cleaned_picture(kind.name, path.read_bytes())
    path.unlink()
    with _new(path) as out:
        return _taken([content], out, len(content))


def _settle(temporary: Path, final: Path) -> None:
    final.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary.rename(final)
    for folder in (final.parent, final.parent.parent):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sentence(failed: OSError) -> str:
    if failed.errno in FULL:
        return "The disk of this installation is full, so the file was not kept; make room and hand it in again."
    return "The folder for files handed in cannot be written, so the file was not kept; the operator must mend that."
