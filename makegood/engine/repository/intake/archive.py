"""An archive that somebody uploaded: its files become one commit of ours. Nothing is unpacked onto the disk."""

from __future__ import annotations

import bz2
import gzip
import io
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, cast

from makegood.engine.repository.git import Git
from makegood.engine.repository.intake.folder import CHUNK, DEPTH_LIMIT, FolderRefused, commit_files, quoted
from makegood.engine.repository.tree import ENTRY_LIMIT, PATH_LIMIT

TOTAL_BYTES = 2_000_000_000
LINK_BYTES = 4_096
PIECE_BYTES = 4_000_000
"""The most that is asked of a tar file at once: its headers may name any length, and Python reads it whole."""

BROKEN = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, struct.error, EOFError, NotImplementedError, ValueError,
    OverflowError, RecursionError, LookupError,
)  # fmt: skip
"""What Python's readers raise for bytes that are none of theirs; bz2 and gzip raise OSErrors without a number, too."""


@dataclass(frozen=True, slots=True)
class Member:
    """One entry: a file or a link (its content is where it leads), or else `strange` says what it is."""

    path: str
    size: int = 0
    mode: str = ""
    content: IO[bytes] | None = None
    strange: str = ""


def is_archive(path: Path) -> bool:
    with path.open("rb") as file:
        start = file.read(512)
    return start.startswith((b"PK\x03\x04", b"\x1f\x8b", b"BZh")) or start[257:262] == b"ustar"


def take_archive(git: Git, path: Path) -> tuple[str, list[str]]:
    """(commit, what was left out, a sentence each). One folder around everything is taken off, as forges put one there.

    Zip, tar, tar.gz and tar.bz2. Raises FolderRefused (its limits, names that lead out of it) or GitFailed.
    """

    def fill(stream: IO[bytes], left_out: list[str]) -> Iterator[bool]:
        room, names = TOTAL_BYTES, _Names()
        for member in _members(path):
            name = member.path.removeprefix(around)
            if not name or _is_left_out(member, name, left_out):
                continue
            names.add(name)
            room -= member.size
            if room < 0:
                raise FolderRefused(f"holds more than {TOTAL_BYTES // 1_000_000_000} GB when it is unpacked")
            _write(stream, member, name)
            yield True

    try:
        around = _around(path)
        return commit_files(git, fill)
    except (*BROKEN, OSError) as broken:
        if getattr(broken, "errno", None) is not None:  # our own disk
            raise
        raise FolderRefused(f"is no archive that can be read ({type(broken).__name__})") from None


class _Names:
    """Names that were there; one that means two things is refused, as different programs would see different files."""

    def __init__(self) -> None:
        self._files: set[str] = set()
        self._folders: set[str] = set()

    def add(self, name: str) -> None:
        above = {str(folder) for folder in PurePosixPath(name).parents}
        if name in self._files or name in self._folders or above & self._files:
            raise FolderRefused(f"holds {_shown(name)} twice, so that different programs see different files")
        self._files.add(name)
        self._folders |= above


def _around(path: Path) -> str:
    """The one folder that everything lies in, with its slash; empty without one."""
    first: set[str] = set()
    for count, member in enumerate(_members(path)):
        if count > ENTRY_LIMIT:
            raise FolderRefused(f"holds more than {ENTRY_LIMIT:,} files")
        top, slash, _ = member.path.partition("/")
        first.add(top if slash else "")
    return f"{first.pop()}/" if len(first) == 1 and "" not in first else ""


def _members(path: Path) -> Iterator[Member]:
    with path.open("rb") as file:
        start = file.read(4)
        file.seek(0)
        if start == b"PK\x03\x04":
            yield from _zipped(file)
        elif start.startswith((b"\x1f\x8b", b"BZh")):
            opened = gzip.GzipFile(fileobj=file) if start.startswith(b"\x1f\x8b") else bz2.BZ2File(file)
            with closing(opened):
                yield from _tarred(cast(IO[bytes], opened))
        else:
            yield from _tarred(file)


