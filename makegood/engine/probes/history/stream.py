"""The one raw stream: every commit of the inspected revision, read and split as bytes, summed up while it flows."""

from __future__ import annotations

import contextlib
import fcntl
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import IO

from makegood.engine.repository.git import Git

# Fields are separated by NUL, which no name, message or path can hold; none but the message can be empty, so that the
# start of a commit cannot be forged by a message or a path.
FORMAT = "%x00%x00H%H %P%x00%an <%ae>%x00%cn <%ce>%x00%at %ct%x00%B"
START = b"\0\0H"
FIELDS = 5
ARGUMENTS = ("-z", "--no-renames", "--no-abbrev", "--no-diff-merges", "--no-notes", "--no-color", f"--format={FORMAT}")

CHUNK = 1 << 20
RECORD_LIMIT = 128 << 20
"""Bytes of one commit with all its changes; 400,000 files need 60 MB."""
COMMIT_LIMIT = 400_000
CHANGE_LIMIT = 2_000_000
SECONDS = 100
LATEST = 253_402_300_799
"""The last second of the year 9999: what lies beyond cannot be shown as a date."""

TRAILER = re.compile(
    rb"^(?:reviewed|approved|acked)-by:[ \t]*([^\n<]{0,200})(?:<([^>\n]{0,200})>)?", re.IGNORECASE | re.MULTILINE
)
MERGED_REQUEST = re.compile(
    rb"merge pull request #\d|merged in [^\n]{1,200} \(pull request #\d|see merge request |merge pr #?\d", re.IGNORECASE
)
SQUASHED_REQUEST = re.compile(rb"\((?:#|!|pull request #)\d{1,9}\)\s*$")
BODY_LIMIT = 100_000
"""Bytes of a message in which trailers are looked for, from each end."""


@dataclass(slots=True)
class Commit:
    """One commit. Persons are positions in `History.idents`; times are seconds since 1970, as the commit claims."""

    id: bytes
    parents: list[bytes]
    author: int
    committer: int
    authored: int
    committed: int
    subject: bytes
    files: int = 0
    added: int = 0
    request: bool = False
    squashed: bool = False
    reviewers: tuple[int, ...] = ()


Authors = dict[bytes, list[int]]
"""Path -> the idents that did something to it, once for each time."""


@dataclass(slots=True)
class History:
    """All commits, newest first, and who touched which path.

    `idents` numbers each `name <address>`; `renamed` maps a path to its former names; `unmatched` are commits that both
    added and deleted files without one being the other, with those paths. `cut` says why reading stopped early.
    """

    commits: list[Commit] = field(default_factory=list)
    idents: dict[bytes, int] = field(default_factory=dict)
    changed: Authors = field(default_factory=lambda: defaultdict(list))
    created: Authors = field(default_factory=lambda: defaultdict(list))
    renamed: dict[bytes, set[bytes]] = field(default_factory=dict)
    unmatched: list[tuple[Commit, list[bytes], list[bytes]]] = field(default_factory=list)
    changes: int = 0
    files_seen: bool = True
    cut: str | None = None

    def ident(self, name: bytes, mail: bytes) -> int:
        return self.idents.setdefault(b"%s <%s>" % (name, mail), len(self.idents))


def read_history(git: Git, revision: str, *, files: bool = True) -> History:
    """Reads the history of a full commit id. Raises GitFailed when git cannot walk it.

    With `files` False no tree is opened: what a clone without trees still allows.
    """
    history = History(files_seen=files)
    listing = ("--raw",) if files else ("--no-patch",)
    with git.stream("log", *ARGUMENTS, *listing, "--end-of-options", revision, seconds=SECONDS) as output:
        with contextlib.suppress(OSError):  # a wider pipe, fewer turns; an ordinary user may have used up his share
            fcntl.fcntl(output.fileno(), fcntl.F_SETPIPE_SZ, CHUNK)
        for record in _records(output, history):
            _take(history, record)
            if len(history.commits) >= COMMIT_LIMIT or history.changes >= CHANGE_LIMIT:
                history.cut = f"The history is longer than {COMMIT_LIMIT:,} commits or {CHANGE_LIMIT:,} changes."
                break
    return history


