"""Writes a story as a git repository through `git fast-import`: fixed dates and names, so the same ids every time."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from makegood.delivery.growth import Growth, read_tree
from makegood.delivery.story import Branch, Commit, Story, read_story

Revision = Literal["first", "second"]
REVISIONS: tuple[Revision, ...] = ("first", "second")
SHOP = Path(__file__).parent / "shop"


class DeliveryError(Exception):
    """The sample could not be built; the message is one sentence for the person who asked."""


@dataclass(frozen=True)
class Delivery:
    """Where the asked delivery stands, and the commit id of both (`paths` and `revisions`: first and second)."""

    path: Path
    paths: dict[str, Path]
    revisions: dict[str, str]


def _git(folder: Path, *arguments: str, stdin: bytes = b"") -> str:
    """One git command that sees no configuration but the repository's own."""
    environment = {"PATH": os.environ.get("PATH", os.defpath), "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0"}
    environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "HOME": str(folder), "LC_ALL": "C"}
    try:
        run = subprocess.run(
            ["git", "-c", "core.logAllRefUpdates=false", *arguments],
            cwd=folder,
            env=environment,
            input=stdin,
            capture_output=True,
        )
    except FileNotFoundError:
        raise DeliveryError("The sample delivery needs git, and there is no git on the PATH.") from None
    if run.returncode:
        raise DeliveryError(f"git {arguments[0]} failed: {run.stderr.decode(errors='replace').strip()}")
    return run.stdout.decode().strip()


class _Stream:
    """The fast-import stream of one story (source of the format: git-fast-import(1))."""

    def __init__(self, story: Story, tree: dict[str, str]) -> None:
        self.story, self.tree, self.edits = story, tree, story.edits
        self.marks = 0
        self.written: dict[int, dict[str, str]] = {0: {}}

    def _who(self, role: str, commit: Commit) -> bytes:
        stamp = f"{int(commit.at.timestamp())} {commit.at:%z}"
        return f"{role} {self.story.people[commit.by]} {stamp}\n".encode()

    def commit(self, ref: str, commit: Commit, growth: Growth, parent: int, merged: int = 0) -> Iterator[bytes]:
        """One commit holding what `growth` says, as the difference from its first parent; its mark is `self.marks`."""
        self.marks += 1
        texts = growth.texts(self.tree, self.edits)
        message = commit.message.encode()
        yield f"commit {ref}\nmark :{self.marks}\n".encode()
        yield self._who("author", commit) + self._who("committer", commit)
        yield f"data {len(message)}\n".encode() + message
        if parent:
            yield f"from :{parent}\n".encode()
        if merged:
            yield f"merge :{merged}\n".encode()
        for path, text in texts.items():
            if self.written[parent].get(path) != text:
                content = text.encode()
                mode = "100755" if text.startswith("#!") else "100644"
                yield f"M {mode} inline {path}\ndata {len(content)}\n".encode() + content + b"\n"
        self.written[self.marks] = texts

    def tag(self, mark: int) -> bytes:
        message = self.story.tagged.message.encode()
        head = f"tag {self.story.tag}\nfrom :{mark}\n".encode() + self._who("tagger", self.story.tagged)
        return head + f"data {len(message)}\n".encode() + message


def _branch_point(branch: Branch, reached: list[tuple[Commit, int, Growth]]) -> tuple[int, Growth]:
    """Main as it stood when the branch began: its mark (0: no commit yet) and what it held."""
    before = [(mark, growth) for commit, mark, growth in reached if commit.at <= branch.commits[0].at]
    return before[-1] if before else (0, Growth())


def stream(story: Story, tree: dict[str, str]) -> Iterator[bytes]:
    """The whole history as fast-import commands, branches in the order in which they reach main."""
    out = _Stream(story, tree)
    reached: list[tuple[Commit, int, Growth]] = []
    for number, branch in enumerate(story.branches):
        tip = reached[-1][1:] if reached else (0, Growth())
        mark, growth = _branch_point(branch, reached) if branch.merge else tip
        growth = growth.copy()
        ref = f"refs/work/{number}" if branch.merge else "refs/heads/main"
        for commit in branch.commits:
            growth.grow(commit.files, commit.edits, tree)
            yield from out.commit(ref, commit, growth, mark)
            mark = out.marks
            if not branch.merge:
                reached.append((commit, mark, growth.copy()))
        if branch.merge:
            main = reached[-1][2].copy()
            main.join(growth)
            yield from out.commit("refs/heads/main", branch.merge, main, reached[-1][1], mark)
            reached.append((branch.merge, out.marks, main))
    yield out.tag(reached[-1][1])


def _write(revision: Revision, path: Path) -> None:
    story = read_story(SHOP / f"{revision}.toml")
    tree = read_tree(SHOP / revision, story)
    path.mkdir(parents=True)
    _git(path, "init", "--quiet", "--template=", "--object-format=sha1", "--initial-branch=main", ".")
    _git(path, "fast-import", "--quiet", stdin=b"".join(stream(story, tree)))
    gone = _git(path, "for-each-ref", "--format=delete %(refname)", "refs/work").splitlines()
    _git(path, "update-ref", "--stdin", stdin="".join(f"{line}\n" for line in gone).encode())
    _git(path, "reset", "--quiet", "--hard", "main")


def _place(revision: Revision, path: Path) -> str:
    """Builds beside `path`, then moves there; what stands there already is kept if it is this very delivery."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".delivery-", dir=path.parent) as scratch:
        fresh = Path(scratch) / revision
        _write(revision, fresh)
        commit = _git(fresh, "rev-parse", "main")
        if not path.exists():
            shutil.move(fresh, path)
        elif not (path / ".git").is_dir() or _git(path, "rev-parse", "HEAD") != commit:
            raise DeliveryError(f"{path} holds something else than the sample delivery; name another folder.")
    return commit


def build(folder: Path, revision: Revision = "second") -> Delivery:
    """Builds both deliveries as `folder/first` and `folder/second`; `path` of the answer is the asked one.

    Raises DeliveryError when git is missing or something else already stands there.
    """
    folder = folder.resolve()
    paths: dict[str, Path] = {name: folder / name for name in REVISIONS}
    revisions: dict[str, str] = {name: _place(name, folder / name) for name in REVISIONS}
    return Delivery(paths[revision], paths, revisions)
