"""A bare copy of a host that one breach is committed to; git plumbing only, no work tree."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

ENVIRONMENT = {
    "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
    "HOME": "/nonexistent",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "LC_ALL": "C.UTF-8",
}
MESSAGE = "Finish the open points"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the evidence must point. `line` None: anywhere in the file."""

    path: str
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ident:
    name: str
    email: str
    when: datetime

    def environment(self, role: str) -> dict[str, str]:
        return {
            f"GIT_{role}_NAME": self.name,
            f"GIT_{role}_EMAIL": self.email,
            f"GIT_{role}_DATE": f"{int(self.when.timestamp())} +0000",
        }


class Unplanted(Exception):
    """The host has no such place any more; the breach must be written anew."""


class Copy:
    """Edits are collected and committed as one child of HEAD by the author of HEAD, a day later."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.branch = self.git("symbolic-ref", "HEAD")
        self.head = self.git("rev-parse", "HEAD")
        self.changes: dict[str, bytes | None] = {}
        self.committed: str | None = None

    def git(self, *arguments: str, stdin: bytes = b"", more: Mapping[str, str] | None = None) -> str:
        return self.raw(*arguments, stdin=stdin, more=more).decode("utf-8", "replace").strip()

    def raw(self, *arguments: str, stdin: bytes = b"", more: Mapping[str, str] | None = None) -> bytes:
        command = ["git", f"--git-dir={self.folder}", *arguments]
        environment = {**ENVIRONMENT, **(more or {})}
        return subprocess.run(command, input=stdin, env=environment, capture_output=True, check=True).stdout

    def paths(self) -> list[str]:
        return [path for path in self.git("ls-tree", "-r", "-z", "--name-only", self.head).split("\0") if path]

    def read(self, path: str) -> str:
        if path in self.changes:
            return (self.changes[path] or b"").decode("utf-8")
        try:
            return self.raw("cat-file", "blob", f"{self.head}:{path}").decode("utf-8")
        except subprocess.CalledProcessError:
            raise Unplanted(f"{path} is not there") from None

    def write(self, path: str, text: str | bytes, mark: str = "") -> Place:
        content = text if isinstance(text, bytes) else text.encode()
        self.changes[path] = content
        if not mark:
            return Place(path)
        before, found, _ = content.decode("utf-8", "replace").partition(mark)
        if not found:
            raise Unplanted(f"{mark!r} does not stand in {path}")
        return Place(path, before.count("\n") + 1)

    def append(self, path: str, text: str, mark: str = "") -> Place:
        old = self.read(path)
        return self._changed(path, old.rstrip("\n") + "\n", text, "", mark)

    def insert(self, path: str, anchor: str, text: str, mark: str = "") -> Place:
        lines = self.read(path).splitlines(keepends=True)
        at = next((number for number, line in enumerate(lines, 1) if anchor in line), 0)
        if not at:
            raise Unplanted(f"{anchor!r} does not stand in {path}")
        return self._changed(path, "".join(lines[:at]), text, "".join(lines[at:]), mark)

    def swap(self, path: str, old: str, text: str, mark: str = "") -> Place:
        before, found, behind = self.read(path).partition(old)
        if not found:
            raise Unplanted(f"{old!r} does not stand in {path}")
        return self._changed(path, before, text, behind, mark)

    def _changed(self, path: str, before: str, text: str, behind: str, mark: str) -> Place:
        self.changes[path] = (before + text + behind).encode()
        if mark not in text:
            raise Unplanted(f"{mark!r} does not stand in what is put into {path}")
        head = text.partition(mark)[0] if mark else ""
        return Place(path, (before + head).count("\n") + 1)

    def remove(self, path: str) -> None:
        gone = [one for one in self.paths() if one == path or (path.endswith("/") and one.startswith(path))]
        if not gone:
            raise Unplanted(f"{path} is not there")
        self.changes.update(dict.fromkeys(gone))

    def tree(self, base: str, changes: Mapping[str, bytes | None]) -> str:
        """The tree of `base` with the changes; base "" is an empty one."""
        index = {"GIT_INDEX_FILE": str(self.folder / "makegood-index")}
        self.git("read-tree", *([base] if base else ["--empty"]), more=index)
        rows = []
        for path, content in changes.items():
            if content is None:
                rows.append(f"0 {'0' * 40}\t{path}\0")
            else:
                blob = self.git("hash-object", "-w", "--stdin", stdin=content)
                rows.append(f"100644 {blob}\t{path}\0")
        self.git("update-index", "-z", "--index-info", stdin="".join(rows).encode(), more=index)
        return self.git("write-tree", more=index)

    def author(self, days: float = 1) -> Ident:
        name, email, seconds = self.git("log", "-1", "--format=%an%n%ae%n%ct", self.head).split("\n")
        return Ident(name=name, email=email, when=datetime.fromtimestamp(int(seconds), UTC) + timedelta(days=days))

    def add_commit(
        self,
        tree: str,
        parents: Iterable[str],
        author: Ident,
        *,
        committer: Ident | None = None,
        message: str = MESSAGE,
    ) -> str:
        more = {**author.environment("AUTHOR"), **(committer or author).environment("COMMITTER")}
        flags = [flag for parent in parents for flag in ("-p", parent)]
        return self.git("commit-tree", tree, *flags, "-m", message, more=more)

    def point(self, commit: str) -> None:
        """Lets the branch end at a history that a breach made itself."""
        self.git("update-ref", self.branch, commit)
        self.committed = commit

    def finish(self) -> str:
        """Commits the collected edits, unless the breach made its own history. The commit to inspect."""
        if self.committed is None:
            parent = self.head
            self.point(self.add_commit(self.tree(parent, self.changes), [parent], self.author()))
        return str(self.committed)


def duplicate(source: Path, target: Path) -> None:
    """A copy of a folder in which git's packs, which nobody ever changes, are shared."""
    shutil.rmtree(target, ignore_errors=True)

    def one(path: str, copied: str) -> str:
        if path.endswith((".pack", ".idx", ".rev")):
            os.link(path, copied)
            return copied
        return str(shutil.copyfile(path, copied))

    shutil.copytree(source, target, copy_function=one)


def clone(source: Path, target: Path) -> None:
    """The current branch of the host, without its other refs."""
    command = ["git", "clone", "--quiet", "--bare", "--no-tags", "--single-branch", "--no-hardlinks"]
    subprocess.run([*command, str(source), str(target)], env=ENVIRONMENT, check=True)
    subprocess.run(["git", f"--git-dir={target}", "remote", "remove", "origin"], env=ENVIRONMENT, check=False)