def _records(output: IO[bytes], history: History) -> Iterator[bytes]:
    rest = b""
    while block := output.read(CHUNK):
        parts = (rest + block).split(START)
        rest = parts.pop()
        if len(rest) > RECORD_LIMIT:
            history.cut = f"One commit lists more than {RECORD_LIMIT >> 20} MB of changes."
            return
        yield from parts
    yield rest


def _take(history: History, record: bytes) -> None:
    fields = record.split(b"\0")
    if len(fields) < FIELDS:
        return  # what stands before the first commit
    parents = fields[0].split()
    authored, _, committed = fields[3].partition(b" ")
    body, idents = fields[4], history.idents
    author = idents.setdefault(fields[1], len(idents))
    commit = Commit(
        parents.pop(0),
        parents,
        author,
        author if fields[1] == fields[2] else idents.setdefault(fields[2], len(idents)),
        _seconds(authored),
        _seconds(committed),
        body[:200].partition(b"\n")[0],
    )
    history.commits.append(commit)
    if len(parents) > 1:
        commit.request = MERGED_REQUEST.search(body[:BODY_LIMIT]) is not None
    elif commit.subject.endswith(b")"):
        commit.squashed = SQUASHED_REQUEST.search(commit.subject) is not None
    if b"-by:" in body or b"-By:" in body:
        commit.reviewers = _reviewers(history, body)
    if len(fields) > FIELDS + 1:
        _count(history, commit, fields[FIELDS::2], fields[FIELDS + 1 :: 2])


def _seconds(text: bytes) -> int:
    if len(text) > 11:
        return LATEST
    try:
        return int(text)
    except ValueError:
        return 0


def _reviewers(history: History, body: bytes) -> tuple[int, ...]:
    if len(body) > 2 * BODY_LIMIT:
        body = body[:BODY_LIMIT] + b"\n" + body[-BODY_LIMIT:]
    named = (found for found in TRAILER.finditer(body) if found[1].strip())
    return tuple(history.ident(found[1].strip(), found[2] or b"") for found in islice(named, 20))


def _count(history: History, commit: Commit, metas: list[bytes], paths: list[bytes]) -> None:
    """Counts the changes, which are pairs of `:modes blobs kind` and a path."""
    changed, author = history.changed, commit.author
    added: list[Change] = []
    deleted: list[Change] = []
    for meta, path in zip(metas, paths, strict=False):
        kind = meta[-1:]
        if kind == b"M":
            changed[path].append(author)
        elif kind == b"A":
            added.append((meta, path))
        elif kind == b"D":
            deleted.append((meta, path))
    commit.files = len(paths)
    history.changes += len(paths)
    if added:
        if deleted:
            added = _match(history, commit, added, deleted)
        commit.added = len(added)
        for _, path in added:
            history.created[path].append(author)


Change = tuple[bytes, bytes]
"""Its raw line and its path."""


def _match(history: History, commit: Commit, added: list[Change], deleted: list[Change]) -> list[Change]:
    """Takes moved files (the same blob deleted here and added there) out of `added`, and notes their former names."""
    gone: dict[bytes, bytes] = {}
    for meta, path in deleted:
        gone.setdefault(meta.split()[2], path)
    left = []
    for meta, path in added:
        former = gone.pop(meta.split()[3], None)
        if former is None:
            left.append((meta, path))
        else:
            rename(history, commit.author, path, former)
    if left and gone:
        history.unmatched.append((commit, [path for _, path in left], list(gone.values())))
    return left


def rename(history: History, author: int, path: bytes, former: bytes) -> None:
    """Counts a rename as a change by its author, as Avelino's tool does, and ties the two names."""
    history.changed[path].append(author)
    history.renamed.setdefault(path, set()).add(former)
