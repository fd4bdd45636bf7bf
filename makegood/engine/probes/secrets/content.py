"""All contents of a repository, of all revisions: which there are, and their bytes in windows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from makegood.engine.repository.git import Git, GitFailed
from makegood.engine.repository.state import OFFERED
from makegood.engine.repository.tree import records

SECONDS = 900
WINDOW = 4 << 20
OVERLAP = 24_000
"""Bytes that two windows share: more than the longest secret, so that none falls between."""

SIZE_LIMIT = 128 << 20
CONTENT_LIMIT = 3_000_000


@dataclass(frozen=True, slots=True)
class Window:
    """A piece of one content. `first` is the number of its first line; `fresh` where what was not yet shown begins."""

    blob: str
    content: bytes
    first: int = 1
    fresh: int = 0


@dataclass(slots=True)
class Listing:
    """Ids of contents, how many are named and not there, and what git said where commits are missing."""

    blobs: list[str]
    missing: int = 0
    cut: bool = False
    broken: str = ""


def list_contents(git: Git, revision: str, without: Sequence[str] = ()) -> Listing:
    """Every content reachable from any reference or from `revision`, less what is reachable from `without`."""
    listing = Listing([])
    request = "".join(f"{line}\n" for line in (revision, *(f"^{tip}" for tip in without))).encode("ascii")
    try:
        with git.stream(
            "rev-list", "--objects", "--missing=print", "--no-object-names", "--filter=object:type=blob",
            "--filter-provided-objects", *OFFERED, "--stdin", stdin=request, seconds=SECONDS,
        ) as output:  # fmt: skip
            _list(output, listing)
    except GitFailed as failed:
        listing.broken = str(failed)
    return listing


def _list(output: IO[bytes], listing: Listing) -> None:
    for line in records(output, b"\n"):
        if line.startswith(b"?"):
            listing.missing += 1
        elif len(listing.blobs) >= CONTENT_LIMIT:
            listing.cut = True
            return
        else:
            listing.blobs.append(line.decode("ascii"))


def windows(git: Git, blobs: Iterable[str]) -> Iterator[Window | str]:
    """The bytes of each content, in order; the id alone for one that is missing or larger than SIZE_LIMIT.

    UTF-16, in which Windows tools write settings, comes as UTF-8.
    """
    wanted = list(blobs)
    request = "".join(f"{blob}\n" for blob in wanted).encode("ascii")
    with git.stream("cat-file", "--batch", "--buffer", stdin=request, seconds=SECONDS) as output:
        for blob in wanted:
            words = output.readline().split()
            size = int(words[2]) if len(words) == 3 else -1
            if size > SIZE_LIMIT:
                _skip(output, size + 1)
            if not 0 <= size <= SIZE_LIMIT:
                yield blob
            elif size <= WINDOW:
                yield Window(blob, _readable(output.read(size + 1)[:-1]))
            else:
                yield from _large(output, blob, size)


def _large(output: IO[bytes], blob: str, size: int) -> Iterator[Window]:
    held, first, left = b"", 1, size
    while left > 0:
        block = output.read(min(left, WINDOW))
        if not block:
            return
        left -= len(block)
        yield Window(blob, held + block, first, max(0, len(held) - OVERLAP // 2))
        whole = held + block
        held = whole[-OVERLAP:]
        first += whole.count(b"\n", 0, len(whole) - len(held))
    output.read(1)


def _readable(content: bytes) -> bytes:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace").encode("utf-8", "replace")
    return content


def _skip(output: IO[bytes], size: int) -> None:
    while size > 0:
        block = output.read(min(size, 1 << 20))
        if not block:
            return
        size -= len(block)
