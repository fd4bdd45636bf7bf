"""Writes and reads objects as git stores them, without a git process: a commit costs a millisecond, not twenty."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

Row = tuple[str, str]
"""Mode and id of one entry."""

FOLDER = "40000"


def create(folder: Path) -> None:
    """An empty bare repository whose HEAD is the branch main."""
    for part in ("objects/pack", "refs/heads", "refs/tags"):
        (folder / part).mkdir(parents=True)
    (folder / "HEAD").write_bytes(b"ref: refs/heads/main\n")
    (folder / "config").write_bytes(b"[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = true\n")


def head(folder: Path, branch: str) -> str | None:
    """The commit of a branch; None where it has none. Refs that somebody packed are not read: RuntimeError."""
    if (folder / "packed-refs").exists():
        raise RuntimeError("the refs were packed")
    file = folder / "refs" / "heads" / branch
    return file.read_text("ascii").strip() if file.exists() else None


def set_head(folder: Path, branch: str, commit: str) -> None:
    file = folder / "refs" / "heads" / branch
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{commit}\n", "ascii")


def write(folder: Path, kind: str, content: bytes) -> str:
    """One loose object; its id."""
    whole = b"%s %d\0%s" % (kind.encode("ascii"), len(content), content)
    id = hashlib.sha1(whole, usedforsecurity=False).hexdigest()
    file = folder / "objects" / id[:2] / id[2:]
    if not file.exists():
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(zlib.compress(whole, 1))
    return id


def read(folder: Path, id: str) -> bytes:
    """The content of a loose object. Raises FileNotFoundError for one that lies in a pack, or nowhere."""
    return zlib.decompress((folder / "objects" / id[:2] / id[2:]).read_bytes()).partition(b"\0")[2]


def listing(folder: Path, commit: str) -> Iterator[tuple[bytes, str, str]]:
    """(path, mode, id) of every file of a commit, in git's order. Raises FileNotFoundError."""
    tree = read(folder, commit).partition(b"\n")[0].removeprefix(b"tree ").decode("ascii")
    yield from _below(folder, tree, b"")


def _below(folder: Path, tree: str, before: bytes) -> Iterator[tuple[bytes, str, str]]:
    rest = read(folder, tree)
    while rest:
        head, _, rest = rest.partition(b"\0")
        mode, _, name = head.partition(b" ")
        id, rest = rest[:20].hex(), rest[20:]
        if mode.decode("ascii") == FOLDER:
            yield from _below(folder, id, before + name + b"/")
        else:
            yield before + name, mode.decode("ascii"), id


def write_tree(folder: Path, files: Mapping[bytes, Row]) -> str:
    """The tree of all files by their whole path, with a tree for each folder below it; its id."""
    rows: dict[bytes, Row] = {}
    below: dict[bytes, dict[bytes, Row]] = {}
    for path, row in files.items():
        name, _, rest = path.partition(b"/")
        if rest:
            below.setdefault(name, {})[rest] = row
        else:
            rows[name] = row
    assert rows.keys().isdisjoint(below), "a file and a folder of one name"
    rows |= {name: (FOLDER, write_tree(folder, inner)) for name, inner in below.items()}
    return write(folder, "tree", b"".join(_entries(rows)))


def _entries(rows: Mapping[bytes, Row]) -> Iterator[bytes]:
    # Git sorts a folder as if its name ended in a slash.
    for name in sorted(rows, key=lambda name: name + b"/" if rows[name][0] == FOLDER else name):
        mode, id = rows[name]
        yield b"%s %s\0%s" % (mode.encode("ascii"), name, bytes.fromhex(id))
