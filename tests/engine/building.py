"""Builds the little repositories of the tests: no work tree, no clock, no user, and no git process for a commit."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.engine import objects
from tests.engine.objects import Row

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
    _files: dict[str, dict[bytes, Row]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        objects.create(self.path)

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
        last = objects.head(self.path, branch) if parents is None else None
        known = ([last] if last else []) if parents is None else list(parents)
        whole = dict(self._files_of(known[0])) if known else {}
        for path, content in (files or {}).items():
            self._change(whole, path.encode() if isinstance(path, str) else path, content)
        lines = [
            f"tree {objects.write_tree(self.path, whole)}",
            *(f"parent {parent}" for parent in known),
            f"author {author} {_stamp(written)}",
            f"committer {committer or author} {_stamp(committed or written)}",
            f"\n{message}",
        ]
        commit = objects.write(self.path, "commit", "\n".join(lines).encode())
        self._files[commit] = whole
        objects.set_head(self.path, branch, commit)
        return commit

    def _files_of(self, commit: str) -> dict[bytes, Row]:
        if commit not in self._files:  # one that `load` or git itself made
            listing = git(f"--git-dir={self.path}", "ls-tree", "-r", "-z", "--full-tree", commit)
            rows = (row.partition(b"\t") for row in listing.split(b"\0") if row)
            self._files[commit] = {path: _mode_and_id(head) for head, _, path in rows}
        return self._files[commit]

    def _change(self, whole: dict[bytes, Row], path: bytes, content: str | bytes | Special | None) -> None:
        if content is None:
            for other in [other for other in whole if other == path or other.startswith(path + b"/")]:
                del whole[other]
            return
        for folder in (path[:at] for at, byte in enumerate(path) if byte == ord("/")):
            whole.pop(folder, None)  # a file that becomes a folder
        special = content if isinstance(content, Special) else Special("100644", content)
        if special.mode == "160000":
            whole[path] = ("160000", str(special.content))
        else:
            whole[path] = (special.mode, objects.write(self.path, "blob", _bytes(special.content)))

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
        return objects.write(self.path, "blob", _bytes(content))

    def tree(self, *rows: tuple[str, str, str]) -> str:
        """A tree object from (mode, name, id), exactly as given: duplicates and wrong order included."""
        raw = b"".join(f"{mode} {name}\0".encode() + bytes.fromhex(id) for mode, name, id in rows)
        return objects.write(self.path, "tree", raw)


def git(*arguments: str, stdin: bytes = b"") -> bytes:
    """Git without anybody's configuration. Raises AssertionError with what git said when it fails."""
    done = subprocess.run(["git", *arguments], input=stdin, capture_output=True, env=ENVIRONMENT, check=False)
    assert done.returncode == 0, done.stderr.decode("utf-8", "backslashreplace")
    return done.stdout


def _stamp(moment: datetime) -> str:
    return f"{int(moment.timestamp())} {moment:%z}" if moment.tzinfo else f"{int(moment.timestamp())} +0000"


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def _mode_and_id(head: bytes) -> Row:
    mode, _, id = head.decode("ascii").split()
    return mode, id
