"""Reading blobs once for everybody: one `cat-file --batch` per core feeds all extractors."""

from __future__ import annotations

import codecs
import hashlib
import json
import re
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from makegood.engine.repository.git import Git
from makegood.engine.repository.tree import Entry

READ_LIMIT = 2_000_000
"""Bytes of a blob that extractors get to see; what is larger is unread for them, and said so."""

EXTRACT_SECONDS = 5.0
TOO_LARGE = "it is larger than 2 MB"
MISSING = "it is missing"
_LONE_RETURN = re.compile(rb"\r(?!\n)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Extractor:
    """A pure function of a blob's bytes, cached for ever by (source digest, reading, blob id).

    `wants` says from the entry under which reading (`"python"`, `"text"`) a file is read, None for not at all; what
    depends on the path is decided there, outside the cache. `extract` gives JSON (None for "nothing here").
    `folder` is the folder whose source decides the result.
    """

    name: str
    wants: Callable[[Entry], str | None]
    extract: Callable[[bytes, str], object]
    folder: Path


@dataclass(slots=True)
class Extracts:
    """Results of one extractor: by (blob, reading). `unread` gives the reason for what could not be read."""

    extractor: Extractor
    results: dict[tuple[str, str], object] = field(default_factory=dict)
    unread: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def lasting(self) -> bool:
        """Whether a second reading would give the same: nothing hung, crashed or ran out of time."""
        return set(self.unread.values()) <= {TOO_LARGE, MISSING}

    def over(self, entries: Iterable[Entry]) -> Iterator[tuple[Entry, object]]:
        """Each wanted and readable entry with its result."""
        for entry in entries:
            reading = self.extractor.wants(entry) if entry.is_file else None
            if reading is not None and (entry.blob, reading) in self.results:
                yield entry, self.results[entry.blob, reading]

    def missing(self, entries: Iterable[Entry]) -> Iterator[tuple[Entry, str]]:
        """Each wanted entry that could not be read, with the reason."""
        for entry in entries:
            reading = self.extractor.wants(entry) if entry.is_file else None
            if reading is not None and (entry.blob, reading) in self.unread:
                yield entry, self.unread[entry.blob, reading]


def source_digest(*places: Path) -> str:
    """Digest over all source and data files of folders, or of single files: a changed rule is a changed key."""
    whole = hashlib.sha256()
    for place in places:
        for path in [place] if place.is_file() else sorted(place.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                content = path.read_bytes()
                whole.update(f"{path.relative_to(place)}\0{len(content)}\0".encode())
                whole.update(content)
    return whole.hexdigest()


def read_blobs(
    git: Git, blobs: Iterable[str], *, seconds: float = 300, limit: int = READ_LIMIT
) -> Iterator[tuple[str, bytes | None]]:
    """Each blob's bytes, in order; None where it is missing, no blob, or larger than `limit`."""
    wanted = list(blobs)
    if not wanted:
        return
    request = "".join(f"{blob}\n" for blob in wanted).encode("ascii")
    with git.stream("cat-file", "--batch", "--buffer", stdin=request, seconds=seconds) as output:
        for blob in wanted:
            yield blob, _next_blob(output, limit)


def _next_blob(output: IO[bytes], limit: int) -> bytes | None:
    words = output.readline().split()
    if len(words) != 3:  # "<id> missing"
        return None
    size = int(words[2])
    if size > limit or words[1] != b"blob":
        _skip(output, size + 1)
        return None
    content = output.read(size + 1)
    return content[:-1]


def _skip(output: IO[bytes], size: int) -> None:
    while size > 0:
        block = output.read(min(size, 1 << 20))
        if not block:
            return
        size -= len(block)


def as_read(content: bytes) -> bytes:
    """The bytes as compilers read them: UTF-16 as UTF-8, and a lone carriage return ends a line.

    Either way of writing hid a whole file from patterns that look for words and lines, while it still ran.
    """
    for mark, coding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if content.startswith(mark):
            content = content[len(mark) :].decode(coding, "replace").encode("utf-8", "replace")
    is_text = b"\0" not in content[:8_000]  # a workbook in which one byte was changed opens no more
    if is_text and content.count(b"\r") > content.count(b"\r\n"):
        content = _LONE_RETURN.sub(b"\n", content)
    return content


def extract_one(extractors: Mapping[str, Extractor], name: str, reading: str, content: bytes) -> tuple[bool, object]:
    """(True, result) or (False, reason). An extractor that raises costs this file and nothing else.

    One that computes for longer than EXTRACT_SECONDS of processor time is stopped; Python's own patterns can be, and
    what cannot is found by the pass when its worker falls silent.
    """
    content = as_read(content)
    signal.signal(signal.SIGVTALRM, _too_long)
    signal.setitimer(signal.ITIMER_VIRTUAL, EXTRACT_SECONDS)
    try:
        result = extractors[name].extract(content, reading)
        json.dumps(result)
    except TookTooLong:
        return False, f"{name} needed more than {EXTRACT_SECONDS:.0f} seconds for it"
    except Exception as broken:
        return False, f"{name} could not read it ({type(broken).__name__})"
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return True, result


class TookTooLong(Exception):
    """Processor time for one file ran out."""


def _too_long(*_: object) -> None:
    raise TookTooLong
