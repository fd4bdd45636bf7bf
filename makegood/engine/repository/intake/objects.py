"""Objects into our mirror: every pack and loose object is indexed anew by git, checked, and what is missing counted."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from makegood.engine.repository.git import Git, GitFailed
from makegood.engine.repository.intake.source import open_object

SECONDS = 1800
CHUNK = 1 << 20
LOOSE_BYTES = 8_000_000_000
KINDS = {b"commit": 1, b"tree": 2, b"blob": 3, b"tag": 4}
NOT_THERE = "did not receive expected object"
NO_ROOM = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))

# fsck reports these on old but honest objects of admired repositories (pallets/flask has zero-padded modes). None of
# them makes content look different from what it is; duplicate entries, slashes and dots in names, two authors, a NUL in
# a header do, and stay errors.
COSMETIC = (
    "badDate", "badDateOverflow", "badEmail", "badFilemode", "badName", "badTagName", "badTimezone",
    "extraHeaderEntry", "gitattributesBlob", "gitattributesLarge", "gitattributesLineLength", "gitattributesMissing",
    "gitmodulesBlob", "gitmodulesLarge", "gitmodulesMissing", "gitmodulesName", "gitmodulesParse", "gitmodulesPath",
    "gitmodulesUpdate", "gitmodulesUrl", "missingEmail", "missingNameBeforeEmail", "missingSpaceBeforeDate",
    "missingSpaceBeforeEmail", "missingTaggerEntry", "zeroPaddedDate", "zeroPaddedFilemode",
)  # fmt: skip

_COMPLAINT = re.compile(r"^(warning|error)(?: in \w+|: object) ([0-9a-f]{40}): (\w+)", re.MULTILINE)
_MISSING = re.compile(r"^missing \w+ ([0-9a-f]{40})", re.MULTILINE)

LIES = {
    "duplicateEntries": "a folder that lists one name twice, so that different programs see different files",
    "treeNotSorted": "a folder that is out of order, so that different programs see different files",
    "fullPathname": "a file name with a slash in it",
    "hasDot": "a file that is called '.'",
    "hasDotdot": "a file that is called '..'",
    "hasDotgit": "a file that is called '.git'",
    "multipleAuthors": "a commit with two authors",
    "nulInCommit": "a commit message with a hidden end",
}


class IntakeRefused(Exception):
    """Objects that lie or are damaged, with the one sentence that says how (without its subject)."""


@dataclass(slots=True)
class Findings:
    """What git's own check said of the objects: id of the complaint -> (how often, one object), and missing objects."""

    cosmetic: dict[str, tuple[int, str]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()

    def note(self, complaints: str) -> None:
        """Adds what git said. Raises IntakeRefused for a complaint that is not cosmetic."""
        for severity, object, id in _COMPLAINT.findall(complaints):
            if severity == "error":
                raise IntakeRefused(_lie(id, object))
            count, first = self.cosmetic.get(id, (0, object))
            self.cosmetic[id] = (count + 1, first)


def _lie(id: str, object: str) -> str:
    return f"holds {LIES.get(id, 'an object that git itself refuses')} ({id} in {object[:12]}), and was not read"


def take(git: Git, source: Path, packs: Iterable[str], loose: Iterable[str], findings: Findings) -> bool:
    """Indexes packs and loose objects into the mirror. True when a full check is still due.

    Raises IntakeRefused or GitFailed. A loose object that is damaged is left out: if it matters, it is missing.
    """
    checked = True
    sources = list(packs)
    for name in sources:
        try:
            pack = open_object(source, name)
        except OSError as broken:
            raise IntakeRefused(f"cannot be read whole: {name}: {broken.strerror}") from None
        with pack:
            checked &= index(git, pack, findings, strict=len(sources) == 1)
    with tempfile.TemporaryFile(dir=git.folder) as pack:
        if write_pack(source, loose, pack):
            pack.seek(0)
            checked &= index(git, pack, findings, strict=checked)
    return not checked


def index(git: Git, pack: IO[bytes], findings: Findings, *, strict: bool, thin: bool = False) -> bool:
    """A pack into the mirror; `thin`: it may leave out what the mirror holds. Strict: links are followed, too, and
    every object must be sound. False when that could not be told. Raises IntakeRefused or GitFailed.
    """
    start = pack.tell()
    try:
        severities = ",".join(f"{id}=warn" for id in COSMETIC)
        option = [*(["--fix-thin"] if thin else []), *([f"--strict={severities}"] if strict else [])]
        os.lseek(pack.fileno(), start, os.SEEK_SET)
        said = git.complaints("index-pack", "--stdin", *option, stdin=pack, seconds=SECONDS)
    except GitFailed as failed:
        if strict:
            findings.note(failed.complaint)
            if NOT_THERE in failed.complaint:
                pack.seek(start)
                return index(git, pack, findings, strict=False, thin=thin)
        raise
    if strict:
        findings.note(said)
    return strict


def check(git: Git, findings: Findings) -> None:
    """Git's full check of everything in the mirror. Raises IntakeRefused."""
    severities = [part for id in COSMETIC for part in ("-c", f"fsck.{id}=warn")]
    findings.cosmetic.clear()
    options = ("--strict", "--no-dangling", "--no-reflogs", "--no-progress")
    said = git.complaints(*severities, "fsck", *options, seconds=SECONDS, may_fail=True)
    findings.note(said)
    findings.missing = tuple(sorted(set(_MISSING.findall(said))))


def write_pack(source: Path, ids: Iterable[str], out: IO[bytes]) -> int:
    """A pack of the loose objects, in git's own format; how many it holds. Their ids are not believed: git names them.

    Raises IntakeRefused when they inflate beyond LOOSE_BYTES.
    """
    count, room = 0, LOOSE_BYTES
    out.write(b"PACK" + bytes(8))
    for id in ids:
        start = out.tell()
        try:
            with open_object(source, f"{id[:2]}/{id[2:]}") as file:
                room -= _append(file, out)
            count += 1
        except (zlib.error, OSError, ValueError) as broken:
            if isinstance(broken, OSError) and broken.errno in NO_ROOM:
                raise  # Our own disk is full: the object must not be told as missing from the delivery.
            out.seek(start)
            out.truncate()
        if room < 0:
            raise IntakeRefused(f"holds more than {LOOSE_BYTES // 1_000_000_000} GB of loose objects")
    if not count:
        return 0
    out.seek(0)
    out.write(b"PACK" + (2).to_bytes(4) + count.to_bytes(4))
    out.flush()
    out.seek(0)
    trailer = hashlib.file_digest(out, "sha1")  # type: ignore[arg-type]  # what file_digest asks of a file is not public
    out.write(trailer.digest())
    out.flush()
    return count


def _append(file: IO[bytes], out: IO[bytes]) -> int:
    parts = _inflated(file)
    head, _, first = next(parts, b"").partition(b"\0")
    kind, _, length = head.partition(b" ")
    if kind not in KINDS or not length.isdigit() or len(length) > 15 or int(length) > LOOSE_BYTES:
        raise ValueError("no loose object")
    left = size = int(length)
    code = KINDS[kind] << 4 | size & 15
    size >>= 4
    while size:
        out.write(bytes([code | 128]))
        code, size = size & 127, size >> 7
    out.write(bytes([code]))
    deflate = zlib.compressobj(1)
    for part in _chain(first, parts):
        left -= len(part)
        if left < 0:
            raise ValueError("longer than it says")
        out.write(deflate.compress(part))
    if left:
        raise ValueError("shorter than it says")
    out.write(deflate.flush())
    return int(length)


def _chain(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _inflated(file: IO[bytes]) -> Iterator[bytes]:
    inflate = zlib.decompressobj()
    while not inflate.eof:
        block = inflate.unconsumed_tail or file.read(CHUNK)
        if not block:
            raise ValueError("cut off")
        part = inflate.decompress(block, CHUNK)
        if part:
            yield part


def present(git: Git, refs: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Refs whose object is in the mirror (a commit, where it is a branch), and the names of all others."""
    kinds = _kinds(git, set(refs.values()))
    found = {name: id for name, id in refs.items() if id in kinds and _may_lead(name, kinds[id])}
    return found, tuple(sorted(set(refs) - set(found)))


def _may_lead(name: str, kind: str) -> bool:
    return kind == "commit" or name.startswith("refs/tags/")


def absent(git: Git, ids: Iterable[str]) -> list[str]:
    """Those of the ids that the mirror does not hold."""
    wanted = sorted(ids)
    kinds = _kinds(git, wanted)
    return [id for id in wanted if id not in kinds]


def _kinds(git: Git, ids: Iterable[str]) -> dict[str, str]:
    request = "".join(f"{id}\n" for id in ids).encode("ascii")
    if not request:
        return {}
    answer = git.output("cat-file", "--batch-check=%(objectname) %(objecttype)", stdin=request, seconds=SECONDS)
    rows = (line.split(" ") for line in answer.decode("ascii").splitlines())
    return {id: kind for id, kind in rows if kind != "missing"}
