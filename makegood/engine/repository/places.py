"""Whether places that somebody else names are there in a revision: the file, and the line in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from makegood.engine.repository.content import read_blobs
from makegood.engine.repository.git import Git
from makegood.engine.repository.tree import read_tree

NO_FILE = "there is no such file"


def absent_places(git: Git, revision: str, claims: Sequence[tuple[str, int | None]]) -> list[str | None]:
    """For each (path, line) why it is not there, as a clause; empty where it is, None where that cannot be told."""
    tree = read_tree(git, revision)
    entries = {path: tree.get(path) for path, _ in claims}
    lines = _lines(git, {entry.blob for entry in entries.values() if entry is not None and entry.is_file})
    found: list[str | None] = []
    for path, line in claims:
        entry = entries[path]
        if entry is None:
            found.append(None if tree.cut else NO_FILE)
        elif (most := lines.get(entry.blob)) is None:
            found.append(None)
        else:
            found.append(f"the file has {most} lines" if line and line > most else "")
    return found


def _lines(git: Git, blobs: Iterable[str]) -> dict[str, int]:
    contents = read_blobs(git, sorted(blobs))
    return {blob: content.count(b"\n") + 1 for blob, content in contents if content is not None}
