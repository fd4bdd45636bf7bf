"""Where contents that are gone came from: the path and the commit that brought them, in one walk of the history."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass

from makegood.engine.repository.git import Git, GitFailed
from makegood.engine.repository.state import OFFERED
from makegood.engine.repository.tree import records

SECONDS = 300


@dataclass(frozen=True, slots=True)
class Origin:
    path: str
    commit: str | None


NOWHERE = Origin("", None)
"""Of a content that no commit brought, or whose commits are not there."""


def origins(git: Git, revision: str, blobs: Iterable[str]) -> dict[str, Origin]:
    """The oldest commit that brought each content, with its path there. Ends as soon as all are found."""
    wanted = {blob.encode("ascii") for blob in blobs}
    found: dict[str, Origin] = {}
    if wanted:
        with contextlib.suppress(GitFailed):  # a part of the history is not there; what was found before stays
            _walk(git, revision, wanted, found)
    return found


def _walk(git: Git, revision: str, wanted: set[bytes], found: dict[str, Origin]) -> None:
    commit, hit = "", b""
    with git.stream(
        "log", *OFFERED, revision, "--reverse", "--raw", "-c", "-z", "--no-abbrev", "--no-renames", "--format=%H",
        "--root", seconds=SECONDS,
    ) as output:  # fmt: skip
        for record in records(output):
            if hit:
                found[hit.decode("ascii")] = Origin(record.decode("utf-8", "backslashreplace"), commit)
                wanted.discard(hit)
                hit = b""
                if not wanted:
                    break
                continue
            head, _, raw = record.rpartition(b"\n")
            commit = _commit(head if raw.startswith(b":") else record) or commit
            hit = _brought(raw, wanted)


def _commit(head: bytes) -> str:
    word = head.strip().rpartition(b"\n")[2]
    return word.decode("ascii") if len(word) in (40, 64) and word.isalnum() else ""


def _brought(raw: bytes, wanted: set[bytes]) -> bytes:
    """`::100644 100644 100644 a b c MM` of a merge names the result last, `:100644 100644 a b M` second."""
    if not raw.startswith(b":"):
        return b""
    words = raw.split()
    return words[-2] if words[-2] in wanted else b""
