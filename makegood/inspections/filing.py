"""Evidence on the disk, MAKEGOOD_HOME/evidence/ab/<sha256>, whole or not at all, and who may see it."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from makegood.accounts.models import User
from makegood.connectors.uploads import Kind, display_name
from makegood.engagements.models import Engagement
from makegood.engine.redaction import redact
from makegood.inspections.models import EvidenceFile

EVIDENCE_LIMIT = 5_000_000
"""Bytes of one piece of evidence (design section 4)."""

REPORT_LIMIT = 200_000_000
"""Bytes of our own reports and of the facts that they were made from."""

_DIGEST = re.compile(r"[0-9a-f]{64}")


class FilingRefused(Exception):
    """A piece of evidence that is not kept, with the one sentence that says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What is filed: bytes that passed the redaction already, under a name that people see."""

    name: str
    media_type: str
    content: bytes


def shown_name(given: str, kind: Kind) -> str:
    """The name of a file that was handed in, as people see it: harmless, and without a key in it (H23)."""
    name = redact(display_name(given, kind))
    joints = [0, *(place + 1 for place, letter in enumerate(name) if letter in "-_")]
    for start in joints:  # a key is tied to the words around it by letters that keys hold, too
        for end in reversed([*(joint - 1 for joint in joints if joint > start), len(name)]):
            part = name[start:end]
            if (masked := redact(part)) != part:
                return shown_name(name[:start] + masked + name[end:], kind)
    return name


def evidence_folder() -> Path:
    return Path(settings.MAKEGOOD_HOME) / "evidence"


def evidence_path(digest: str) -> Path:
    """Raises ValueError for what is no SHA-256 in small hexadecimal letters."""
    if not _DIGEST.fullmatch(digest):
        raise ValueError("not a digest")
    return evidence_folder() / digest[:2] / digest


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def keep(content: bytes, *, limit: int = EVIDENCE_LIMIT, settle: bool = True) -> str:
    """Writes the bytes under their SHA-256 and returns it; what lies there already is left as it is.

    Raises FilingRefused over the limit, and OSError where the disk is full; nothing half written stays.
    """
    if len(content) > limit:
        raise FilingRefused(
            f"A piece of evidence has {len(content) // 1_000_000} MB; at most {limit // 1_000_000} fit."
        )
    digest = digest_of(content)
    path = evidence_path(digest)
    if path.exists() and path.stat().st_size == len(content):
        return digest
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = path.parent / f".{digest[:16]}.{secrets.token_hex(6)}"
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        temporary.replace(path)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()
    if settle:
        _settle(path.parent)
    return digest


def keep_many(contents: Iterable[bytes]) -> None:
    """Many small pieces: each folder is settled once, at the end. Raises FilingRefused and OSError."""
    folders = {evidence_path(keep(content, settle=False)).parent for content in contents}
    for folder in folders:
        _settle(folder)


def _settle(folder: Path) -> None:
    """The name itself must survive a power cut, too."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_kept(digest: str, *, limit: int = EVIDENCE_LIMIT) -> bytes:
    """Raises FilingRefused when it is gone, or is not what its name says: the disk may have been touched."""
    try:
        with evidence_path(digest).open("rb") as file:
            content = file.read(limit + 1)
    except (OSError, ValueError):
        raise FilingRefused("This piece of evidence is not on the disk of this installation.") from None
    if len(content) > limit or digest_of(content) != digest:
        raise FilingRefused("This piece of evidence was altered on the disk of this installation.")
    return content


def register(
    engagement: Engagement, pieces: Mapping[str, Piece] | Iterable[tuple[str, Piece]], *, filed_by: User | None = None
) -> None:
    """Rows for what was kept (digest -> piece), so that it may be seen in this engagement; once for each digest."""
    rows = pieces.items() if isinstance(pieces, Mapping) else pieces
    EvidenceFile.objects.bulk_create(
        [
            EvidenceFile(
                engagement=engagement,
                digest=digest,
                name=piece.name[:200],
                media_type=piece.media_type,
                size=len(piece.content),
                filed_by=filed_by,
            )
            for digest, piece in rows
        ],
        ignore_conflicts=True,
        batch_size=500,
    )
