"""Builds the little repositories of the tests: one `git fast-import` per commit, no work tree, no clock, no user."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

BEGIN = datetime(2026, 1, 5, 10, tzinfo=UTC)
ANN = "Ann Author <ann@partner.test>"
BOB = "Bob Builder <bob@partner.test>"
ENVIRONMENT = {
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "HOME": "/nonexistent",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_AUTHOR_NAME": "Ann Author",
    "GIT_AUTHOR_EMAIL": "ann@partner.test",
    "GIT_COMMITTER_NAME": "Ann Author",
    "GIT_COMMITTER_EMAIL": "ann@partner.test",
    "LC_ALL": "C.UTF-8",
}


@dataclass(frozen=True, slots=True)
class Special:
    """What is no ordinary file: `Special("120000", "where/it/points")`; see `link`, `submodule`, `executable`."""

    mode: str
    content: str | bytes


def link(target: str) -> Special:
    return Special("120000", target)


def submodule(commit: str) -> Special:
    return Special("160000", commit)


def executable(content: str | bytes) -> Special:
    return Special("100755", content)


Files = Mapping[str | bytes, str | bytes | Special | None]
"""Path -> content. None deletes the file. A path given as bytes need not be UTF-8."""


@dataclass
class Delivery:
    """A bare repository that grows commit by commit; each is a day later than the one before unless told otherwise."""

    path: Path
    clock: datetime = field(default=BEGIN)

    def __post_init__(self) -> None:
        git("init", "--quiet", "--bare", "--initial-branch=main", str(self.path))

    def commit(
        self,
        files: Files | None = None,
        *,
        message: str = "Work",
        author: str = ANN,
        date: datetime | None = None,
        committer: str | None = None,
        committed: datetime | None = None,
        branch: str = "main",
        parents: Sequence[str] | None = None,
    ) -> str:
        """Adds one commit to the branch and gives its id. `parents` are ids; without them the branch goes on."""
        written = date or self.clock
        self.clock = max(self.clock, written) + timedelta(days=1)
        known = self.revisions(branch)[:1] if parents is None else list(parents)
        lines = [
            f"commit refs/heads/{branch}".encode(),
            b"mark :1",
            f"author {author} {_stamp(written)}".encode(),
            f"committer {committer or author} {_stamp(committed or written)}".encode(),
            _data(message),
            *(f"{'merge' if number else 'from'} {parent}".encode() for number, parent in enumerate(known)),
            *(_change(path, content) for path, content in (files or {}).items()),
            b"get-mark :1",
        ]
        return self.load(b"\n".join(lines) + b"\n").decode("ascii").strip()

    def tag(self, name: str, commit: str) -> None:
        self.git("update-ref", f"refs/tags/{name}", commit)

    def branch(self, name: str, commit: str) -> None:
        self.git("update-ref", f"refs/heads/{name}", commit)

    def revisions(self, branch: str = "main") -> list[str]:
        """Commit ids of the branch, newest first; none when it has no commit yet."""
        known = self.git("for-each-ref", f"refs/heads/{branch}")
        return self.git("rev-list", f"refs/heads/{branch}").split() if known else []

    def load(self, stream: bytes) -> bytes:
        """Feeds a stream to `git fast-import`: how large histories are made in a moment."""
        return git(f"--git-dir={self.path}", "fast-import", "--quiet", "--force", stdin=stream)

    def git(self, *arguments: str, stdin: bytes = b"") -> str:
        return git(f"--git-dir={self.path}", *arguments, stdin=stdin).decode("utf-8", "backslashreplace").strip()

    def blob(self, content: str | bytes) -> str:
        raw = content.encode() if isinstance(content, str) else content
        return self.git("hash-object", "-w", "--stdin", stdin=raw)

    def tree(self, *rows: tuple[str, str, str]) -> str:
        """A tree object from (mode, name, id), exactly as given: duplicates and wrong order included."""
        raw = b"".join(f"{mode} {name}\0".encode() + bytes.fromhex(id) for mode, name, id in rows)
        return self.git("hash-object", "-t", "tree", "-w", "--stdin", "--literally", stdin=raw)


def git(*arguments: str, stdin: bytes = b"") -> bytes:
    """Git without anybody's configuration. Raises AssertionError with what git said when it fails."""
    done = subprocess.run(["git", *arguments], input=stdin, capture_output=True, env=ENVIRONMENT, check=False)
    assert done.returncode == 0, done.stderr.decode("utf-8", "backslashreplace")
    return done.stdout


def _stamp(moment: datetime) -> str:
    return f"{int(moment.timestamp())} {moment:%z}" if moment.tzinfo else f"{int(moment.timestamp())} +0000"


def _data(content: str | bytes) -> bytes:
    raw = content.encode() if isinstance(content, str) else content
    return b"data %d\n%s" % (len(raw), raw)


def _change(path: str | bytes, content: str | bytes | Special | None) -> bytes:
    raw = path.encode() if isinstance(path, str) else path
    quoted = b'"' + raw.replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n") + b'"'
    if content is None:
        return b"D " + quoted
    if isinstance(content, Special) and content.mode == "160000":
        return b"M 160000 %s %s" % (str(content.content).encode(), quoted)
    mode, body = (content.mode, content.content) if isinstance(content, Special) else ("100644", content)
    return b"M %s inline %s\n%s" % (mode.encode(), quoted, _data(body))
