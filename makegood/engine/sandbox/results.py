"""The one reader of what a run left: it may have left links to our files, pipes that never answer, endless files."""

import errno
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from makegood.engine.sandbox.folders import TooDeep, open_below, walk

MB = 1024 * 1024
CHUNK = 1024 * 1024


class ResultRefused(Exception):
    """A result that is not there (`absent`), is no plain file, or passes a limit. The message is one sentence."""

    def __init__(self, sentence: str, *, absent: bool = False) -> None:
        super().__init__(sentence)
        self.absent = absent


@dataclass(frozen=True)
class ReadLimits:
    """Bytes of one file, bytes of all files together, entries of every kind, folders below each other."""

    file_bytes: int = 16 * MB
    total_bytes: int = 64 * MB
    entries: int = 2000
    depth: int = 12


@dataclass(frozen=True)
class Results:
    """Contents by relative path (bad bytes of a name escaped), and one sentence for everything that was no plain file.
    Modes and owners are dropped."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    refused: tuple[str, ...] = ()


def read_result(folder: Path, name: str, limits: ReadLimits | None = None) -> bytes:
    """Return the bytes of the plain file `name`, a path below `folder` without links. Raises ResultRefused."""
    limits = limits or ReadLimits()
    parts = name.split("/")
    if any(part in ("", ".", "..") or "\0" in part for part in parts):
        raise ResultRefused(f"{name!r} is no plain path of a result.")
    if len(parts) - 1 > limits.depth:
        raise ResultRefused(f"{_shown(name)} lies deeper than {limits.depth} folders.")
    try:
        descriptor = open_below(folder, parts, flags=0)
    except FileNotFoundError:
        raise ResultRefused(f"{_shown(name)} is not there.", absent=True) from None
    except OSError as error:
        what = "leads through a link" if error.errno in (errno.ELOOP, errno.ENOTDIR) else "cannot be opened"
        raise ResultRefused(f"{_shown(name)} {what}.") from error
    return _content(descriptor, _shown(name), limits.file_bytes)


def collect(folder: Path, limits: ReadLimits | None = None) -> Results:
    """Return every plain file below `folder`. What is neither file nor folder is refused by name and stays where it
    is; a limit that is passed raises ResultRefused, as a part of the results could mislead."""
    limits = limits or ReadLimits()
    files: dict[str, bytes] = {}
    refused: list[str] = []
    room = limits.total_bytes
    try:
        for count, entry in enumerate(walk(folder, limits.depth), start=1):
            if count > limits.entries:
                raise ResultRefused(f"The run left more than {limits.entries:,} files and folders.")
            if entry.kind == stat.S_IFREG:
                content = read_result(folder, entry.path, limits)
                room -= len(content)
                if room < 0:
                    raise ResultRefused(f"The run left more than {limits.total_bytes:,} bytes.")
                files[_shown(entry.path)] = content
            elif entry.kind != stat.S_IFDIR:
                what = KINDS.get(entry.kind, "no plain file")
                refused.append(f"{_shown(entry.path)} is {what} and was not opened.")
    except TooDeep as error:
        raise ResultRefused(f"{_shown(str(error))} lies deeper than {limits.depth} folders.") from error
    except OSError as error:
        raise ResultRefused(f"What the run left cannot be read: {error.strerror}.") from error
    return Results(files, tuple(sorted(refused)))


KINDS = {
    stat.S_IFLNK: "a link",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFDIR: "a folder",
}


def _content(descriptor: int, shown: str, most: int) -> bytes:
    """Reads and closes."""
    try:
        status = os.fstat(descriptor)
        kind = stat.S_IFMT(status.st_mode)
        if kind != stat.S_IFREG:
            raise ResultRefused(f"{shown} is {KINDS.get(kind, 'no plain file')}, not a plain file.")
        content = bytearray()
        while len(content) <= most and status.st_size <= most:
            chunk = os.read(descriptor, CHUNK)
            if not chunk:
                return bytes(content)
            content += chunk
        raise ResultRefused(f"{shown} is larger than {most:,} bytes.")
    except OSError as error:
        raise ResultRefused(f"{shown} cannot be read.") from error
    finally:
        os.close(descriptor)


def _shown(name: str) -> str:
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
