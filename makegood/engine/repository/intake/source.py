"""A delivered git folder, read without git: its refs, packs and loose objects. Nothing in it can lead elsewhere (H4).

Git trusts the folder it opens: its configuration names commands, its alternates, `commondir` and `.git` files name
other people's objects, and links lead anywhere. So git never opens it. We read plain files only, through the walk that
follows no link, and hand packs to `index-pack`, which trusts nothing and names every object anew.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from makegood.engine.sandbox.folders import TooDeep, open_below, walk
from makegood.engine.sandbox.results import ReadLimits, ResultRefused, read_result

ID = re.compile(r"[0-9a-f]{40}")
KEPT = ("refs/heads/", "refs/tags/", "refs/remotes/")
"""Refs that are a delivery. refs/replace would hide content, refs/pull holds what was never accepted."""

REFS_DEPTH, REFS_LIMIT, PACKED_LIMIT = 60, 100_000, 64_000_000
LOOSE_LIMIT = 2_000_000
ELSEWHERE = ("commondir", "objects/info/alternates", "objects/info/http-alternates")


class SourceRefused(Exception):
    """A git folder that cannot be read honestly, with the one sentence that says why (without its subject)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a repository offers: full ref name -> object id; `head` is the id HEAD leads to, None before the first
    commit; `branch` is the full ref name HEAD names, None when it is detached; `shallow` are the commits behind which
    history was left out; `broken` are refs that hold no id."""

    head: str | None
    branch: str | None
    refs: Mapping[str, str]
    shallow: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()


def git_folder(path: Path) -> Path | None:
    """The git folder of a work tree or a bare repository, None for a plain folder. Raises SourceRefused."""
    inner = path / ".git"
    if inner.is_symlink():
        raise SourceRefused("has a .git that is a link to another place, which is not followed")
    if inner.is_file():
        raise SourceRefused(
            "is a submodule or an extra work tree, whose history lies elsewhere; inspect the repository it belongs to"
        )
    if inner.is_dir():
        _require(inner)
        return inner
    if (path / "HEAD").is_file() and (path / "objects").is_dir():
        _require(path)
        return path
    for parent in path.parents:
        if (parent / ".git").exists() or ((parent / "HEAD").is_file() and (parent / "objects").is_dir()):
            raise SourceRefused(f"is a folder inside the repository {parent.name or parent}; inspect that one")
    return None


def _require(folder: Path) -> None:
    for name in ("HEAD", "objects", "refs"):
        if not (folder / name).exists():
            raise SourceRefused(f"is a damaged repository: it has no {name}")
    for name in ELSEWHERE:
        if (folder / name).exists() or (folder / name).is_symlink():
            raise SourceRefused(
                f"takes objects from another folder ({name}), which is not read; "
                "deliver it whole: git repack -a -d, then remove that file"
            )
    if (folder / "reftable").exists():
        raise SourceRefused("keeps its refs in the reftable format, which is not read yet; deliver a clone of it")
    if "objectformat=sha256" in "".join(_text(folder, "config", 1_000_000).lower().split()):
        raise SourceRefused("uses SHA-256 object ids, which are not read yet")


def offer(folder: Path) -> Offer:
    """HEAD, refs and shallow roots of a git folder. Raises SourceRefused."""
    texts: dict[str, str] = {}
    for line in _text(folder, "packed-refs", PACKED_LIMIT).splitlines():
        id, _, name = line.partition(" ")
        if ID.fullmatch(id):
            texts[name] = id
    try:
        for entry in walk(folder / "refs", REFS_DEPTH):
            if entry.kind == stat.S_IFREG and not entry.name.endswith(".lock"):
                texts[f"refs/{entry.path}"] = _text(folder, f"refs/{entry.path}", 4_096).strip()
            elif entry.kind == stat.S_IFLNK:
                raise SourceRefused("has links among its refs, which are not followed")
            if len(texts) > REFS_LIMIT:
                raise SourceRefused(f"has more than {REFS_LIMIT:,} refs")
    except TooDeep:
        raise SourceRefused(f"has refs more than {REFS_DEPTH} folders deep") from None
    except OSError as broken:
        raise SourceRefused(_reason("its refs", broken)) from None
    head = _text(folder, "HEAD", 4_096).strip()
    if not ID.fullmatch(head) and not head.startswith("ref: refs/"):
        raise SourceRefused("is a damaged repository: its HEAD holds neither a branch nor a commit")
    refs = {name: _followed(text, texts) for name, text in texts.items() if name.startswith(KEPT)}
    return Offer(
        head=_followed(head, texts),
        branch=None if ID.fullmatch(head) else head.removeprefix("ref: ").strip(),
        refs={name: id for name, id in sorted(refs.items()) if id is not None},
        shallow=tuple(line for line in _text(folder, "shallow", PACKED_LIMIT).splitlines() if ID.fullmatch(line)),
        broken=tuple(sorted(name for name, id in refs.items() if id is None)),
    )


def objects(folder: Path) -> tuple[list[str], list[str]]:
    """(names of packs, ids of loose objects). Raises SourceRefused for links, which could lead to other people's."""
    packs: list[str] = []
    loose: list[str] = []
    try:
        for entry in walk(folder / "objects", 3):
            if entry.kind == stat.S_IFLNK:
                raise SourceRefused("has links among its objects, which are not followed")
            first, _, name = entry.path.partition("/")
            if first == "pack" and name.endswith(".pack"):
                packs.append(entry.path)
            elif ID.fullmatch(first + name):
                loose.append(first + name)
    except TooDeep:
        raise SourceRefused("is a damaged repository: its objects lie too deep") from None
    except OSError as broken:
        raise SourceRefused(_reason("its objects", broken)) from None
    if len(loose) > LOOSE_LIMIT:
        raise SourceRefused(f"has more than {LOOSE_LIMIT:,} loose objects; pack it with git gc")
    return sorted(packs), sorted(loose)


def open_object(folder: Path, name: str) -> IO[bytes]:
    """A plain file below `objects`, opened without following links. Raises OSError for anything else."""
    descriptor = open_below(folder / "objects", name.split("/"), flags=0)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "it is no plain file")
    return os.fdopen(descriptor, "rb")


def _text(folder: Path, name: str, most: int) -> str:
    try:
        return read_result(folder, name, ReadLimits(file_bytes=most, depth=REFS_DEPTH)).decode(
            "utf-8", "surrogateescape"
        )
    except ResultRefused as refused:
        if refused.absent:
            return ""
        raise SourceRefused(f"cannot be read: {str(refused).rstrip('.')}") from None


def _followed(text: str, texts: Mapping[str, str]) -> str | None:
    for _ in range(5):  # as many symbolic refs as git itself follows
        if not text.startswith("ref: "):
            break
        text = texts.get(text.removeprefix("ref: ").strip(), "")
    return text if ID.fullmatch(text) else None


def _reason(what: str, broken: OSError) -> str:
    if broken.errno in (errno.ELOOP, errno.ENOTDIR):
        return f"has a link in the place of {what}, which is not followed"
    return f"cannot be read: {what}: {broken.strerror or broken}"
