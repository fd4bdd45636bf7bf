"""The files of one revision, as git's own listing gives them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import IO

from makegood.engine.repository.git import Git, GitFailed
from makegood.engine.repository.paths import language_of

ENTRY_LIMIT = 400_000
PATH_LIMIT = 4_096
SECONDS = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a tree. `path` has bad bytes escaped; `size` is in bytes (0 for what has no blob)."""

    path: str
    blob: str
    mode: str
    size: int

    @property
    def is_file(self) -> bool:
        return self.mode in ("100644", "100755", "100664")

    @property
    def is_symlink(self) -> bool:
        return self.mode == "120000"

    @property
    def is_submodule(self) -> bool:
        return self.mode == "160000"

    @property
    def language(self) -> str | None:
        """The programming language by name and ending (`python`, `typescript`, ...), None for others."""
        return language_of(self.path)


@dataclass(frozen=True)
class Tree:
    """All entries of one revision, in git's order. `cut` says why the listing is not whole, else None."""

    revision: str
    entries: tuple[Entry, ...]
    cut: str | None = None
    by_path: dict[str, Entry] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_path", {entry.path: entry for entry in self.entries})

    @cached_property
    def files(self) -> tuple[Entry, ...]:
        """Regular files only: no symbolic links, no submodules."""
        return tuple(entry for entry in self.entries if entry.is_file)

    def get(self, path: str) -> Entry | None:
        return self.by_path.get(path)

    def __contains__(self, path: str) -> bool:
        return path in self.by_path


def read_tree(git: Git, revision: str) -> Tree:
    """Lists a revision. A tree bomb (a small tree that lists itself many times over) ends at ENTRY_LIMIT."""
    entries: list[Entry] = []
    cut: str | None = None
    try:
        with git.stream("ls-tree", "-r", "-l", "-z", "--full-tree", revision, seconds=SECONDS) as output:
            for record in records(output):
                if len(entries) >= ENTRY_LIMIT:
                    cut = f"The revision lists more than {ENTRY_LIMIT:,} files; the rest was not read."
                    break
                entry = _entry(record)
                if len(entry.path) > PATH_LIMIT:
                    cut = f"The revision has paths of more than {PATH_LIMIT:,} characters; they were not read."
                    continue
                entries.append(entry)
    except GitFailed as failed:
        cut = f"Not every folder of the revision can be listed: {failed}"
    return Tree(revision=revision, entries=tuple(entries), cut=cut)


def records(output: IO[bytes], separator: bytes = b"\0", chunk: int = 1 << 16) -> Iterator[bytes]:
    """Splits a stream at a separator, without reading it whole."""
    rest = b""
    while block := output.read(chunk):
        parts = (rest + block).split(separator)
        rest = parts.pop()
        yield from parts
    if rest:
        yield rest


def _entry(record: bytes) -> Entry:
    head, _, path = record.partition(b"\t")
    mode, _, blob, size = head.split()
    return Entry(
        path=path.decode("utf-8", "backslashreplace"),
        blob=blob.decode("ascii"),
        mode=sys.intern(mode.decode("ascii")),
        size=int(size) if size.isdigit() else 0,  # "-" for a submodule, "BAD" for a blob that nobody gave
    )
