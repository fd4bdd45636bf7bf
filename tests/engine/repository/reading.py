"""Opens a little repository as an inspection does, and reads what an inspection would see of it."""

from __future__ import annotations

from pathlib import Path

from makegood.engine.repository.content import read_blobs
from makegood.engine.repository.intake.mirror import open_repository
from makegood.engine.repository.repository import Repository
from makegood.engine.repository.tree import read_tree
from makegood.engine.target import recognise


def opened(path: Path | str, mirrors: Path, *, ref: str | None = None, since: str | None = None) -> Repository:
    return open_repository(recognise(str(path)), mirrors, ref=ref, since=since)


def contents(repository: Repository) -> dict[str, bytes | None]:
    """Path -> bytes of every file of the revision, as probes get them."""
    tree = read_tree(repository.git, repository.revision)
    blobs = dict(read_blobs(repository.git, [entry.blob for entry in tree.files]))
    return {entry.path: blobs[entry.blob] for entry in tree.files}


def everything_under(folder: Path) -> bytes:
    """All bytes below a folder, packs unpacked: where a stolen secret would have to be."""
    raw = b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
    for mirror in folder.glob("*.git"):
        from makegood.engine.repository.git import Git

        git = Git(mirror)
        names = git.output("cat-file", "--batch-all-objects", "--batch-check=%(objectname)")
        raw += git.output("cat-file", "--batch", stdin=names)
    return raw
