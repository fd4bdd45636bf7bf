"""The one raw stream: every commit of the inspected revision, read and split as bytes, summed up while it flows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from makegood.engine.repository.git import Git

# Fields are separated by NUL, which no name, message or path can hold; each begins with a letter, so that none is
# empty and the start of a commit cannot be forged by a message or a path.
FORMAT = "%x00%x00H%H%x00P%P%x00A%an%x00a%ae%x00C%cn%x00c%ce%x00D%at %ct%x00B%B"
START = b"\0\0H"
FIELDS = 8
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
CO_AUTHOR = re.compile(rb"^co-authored-by:[ \t]*([^\n<]{0,200})<([^>\n]{0,200})>", re.IGNORECASE | re.MULTILINE)
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
    parents: tuple[bytes, ...]
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


@dataclass(slots=True)
class History:
    """All commits, newest first, and who touched which path how often.

    `touched` counts changes and `created` holds additions by (path number << 20 | ident number); `renamed` maps the
    number of a path to those of its former names; `unmatched` are commits that both added and deleted files without one
    being the other, with the numbers of those paths. `cut` says why reading stopped early, else None.
    """

    commits: list[Commit] = field(default_factory=list)
    idents: dict[tuple[bytes, bytes], int] = field(default_factory=dict)
    paths: dict[bytes, int] = field(default_factory=dict)
    touched: dict[int, int] = field(default_factory=dict)
    created: set[int] = field(default_factory=set)
    renamed: dict[int, set[int]] = field(default_factory=dict)
    unmatched: list[tuple[Commit, list[int], list[int]]] = field(default_factory=list)
    changes: int = 0
    files_seen: bool = True
    cut: str | None = None

    def ident(self, name: bytes, mail: bytes) -> int:
        return self.idents.setdefault((name, mail), len(self.idents))


def read_history(git: Git, revision: str, *, files: bool = True) -> History:
    """Reads the history of a full commit id. Raises GitFailed when git cannot walk it.

    With `files` False no tree is opened: what a clone without trees still allows.
    """
    history = History(files_seen=files)
    listing = ("--raw",) if files else ("--no-patch",)
    with git.stream("log", *ARGUMENTS, *listing, "--end-of-options", revision, seconds=SECONDS) as output:
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
    author = history.ident(fields[2][1:], fields[3][1:])
    committer = history.ident(fields[4][1:], fields[5][1:])
    authored, _, committed = fields[6][1:].partition(b" ")
    body = fields[7][1:]
    commit = Commit(
        id=fields[0],
        parents=tuple(fields[1][1:].split()),
        author=author,
        committer=committer,
        authored=_seconds(authored),
        committed=_seconds(committed),
        subject=body[:200].partition(b"\n")[0],
    )
    history.commits.append(commit)
    _read_message(history, commit, body)
    if len(fields) > FIELDS + 1:
        _count(history, commit, fields)


def _seconds(text: bytes) -> int:
    try:
        return min(max(int(text[:24]), -LATEST), LATEST)
    except ValueError:
        return 0


def _read_message(history: History, commit: Commit, body: bytes) -> None:
    if len(body) > 2 * BODY_LIMIT:
        body = body[:BODY_LIMIT] + b"\n" + body[-BODY_LIMIT:]
    if len(commit.parents) > 1:
        commit.request = MERGED_REQUEST.search(body) is not None
    elif commit.subject.endswith(b")"):
        commit.squashed = SQUASHED_REQUEST.search(commit.subject) is not None
    if b"-by:" in body or b"-By:" in body:
        commit.reviewers = tuple(
            history.ident(found[1].strip(), found[2] or b"") for found in TRAILER.finditer(body) if found[1].strip()
        )[:20]


def _count(history: History, commit: Commit, fields: list[bytes]) -> None:
    """Counts the changes: the fields after the message are pairs of `:modes blobs kind` and a path."""
    metas, paths = fields[FIELDS::2], fields[FIELDS + 1 :: 2]
    known, touched, created, author = history.paths, history.touched, history.created, commit.author
    added: list[Change] = []
    deleted: list[Change] = []
    for meta, path in zip(metas, paths, strict=False):
        number = known.setdefault(path, len(known))
        kind = meta[-1:]
        if kind == b"M":
            key = number << 20 | author
            touched[key] = touched.get(key, 0) + 1
        elif kind == b"A":
            added.append((meta, number))
        elif kind == b"D":
            deleted.append((meta, number))
    commit.files = len(paths)
    history.changes += len(paths)
    if deleted and added:
        added = _match(history, commit, added, deleted)
    commit.added = len(added)
    for _, number in added:
        created.add(number << 20 | author)


Change = tuple[bytes, int]
"""Its raw line and the number of its path."""


def _match(history: History, commit: Commit, added: list[Change], deleted: list[Change]) -> list[Change]:
    """Takes moved files (the same blob deleted here and added there) out of `added`, and notes their former names."""
    gone: dict[bytes, int] = {}
    for meta, number in deleted:
        gone.setdefault(meta.split()[2], number)
    left = []
    for meta, number in added:
        former = gone.pop(meta.split()[3], None)
        if former is None:
            left.append((meta, number))
        else:
            rename(history, commit.author, number, former)
    if left and gone:
        history.unmatched.append((commit, [number for _, number in left], list(gone.values())))
    return left


def rename(history: History, author: int, number: int, former: int) -> None:
    """Counts a rename as a change by its author, as Avelino's tool does, and ties the two names."""
    key = number << 20 | author
    history.touched[key] = history.touched.get(key, 0) + 1
    history.renamed.setdefault(number, set()).add(former)
