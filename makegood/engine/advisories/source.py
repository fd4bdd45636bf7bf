"""Where record files come from: a folder, a tar.gz or a zip. Every member is counted and measured before it is read."""

from __future__ import annotations

import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from makegood.engine.advisories.documents import SIZE_LIMIT

FILES_LIMIT = 1_500_000
TOTAL_LIMIT = 8_000_000_000
"""Bytes unpacked in all; GitHub's folder of records, the largest known, holds 3.4 GB."""

RATIO_LIMIT = 200
ENDINGS = (".json", ".yaml", ".yml")
ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.xz", ".tar.bz2")


class SourceRefused(Exception):
    """Records that cannot be read at all, with the one sentence that says why."""


@dataclass(frozen=True, slots=True)
class RecordFile:
    """One file of a source: its name in there, its bytes, and the day it was written (ISO 8601)."""

    name: str
    content: bytes
    written: str


def record_files(path: Path) -> Iterator[RecordFile]:
    """Every JSON and YAML file of a folder, its archives, or one archive, one after the other. Raises SourceRefused."""
    if path.is_dir():
        return _bounded(_folder(path))
    return _archive(path)


def _archive(path: Path) -> Iterator[RecordFile]:
    if not path.is_file():
        raise SourceRefused(f"There is no folder or archive {path}.")
    try:
        if zipfile.is_zipfile(path):
            return _bounded(_zip(path))
        if tarfile.is_tarfile(path):
            return _bounded(_tar(path))
    except OSError as broken:
        raise SourceRefused(f"{path} cannot be read: {broken.strerror or broken}.") from None
    if path.suffix in ENDINGS:
        return iter((RecordFile(path.name, path.read_bytes(), _day(path.stat().st_mtime)),))
    raise SourceRefused(f"{path} is no folder, no tar.gz and no zip.")


def _bounded(files: Iterator[RecordFile]) -> Iterator[RecordFile]:
    total = 0
    try:
        for number, file in enumerate(files):
            total += len(file.content)
            if number >= FILES_LIMIT or total > TOTAL_LIMIT:
                raise SourceRefused("These are more records than any public source holds; nothing was taken over.")
            yield file
    except (
        OSError,
        EOFError,
        tarfile.TarError,
        zipfile.BadZipFile,
        RuntimeError,
        NotImplementedError,
        ValueError,
    ) as broken:
        raise SourceRefused(
            f"The records cannot be read to their end ({type(broken).__name__}); nothing changed."
        ) from None
    except Exception as broken:  # zlib and lzma raise errors of their own
        if isinstance(broken, SourceRefused):
            raise
        raise SourceRefused(f"The records are damaged ({type(broken).__name__}); nothing changed.") from None


def _folder(folder: Path) -> Iterator[RecordFile]:
    for path in sorted(folder.rglob("*")):
        if path.suffix in ENDINGS and path.is_file() and not path.is_symlink():
            found = path.stat()
            if found.st_size <= SIZE_LIMIT:
                yield RecordFile(str(path.relative_to(folder)), path.read_bytes(), _day(found.st_mtime))
        elif path.name.endswith(ARCHIVES) and path.is_file() and not path.is_symlink():
            yield from _archive(path)


def _zip(path: Path) -> Iterator[RecordFile]:
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            if not member.filename.endswith(ENDINGS) or member.is_dir():
                continue
            if member.file_size > SIZE_LIMIT or member.file_size > RATIO_LIMIT * max(member.compress_size, 1_000):
                raise SourceRefused(f"{member.filename[:100]} in {path.name} unpacks to far more than a record is.")
            with archive.open(member) as file:
                content = file.read(SIZE_LIMIT + 1)
            year, month, day = member.date_time[:3]
            yield RecordFile(member.filename, content, f"{year:04}-{month:02}-{day:02}")


def _tar(path: Path) -> Iterator[RecordFile]:
    packed = max(path.stat().st_size, 1_000)
    read = 0
    with tarfile.open(path, mode="r|*") as archive:
        for member in archive:
            read += member.size
            if read > RATIO_LIMIT * packed:
                raise SourceRefused(f"{path.name} unpacks to far more than it holds.")
            if not member.isfile() or not member.name.endswith(ENDINGS) or member.size > SIZE_LIMIT:
                continue
            file = archive.extractfile(member)
            if file is not None:
                yield RecordFile(member.name.removeprefix("./"), file.read(), _day(member.mtime))


def _day(stamp: float) -> str:
    return datetime.fromtimestamp(max(0.0, min(float(stamp), 4e9)), UTC).date().isoformat()
