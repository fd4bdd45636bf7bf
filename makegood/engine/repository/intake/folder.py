"""A plain folder, without git: its files become one commit of ours in our mirror, so that everything reads alike."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from makegood.engine.repository.git import Git
from makegood.engine.repository.tree import ENTRY_LIMIT
from makegood.engine.sandbox.folders import open_below

DEPTH_LIMIT = 200
FILE_BYTES, TOTAL_BYTES = 2_000_000_000, 8_000_000_000
CHUNK = 1 << 20
SECONDS = 1800
REF = "refs/makegood/folder"
KINDS = {stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket", stat.S_IFCHR: "a device", stat.S_IFBLK: "a device"}


Fill = Callable[[IO[bytes], list[str]], Iterator[bool]]
"""Writes file after file into a stream and says after each whether it was written; the list takes what was left out."""


class FolderRefused(Exception):
    """A folder that cannot be taken in, with the one sentence that says why (without its subject)."""


def take_in(git: Git, folder: Path) -> tuple[str, list[str]]:
    """(commit, what was left out, a sentence each). Every plain file is read, also what git would ignore; links stay
    links. The same content gives the same commit, which is ours and says nothing of the partner.

    Raises FolderRefused or GitFailed.
    """

    def fill(stream: IO[bytes], left_out: list[str]) -> Iterator[bool]:
        for descriptor, name, path, status in _places(folder, left_out):
            yield _write(stream, descriptor, name, path, status, left_out)

    return commit_files(git, fill)


def commit_files(git: Git, fill: Fill) -> tuple[str, list[str]]:
    """The commit of what `fill` writes, in the words of git fast-import. Raises FolderRefused or GitFailed."""
    left_out: list[str] = []
    with tempfile.TemporaryFile(dir=git.folder) as stream:
        stream.write(b"commit %s\nmark :1\n" % REF.encode())
        stream.write(b"committer Makegood <> 0 +0000\ndata 0\ndeleteall\n")
        count = 0
        for written in fill(stream, left_out):
            count += written
            if count > ENTRY_LIMIT:
                raise FolderRefused(f"holds more than {ENTRY_LIMIT:,} files")
            if stream.tell() > TOTAL_BYTES:
                raise FolderRefused(f"holds more than {TOTAL_BYTES // 1_000_000_000} GB")
        if count == 0:
            raise FolderRefused("holds no file that can be read")
        stream.write(b"get-mark :1\n")
        stream.seek(0)
        said = git.complaints("fast-import", "--quiet", "--force", stdin=stream, seconds=SECONDS)
    return said.split()[0], sorted(left_out)


def _places(folder: Path, left_out: list[str]) -> Iterator[tuple[int, str, str, os.stat_result]]:
    """(open folder, name, path, status) of everything but folders; no link is followed, nothing recurses."""
    waiting: list[tuple[str, ...]] = [()]
    while waiting:
        parts = waiting.pop()
        if len(parts) > DEPTH_LIMIT:
            left_out.append(f"{'/'.join(parts[:5])}/… lies deeper than {DEPTH_LIMIT} folders.")
            continue
        try:
            descriptor = open_below(folder, parts)
        except OSError as broken:
            left_out.append(f"{'/'.join(parts) or 'The folder'} cannot be read: {broken.strerror}.")
            continue
        try:
            with os.scandir(descriptor) as entries:
                for entry in entries:
                    path = "/".join((*parts, entry.name))
                    status = entry.stat(follow_symlinks=False)
                    if entry.name.lower() == ".git":
                        left_out.append(f"{path} belongs to a repository inside the folder; only its files were read.")
                    elif stat.S_ISDIR(status.st_mode):
                        waiting.append((*parts, entry.name))
                    else:
                        yield descriptor, entry.name, path, status
        finally:
            os.close(descriptor)


def _write(stream: IO[bytes], folder: int, name: str, path: str, status: os.stat_result, left_out: list[str]) -> bool:
    start = stream.tell()
    kind = stat.S_IFMT(status.st_mode)
    try:
        if kind == stat.S_IFLNK:
            target = os.fsencode(os.readlink(name, dir_fd=folder))
            stream.write(b"M 120000 inline %s\ndata %d\n%s\n" % (quoted(path), len(target), target))
        elif kind != stat.S_IFREG:
            left_out.append(f"{path} is {KINDS.get(kind, 'no file')} and was not opened.")
            return False
        elif status.st_size > FILE_BYTES:
            left_out.append(f"{path} is larger than {FILE_BYTES // 1_000_000_000} GB and was not read.")
            return False
        else:
            mode = b"100755" if status.st_mode & 0o100 else b"100644"
            stream.write(b"M %s inline %s\ndata %d\n" % (mode, quoted(path), status.st_size))
            _copy(stream, folder, name, status.st_size)
    except OSError as broken:
        stream.seek(start)
        stream.truncate()
        left_out.append(f"{path} cannot be read: {broken.strerror}.")
        return False
    return True


def _copy(stream: IO[bytes], folder: int, name: str, size: int) -> None:
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
    with os.fdopen(os.open(name, flags, dir_fd=folder), "rb") as file:
        left = size
        while left and (block := file.read(min(CHUNK, left))):
            stream.write(block)
            left -= len(block)
        if left:
            raise OSError(0, "it changed while it was read")
    stream.write(b"\n")


def quoted(path: str) -> bytes:
    raw = os.fsencode(path)
    return b'"' + raw.replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n") + b'"'
