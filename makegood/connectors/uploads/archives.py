"""Archives: looked through before they are taken. Nothing is unpacked here; the engine makes git objects of them."""

from __future__ import annotations

import os
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from makegood.connectors.uploads.kinds import UploadRefused

MOST_FILES = 200_000
MOST_BYTES = 1_000_000_000
DEEPEST, LONGEST_PATH = 60, 1_000
ARCHIVES = frozenset({"zip", "tar", "tar.gz"})


@dataclass(frozen=True, slots=True)
class Member:
    """`kind` is file, folder, link or other; `content` is there while the archive is open."""

    name: str
    kind: str
    content: IO[bytes] | None = None
    target: str = ""


def look_through(path: Path, kind: str) -> None:
    """Every name, link and size, by reading it all. Raises UploadRefused: would reach outside, too much, or damaged."""
    count = size = 0
    seen: set[PurePosixPath] = set()
    try:
        with _members(path, kind) as members:
            for member in members:
                count += 1
                if count > MOST_FILES:
                    raise UploadRefused(f"This archive holds more than {MOST_FILES:,} files.")
                place = _place(member.name)
                if place is not None and member.kind != "folder":
                    if place in seen:
                        raise UploadRefused(f"This archive holds {_shown(str(place))} twice.")
                    seen.add(place)
                    size += _checked(member, place, MOST_BYTES - size)
    except (
        tarfile.TarError,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        UnicodeError,
    ):
        raise UploadRefused("This archive is damaged, or locked by a password.") from None


def _checked(member: Member, place: PurePosixPath, most: int) -> int:
    if member.kind == "other":
        raise UploadRefused(
            f"This archive holds a device, pipe or hard link ({_shown(member.name)}), which is not taken."
        )
    if member.kind == "link":
        _require_inner(place, member.target)
    return _size(member.content, most) if member.content is not None else 0


def _place(name: str) -> PurePosixPath | None:
    """Where a member goes below the folder; None for the folder itself. Raises UploadRefused."""
    parts = [part for part in name.split("/") if part not in {"", "."}]
    wrong = name.startswith("/") or ".." in parts or "\\" in name or "\0" in name or (parts and parts[0][1:2] == ":")
    if wrong or len(parts) > DEEPEST or len(name) > LONGEST_PATH or any(len(os.fsencode(part)) > 255 for part in parts):
        raise UploadRefused(f"This archive holds a path that would lead outside of it or is too long ({_shown(name)}).")
    return PurePosixPath(*parts) if parts else None


def _require_inner(place: PurePosixPath, target: str) -> None:
    depth = len(place.parts) - 1
    for part in target.split("/"):
        depth += -1 if part == ".." else part not in {"", "."}
        if depth < 0:
            break
    if target.startswith("/") or depth < 0 or not target or "\0" in target or len(target) > LONGEST_PATH:
        raise UploadRefused(f"This archive holds a link that leads outside of it ({_shown(str(place))}).")


def _shown(name: str) -> str:
    return ascii(name[:80])[1:-1]


def _size(content: IO[bytes], most: int) -> int:
    """The bytes that really come, whatever the archive says of them."""
    size = 0
    while part := content.read(1 << 20):
        size += len(part)
        if size > most:
            raise UploadRefused(f"This archive holds more than {MOST_BYTES // 1_000_000_000} GB once it is unpacked.")
    return size


@contextmanager
def _members(path: Path, kind: str) -> Iterator[Iterator[Member]]:
    if kind == "zip":
        _require_small_index(path)
        with zipfile.ZipFile(path) as archive:
            yield _of_zip(archive)
    else:
        with tarfile.open(path, "r|gz" if kind == "tar.gz" else "r|", tarinfo=_Careful) as stream:
            yield _of_tar(stream)


def _require_small_index(path: Path) -> None:
    """zipfile reads the whole index into memory: 500 MB of it would become many GB (APPNOTE.TXT 4.3.16)."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(size - 65_557 - 20, 0))
        tail = file.read()
    at = len(tail) - 22
    if tail[at : at + 4] != b"PK\x05\x06" or tail[-2:] != b"\0\0":
        at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        raise zipfile.BadZipFile
    if tail[max(at - 20, 0) : at].startswith(b"PK\x06\x07"):
        raise UploadRefused("This ZIP archive is of the kind for more than 4 GB; hand in a tar.gz.")
    if int.from_bytes(tail[at + 12 : at + 16], "little") > MOST_FILES * 150:
        raise UploadRefused(f"This archive holds more than {MOST_FILES:,} files.")


class _Careful(tarfile.TarInfo):
    """tarfile reads long names and extended headers into memory, however long they say they are."""

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo | None:
        if not self.isreg() and self.size > 1_000_000:
            raise tarfile.ReadError("a header without end")
        found: tarfile.TarInfo | None = super()._proc_member(archive)  # type: ignore[misc]
        return found


def _of_zip(archive: zipfile.ZipFile) -> Iterator[Member]:
    for info in archive.infolist():
        if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise UploadRefused("This ZIP archive is packed in a rare way; make it anew with the usual one.")
        mode = info.external_attr >> 16
        if stat.S_ISLNK(mode):
            if info.file_size > LONGEST_PATH:
                raise zipfile.BadZipFile
            yield Member(info.filename, "link", target=archive.read(info).decode("utf-8"))
        elif info.is_dir():
            yield Member(info.filename, "folder")
        elif stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
            yield Member(info.filename, "other")
        else:
            with archive.open(info) as content:
                yield Member(info.filename, "file", content)


def _of_tar(stream: tarfile.TarFile) -> Iterator[Member]:
    for info in stream:
        if info.isdir():
            yield Member(info.name, "folder")
        elif info.issym():
            yield Member(info.name, "link", target=info.linkname)
        elif info.isreg():
            yield Member(info.name, "file", stream.extractfile(info))
        else:
            yield Member(info.name, "other")
