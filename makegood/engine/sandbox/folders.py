"""A walk through a folder that somebody hostile filled or is filling: no link is followed at any step, no recursion."""

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

OPEN = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC


class TooDeep(ValueError):
    """The path, relative to where the walk began."""


class Entry(NamedTuple):
    """`folder` is the open descriptor of the folder that holds `name`, good until the next entry is asked for."""

    folder: int
    name: str
    path: str
    status: os.stat_result

    @property
    def kind(self) -> int:
        return stat.S_IFMT(self.status.st_mode)


def open_below(folder: Path, parts: Sequence[str], flags: int = os.O_DIRECTORY) -> int:
    """Open a path below `folder` step by step, the last with `flags`. Raises OSError (a link: ELOOP, ENOTDIR)."""
    here = os.open(folder, OPEN | os.O_DIRECTORY)
    for number, part in enumerate(parts, start=1):
        last = number == len(parts)
        try:
            inner = os.open(part, OPEN | (flags if last else os.O_DIRECTORY), dir_fd=here)
        finally:
            os.close(here)
        here = inner
    return here


def walk(folder: Path, most_depth: int) -> Iterator[Entry]:
    """Everything below `folder`, a folder before what is in it. Raises OSError and TooDeep."""
    waiting: list[tuple[str, ...]] = [()]
    while waiting:
        parts = waiting.pop()
        if len(parts) > most_depth:
            raise TooDeep("/".join(parts))
        descriptor = open_below(folder, parts)
        try:
            with os.scandir(descriptor) as entries:
                for entry in entries:
                    with suppress(FileNotFoundError):  # gone since it was listed
                        status = entry.stat(follow_symlinks=False)
                        if stat.S_ISDIR(status.st_mode):
                            waiting.append((*parts, entry.name))
                        yield Entry(descriptor, entry.name, "/".join((*parts, entry.name)), status)
        finally:
            os.close(descriptor)