def _zipped(file: IO[bytes]) -> Iterator[Member]:
    with zipfile.ZipFile(file) as archive:
        for info in archive.infolist():
            if info.is_dir():
                continue
            if info.flag_bits & 1:
                raise FolderRefused("is locked with a password; send it without one")
            if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise FolderRefused("is packed in an unusual way; pack it as an ordinary zip or tar.gz")
            mode = info.external_attr >> 16 if info.create_system == 3 else 0
            kind = "120000" if stat.S_ISLNK(mode) else "100755" if mode & 0o100 else "100644"
            strange = "" if stat.S_IFMT(mode) in (0, stat.S_IFREG, stat.S_IFLNK) else "no file"
            with archive.open(info) as content:
                yield Member(_plain(info.filename), info.file_size, kind, content, strange)


class _InPieces:
    """A file of which nobody reads much at once or beyond the limit."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        if size < 0 or size > PIECE_BYTES:
            raise tarfile.ReadError("a header without measure")
        return self._file.read(size)

    def seek(self, position: int, whence: int = 0) -> int:
        if position > 2 * TOTAL_BYTES:
            raise FolderRefused(f"holds more than {TOTAL_BYTES // 1_000_000_000} GB when it is unpacked")
        return self._file.seek(position, whence)

    def tell(self) -> int:
        return self._file.tell()


def _tarred(file: IO[bytes]) -> Iterator[Member]:
    with tarfile.open(fileobj=cast(IO[bytes], _InPieces(file)), mode="r:", errorlevel=2) as archive:
        for info in archive:
            archive.members = []  # type: ignore[attr-defined]  # or it keeps every header it has read
            if info.isdir():
                continue
            path = _plain(info.name)
            if info.issym():
                target = info.linkname.encode("utf-8", "surrogateescape")
                yield Member(path, len(target), "120000", io.BytesIO(target))
            elif info.isreg() and not info.issparse():
                content = archive.extractfile(info)
                yield Member(path, info.size, "100755" if info.mode & 0o100 else "100644", content)
            else:
                yield Member(path, strange="a second name of another file" if info.islnk() else "no file")


def _plain(name: str) -> str:
    """Raises FolderRefused for a name that leads anywhere else than into the archive."""
    parts = PurePosixPath(name.removeprefix("./")).parts
    if name.startswith("/") or "\\" in name or "\0" in name or ".." in parts or (parts and parts[0].endswith(":")):
        raise FolderRefused(f"holds a name that leads out of it ({_shown(name)}), and was not read")
    if len(parts) > DEPTH_LIMIT or len(name) > PATH_LIMIT:
        raise FolderRefused(f"holds folders more than {DEPTH_LIMIT} deep, or names longer than {PATH_LIMIT} letters")
    return "/".join(parts)


def _is_left_out(member: Member, name: str, left_out: list[str]) -> bool:
    if ".git" in name.lower().split("/"):
        sentence = "A repository lies inside the archive; only its files were read. Send a bundle to give the history."
        if sentence not in left_out:
            left_out.append(sentence)
        return True
    if member.strange or member.content is None:
        left_out.append(f"{_shown(name)} is {member.strange} and was not opened.")
        return True
    return False


def _write(stream: IO[bytes], member: Member, name: str) -> None:
    content = member.content
    assert content is not None
    head = (member.mode.encode(), quoted(name), member.size)
    if member.mode == "120000" and member.size > LINK_BYTES:
        raise FolderRefused(f"holds a link that is longer than a link can be ({_shown(name)})")
    stream.write(b"M %s inline %s\ndata %d\n" % head)
    left = member.size
    while left and (block := content.read(min(CHUNK, left))):
        stream.write(block)
        left -= len(block)
    if left or content.read(1):
        raise FolderRefused(f"is damaged: {_shown(name)} is not as long as it says")
    stream.write(b"\n")


def _shown(name: str) -> str:
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in name)[:120]
