"""Archives: looked through before they are taken, and unpacked so that nothing lands outside of the folder."""

from __future__ import annotations

import os
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
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
    executable: bool = False
    content: IO[bytes] | None = None
    target: str = ""


def look_through(path: Path, kind: str) -> None:
    """Every name, link and size, by reading it all. Raises UploadRefused: would reach outside, too much, or damaged."""
    _walk(path, kind, None)


def unpack(path: Path, kind: str, folder: Path) -> None:
    """Into `folder`, which is made and must not exist; files as 644 or 755, links last and only to places inside.

    Raises UploadRefused, and OSError where the disk is full; the folder is then the caller's to remove.
    """
    folder.mkdir(parents=True)
    _walk(path, kind, folder)


def _walk(path: Path, kind: str, folder: Path | None) -> None:
    count = size = 0
    links: dict[PurePosixPath, str] = {}
    try:
        with _members(path, kind) as members:
            for member in members:
                count += 1
                place = _place(member.name)
                if count > MOST_FILES:
                    raise UploadRefused(f"This archive holds more than {MOST_FILES:,} files.")
                if place is None:
                    continue
                if member.kind == "other":
                    raise UploadRefused(
                        f"This archive holds a device, pipe or hard link ({_shown(member.name)}), which is not taken."
                    )
                if member.kind == "link":
                    links[place] = _inner_target(place, member.target)
                elif member.kind == "folder":
                    _make_folder(folder, place)
                elif member.content is not None:
                    size += _write(folder, place, member, MOST_BYTES - size)
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
    if folder is not None:
        _link_all(folder.resolve(), links)


def _place(name: str) -> PurePosixPath | None:
    """Where a member goes below the folder; None for the folder itself. Raises UploadRefused."""
    parts = [part for part in name.split("/") if part not in {"", "."}]
    wrong = name.startswith("/") or ".." in parts or "\\" in name or "\0" in name or (parts and parts[0][1:2] == ":")
    if wrong or len(parts) > DEEPEST or len(name) > LONGEST_PATH or any(len(os.fsencode(part)) > 255 for part in parts):
        raise UploadRefused(f"This archive holds a path that would lead outside of it or is too long ({_shown(name)}).")
    return PurePosixPath(*parts) if parts else None


def _inner_target(place: PurePosixPath, target: str) -> str:
    depth = len(place.parts) - 1
    for part in target.split("/"):
        depth += -1 if part == ".." else part not in {"", "."}
        if depth < 0:
            break
    if target.startswith("/") or depth < 0 or not target or "\0" in target or len(target) > LONGEST_PATH:
        raise UploadRefused(f"This archive holds a link that leads outside of it ({_shown(str(place))}).")
    return target


def _shown(name: str) -> str:
    return ascii(name[:80])[1:-1]


def _make_folder(folder: Path | None, place: PurePosixPath) -> None:
    """No link is made before all files are there, so nothing here can be one."""
    if folder is not None:
        try:
            (folder / place).mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError):
            raise UploadRefused(f"This archive holds {_shown(str(place))} as a file and as a folder.") from None


def _write(folder: Path | None, place: PurePosixPath, member: Member, most: int) -> int:
    if folder is None:
        return _copy(member, None, most)
    _make_folder(folder, place.parent)
    mode = 0o755 if member.executable else 0o644
    try:
        file = os.open(folder / place, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, mode)
    except (FileExistsError, IsADirectoryError):
        raise UploadRefused(f"This archive holds {_shown(str(place))} twice.") from None
    with os.fdopen(file, "wb") as out:
        return _copy(member, out, most)


def _copy(member: Member, out: IO[bytes] | None, most: int) -> int:
    """The bytes that really came, whatever the archive says of them."""
    assert member.content is not None
    size = 0
    while part := member.content.read(1 << 20):
        size += len(part)
        if size > most:
            raise UploadRefused(f"This archive holds more than {MOST_BYTES // 1_000_000_000} GB once it is unpacked.")
        if out:
            out.write(part)
    return size


def _link_all(folder: Path, links: Mapping[PurePosixPath, str]) -> None:
    for place, target in links.items():
        _make_folder(folder, place.parent)
        try:
            if not (folder / place).parent.resolve().is_relative_to(folder):
                raise UploadRefused(f"This archive holds a path through a link ({_shown(str(place))}).")
            (folder / place).symlink_to(target)
        except FileExistsError:
            raise UploadRefused(f"This archive holds {_shown(str(place))} twice.") from None
    for place in links:  # a later link can turn an earlier one outward
        if not Path(os.path.realpath(folder / place)).is_relative_to(folder):
            raise UploadRefused(f"This archive holds a link that leads outside of it ({_shown(str(place))}).")


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
                yield Member(info.filename, "file", bool(mode & 0o100), content)


def _of_tar(stream: tarfile.TarFile) -> Iterator[Member]:
    for info in stream:
        if info.isdir():
            yield Member(info.name, "folder")
        elif info.issym():
            yield Member(info.name, "link", target=info.linkname)
        elif info.isreg():
            yield Member(info.name, "file", bool(info.mode & 0o100), stream.extractfile(info))
        else:
            yield Member(info.name, "other")
