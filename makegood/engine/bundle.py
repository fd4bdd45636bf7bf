"""Zip files of evidence: the same content gives the same bytes; read as what a stranger sent, with limits, no links."""

from __future__ import annotations

import hashlib
import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Self

FILE_LIMIT = 2_000_000_000
MEMBERS_LIMIT = 20_000
MEMBER_LIMIT = 256_000_000
TOTAL_LIMIT = 4_000_000_000
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}(/[A-Za-z0-9][A-Za-z0-9_.-]{0,99}){0,3}")
BLOCK = 1 << 20
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError)


class BundleRefused(Exception):
    """A file that is not opened, or a part of it that is not read; the message is one sentence."""


class Bundle:
    """A zip file of a stranger. Nothing of it is ever written to a disk by its name."""

    def __init__(self, path: Path) -> None:
        """Raises BundleRefused; OSError when the file itself cannot be opened."""
        if not path.is_file():
            raise BundleRefused(f"There is no file {path}.")
        if path.stat().st_size > FILE_LIMIT:
            raise BundleRefused(f"{path.name} is larger than is opened (2 GB).")
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError):
            raise BundleRefused(f"{path.name} is no zip file.") from None
        self._left = TOTAL_LIMIT
        try:
            self._members = _members(self._zip.infolist())
        except BundleRefused:
            self._zip.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._zip.close()

    @property
    def names(self) -> list[str]:
        return list(self._members)

    def read(self, name: str, limit: int = MEMBER_LIMIT) -> bytes:
        """Raises BundleRefused when it is not there, larger than `limit` bytes, or broken."""
        out = io.BytesIO()
        self._copy(name, limit, out.write)
        return out.getvalue()

    def digest(self, name: str, limit: int = FILE_LIMIT) -> str:
        """The SHA-256 (hex) of a part, without holding it."""
        whole = hashlib.sha256()
        self._copy(name, limit, whole.update)
        return whole.hexdigest()

    def lines(self, name: str, limit: int) -> Iterator[bytes]:
        """A part line by line; a line longer than `limit` bytes comes cut. Raises BundleRefused."""
        try:
            with self._zip.open(self._member(name)) as part:
                while line := part.readline(limit):
                    self._left -= len(line)
                    if self._left < 0:
                        raise BundleRefused(f"{name} unpacks to more than is read.")
                    yield line
        except BROKEN:
            raise BundleRefused(f"{name} cannot be unpacked.") from None

    def _member(self, name: str) -> zipfile.ZipInfo:
        if name not in self._members:
            raise BundleRefused(f"It holds no {name}.")
        return self._members[name]

    def _copy(self, name: str, limit: int, take: object) -> None:
        assert callable(take)
        size = 0
        try:
            with self._zip.open(self._member(name)) as part:
                while block := part.read(BLOCK):
                    size += len(block)
                    self._left -= len(block)
                    if size > limit or self._left < 0:
                        raise BundleRefused(f"{name} unpacks to more than is read.")
                    take(block)
        except BROKEN:
            raise BundleRefused(f"{name} cannot be unpacked.") from None


def _members(infos: Iterable[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    found: dict[str, zipfile.ZipInfo] = {}
    seen: set[str] = set()
    for info in infos:
        if len(found) >= MEMBERS_LIMIT:
            raise BundleRefused(f"It holds more than {MEMBERS_LIMIT:,} files.")
        if not NAME.fullmatch(info.filename) or info.filename.lower() in seen:
            raise BundleRefused("It holds a name that no file of ours has, or one name twice.")
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind not in (0, stat.S_IFREG):
            raise BundleRefused(f"{info.filename} is no ordinary file.")
        if info.flag_bits & 1 or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise BundleRefused(f"{info.filename} is packed in a way that is not read.")
        found[info.filename] = info
        seen.add(info.filename.lower())
    return found


def write_bundle(file: Path | IO[bytes], parts: Mapping[str, bytes | Path]) -> None:
    """A zip of these parts (content, or the file that holds it). The same parts give the same bytes."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name in sorted(parts):
            assert NAME.fullmatch(name), name
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = (stat.S_IFREG | 0o644) << 16
            part = parts[name]
            with made.open(info, "w", force_zip64=True) as out:
                if isinstance(part, bytes):
                    out.write(part)
                    continue
                with part.open("rb") as source:
                    while block := source.read(BLOCK):
                        out.write(block)
