"""Files that were served somewhere, held against a revision in the owner's mirror: the same bytes, or others (H8)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha1
from pathlib import Path, PurePosixPath

from makegood.engine.repository.git import Git, GitFailed
from makegood.engine.repository.tree import Entry, Tree, read_tree

SMALLEST = 200
"""Bytes; smaller files (an empty one, a picture of one dot) are the same in any program."""
PUBLIC = frozenset({"static", "public", "assets", "www", "wwwroot", "webroot", "htdocs", "dist"})
AS_WRITTEN = frozenset({".js", ".mjs", ".css", ".svg", ".txt"})
"""What is served as it was written where it lies in a public folder; pictures are often made smaller on the way."""


@dataclass(frozen=True, slots=True)
class Held:
    """Paths in the revision, in order. `known`: of the `same`, those that `before` has, too, byte for byte."""

    same: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    differ: tuple[str, ...] = ()


class CannotHold(Exception):
    """The revision cannot be read; one sentence."""


def names_of(mirror: Path, revision: str) -> Callable[[str], bool]:
    """Whether a served path ends with the name of some file of the revision. Raises CannotHold."""
    names = {PurePosixPath(entry.path).name for entry in _tree(mirror, revision).files}
    return lambda path: PurePosixPath(path).name in names


def hold(mirror: Path, revision: str, files: Mapping[str, bytes], before: str = "") -> Held:
    """`files`: served path -> bytes; `before`: an earlier revision, or empty. Raises CannotHold.

    A file is the same when the revision has one with its bytes, wherever it lies. It differs when none has, and the
    revision has one in a public folder whose path ends with the whole path that was asked for.
    """
    tree = _tree(mirror, revision)
    blobs = {entry.blob: entry.path for entry in reversed(tree.files)}
    earlier = {entry.blob for entry in _tree(mirror, before).files} if before else set()
    same, known, differ = [], [], []
    for path, content in files.items():
        if len(content) < SMALLEST:
            continue
        blob = _blob(content)
        if blob in blobs and _bytes(mirror, blob) == content:
            same.append(blobs[blob])
            known += [blobs[blob]] if blob in earlier else []
        elif written := _under_that_name(tree.files, path):
            differ.append(written)
    return Held(tuple(dict.fromkeys(same)), tuple(dict.fromkeys(known)), tuple(dict.fromkeys(differ)))


def _under_that_name(files: Iterable[Entry], path: str) -> str:
    wanted = PurePosixPath(path.lstrip("/"))
    if wanted.suffix not in AS_WRITTEN:
        return ""
    for entry in files:
        lies = PurePosixPath(entry.path)
        if lies.parts[-len(wanted.parts) :] == wanted.parts and PUBLIC & set(lies.parts[:-1]):
            return entry.path
    return ""


def _blob(content: bytes) -> str:
    return sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def _bytes(mirror: Path, blob: str) -> bytes:
    """A blob's id is no proof (H18): the bytes themselves are compared."""
    try:
        return Git(mirror).output("cat-file", "blob", blob)
    except GitFailed as failed:
        raise CannotHold(str(failed)) from None


def _tree(mirror: Path, revision: str) -> Tree:
    try:
        tree = read_tree(Git(mirror), revision)
    except GitFailed as failed:
        raise CannotHold(str(failed)) from None
    if not tree.entries:
        raise CannotHold(tree.cut or "The revision has no files.")
    return tree
