"""Files that were moved and edited in one commit: git's own likeness, asked only for the commits where it matters.

Over all commits `log -M` costs more than everything else here; without it six of 43 published truck factors came out
differently.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from typing import IO

from makegood.engine.probes.history.stream import Commit, History, rename
from makegood.engine.repository.git import Git, GitFailed
from makegood.engine.repository.tree import records

COMMITS = 3_000
SECONDS = 30
ATTEMPTS = 10
"""A commit whose blobs a partial clone lacks ends git; the next attempt begins behind it."""


def follow_renames(git: Git, history: History, paths: Iterable[str]) -> None:
    """Adds the renames that decide about the history of these paths."""
    waiting = _deciding(history, paths)[:COMMITS]
    for _ in range(ATTEMPTS):
        if not waiting:
            return
        done = _ask(git, history, waiting)
        waiting = waiting[done + 1 :]


def _deciding(history: History, paths: Iterable[str]) -> list[Commit]:
    """The commits, newest first, that may have renamed something into one of the paths or into a former name of it.

    A file that was moved keeps its ending; asking only for those costs half.
    """
    wanted = {path.encode("utf-8", "surrogateescape") for path in paths}
    for names in history.renamed.values():
        wanted |= names
    deciding = []
    for commit, added, deleted in history.unmatched:
        endings = {_ending(path) for path in added if path in wanted}
        if endings:
            likely = [path for path in deleted if _ending(path) in endings]
            if likely:
                deciding.append(commit)
                wanted.update(likely)
    return deciding


def _ending(path: bytes) -> bytes:
    return path.rpartition(b"/")[2].rpartition(b".")[2]


def _ask(git: Git, history: History, commits: list[Commit]) -> int:
    """Reads the renames of the commits; gives the position of the last one that was answered, -1 for none."""
    positions = {commit.id: position for position, commit in enumerate(commits)}
    request = b"".join(commit.id + b"\n" for commit in commits)
    last = [-1]
    with (
        contextlib.suppress(GitFailed),
        git.stream(
            "diff-tree", "--stdin", "-r", "-z", "--raw", "--no-abbrev", "--always", "-M", "--diff-filter=R",
            stdin=request, seconds=SECONDS,
        ) as output,
    ):  # fmt: skip
        _read(output, history, commits, positions, last)
        return len(commits)
    return last[0]


def _read(
    output: IO[bytes], history: History, commits: list[Commit], positions: dict[bytes, int], last: list[int]
) -> None:
    parts = records(output)
    for part in parts:
        part = part.strip(b"\n")
        if not part.startswith(b":"):
            last[0] = positions.get(part, last[0])
            continue
        former, path = next(parts, b""), next(parts, b"")
        words = part.split()
        if words[2] == words[3]:
            continue  # the same blob was matched while reading
        author = commits[last[0]].author
        if author in history.created.get(path, ()):
            history.created[path].remove(author)
        rename(history, author, path, former)
