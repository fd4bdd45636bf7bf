"""How much a run has written into its folders, a little at a time so that the other limits do not wait."""

import itertools
import os
import stat
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from makegood.engine.sandbox import watch

EVERY, SLICE = 0.3, 0.01  # seconds between two walks, seconds of one step
MOST_FILES, MOST_DEPTH = 200_000, 100


class DiskWatch:
    """`look` answers with a sentence once the folders hold more than `most_bytes`, too many files, or too deep ones."""

    def __init__(self, folders: Sequence[Path], most_bytes: int) -> None:
        self.folders, self.most_bytes = folders, most_bytes
        self.space_at_start = _free_space(folders)
        self.due = 0.0
        self.sizes: Iterator[int] | None = None
        self.used = self.files = 0

    def look(self, first: int) -> str:
        """`first` is process 1 of the sandbox. An empty answer: nothing to object."""
        now = time.monotonic()
        if not self.folders or (self.sizes is None and now < self.due):
            return ""
        if self.sizes is None:
            if _free_space(self.folders) < self.space_at_start // 2:
                return "The free space of the disk halved while it ran."  # what no walk finds
            self.sizes, self.files = _sizes(self.folders), 0
            self.used = _deleted(first, self.folders)
        for size in itertools.chain((0,), self.sizes):
            self.used, self.files = self.used + size, self.files + 1
            if self.used > self.most_bytes:
                return f"It wrote more than {self.most_bytes:,} bytes into its folders."
            if self.files > MOST_FILES or size < 0:
                return f"It wrote more than {MOST_FILES:,} files, or folders too deep, into its folders."
            if time.monotonic() > now + SLICE:
                return ""
        self.sizes, self.due = None, time.monotonic() + EVERY
        return ""


def _free_space(folders: Sequence[Path]) -> int:
    return min((use.f_bavail * use.f_frsize for use in map(os.statvfs, folders)), default=0)


def _sizes(folders: Sequence[Path]) -> Iterator[int]:
    """Bytes on disk of every entry; -1 for a folder that is too deep."""
    waiting = [(str(folder), 0) for folder in folders]
    while waiting:
        path, depth = waiting.pop()
        if depth > MOST_DEPTH:
            yield -1
        with suppress(OSError), os.scandir(path) as entries:
            for entry in entries:
                with suppress(OSError):
                    status = entry.stat(follow_symlinks=False)
                    if stat.S_ISDIR(status.st_mode):
                        waiting.append((entry.path, depth + 1))
                    yield status.st_blocks * 512


def _deleted(first: int, folders: Sequence[Path]) -> int:
    """Bytes of files that were deleted while open, which no walk finds."""
    devices = {folder.stat().st_dev for folder in folders}
    found: dict[int, int] = {}
    for process in watch.tree(first, most=1000):
        with suppress(OSError), os.scandir(f"/proc/{process}/fd") as descriptors:
            for descriptor in descriptors:
                with suppress(OSError):
                    status = descriptor.stat()
                    if status.st_nlink == 0 and status.st_dev in devices:
                        found[status.st_ino] = status.st_blocks * 512
    return sum(found.values())
