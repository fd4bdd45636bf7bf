"""The index: one SQLite file per source and ecosystem, under one head that is authenticated by the installation's key.

Whoever can write the folder but has no key cannot make records that are believed, nor take some away (H26): the head
names each file's digest, and carries a keyed BLAKE2b over itself.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from makegood.engine.advisories.record import VulnerabilityRecord

HEAD = "index.json"
SCHEMA = "makegood.advisories/1"


class IndexRefused(Exception):
    """An index that was altered or is damaged, with the one sentence that says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One file of the index. `newest` is the day of its newest record, `fetched` the day it was taken over."""

    ecosystem: str
    source: str
    origin: str
    licence: str
    newest: str
    fetched: str
    records: int
    sha256: str

    @property
    def file(self) -> str:
        return f"{self.source}-{self.ecosystem}-{self.sha256[:16]}.sqlite3".lower()


class PartWriter:
    """Compiles records into one file as they come: a bulk file holds more of them than memory should."""

    def __init__(self, folder: Path, name: str) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.path = folder / f".{name}.{os.getpid()}.part"
        self.count = 0
        self.newest = ""
        self.path.unlink(missing_ok=True)
        self._database = sqlite3.connect(self.path, isolation_level=None)
        self._database.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;")
        self._database.execute("BEGIN")
        self._database.execute("CREATE TABLE records (package TEXT NOT NULL, record TEXT NOT NULL)")

    def add(self, record: VulnerabilityRecord, day: str) -> None:
        row = json.dumps(record.to_json(), ensure_ascii=False, separators=(",", ":"))
        self._database.execute("INSERT INTO records VALUES (?, ?)", (record.package, row))
        self.count += 1
        self.newest = max(self.newest, day)

    def finish(self) -> str:
        """Closes the file and gives its sha256."""
        self._database.execute("CREATE INDEX by_package ON records (package)")
        self._database.execute("COMMIT")
        self._database.close()
        return _digest(self.path)

    def discard(self) -> None:
        self._database.close()
        self.path.unlink(missing_ok=True)


def read_head(folder: Path, key: bytes) -> list[Part]:
    """The parts, none when nothing was taken over yet. Raises IndexRefused when the head is not ours."""
    try:
        document = json.loads((folder / HEAD).read_bytes())
    except FileNotFoundError:
        return []
    except (OSError, ValueError):
        raise IndexRefused("The index of vulnerability records cannot be read.") from None
    try:
        parts, mac = document["parts"], document["mac"]
        if document["schema"] != SCHEMA or not hmac.compare_digest(str(mac), _mac(key, parts)):
            raise IndexRefused("The index of vulnerability records was not made by this installation, or was altered.")
        return [Part(**part) for part in parts]
    except (KeyError, TypeError):
        raise IndexRefused("The index of vulnerability records has another form.") from None


def head_digest(folder: Path | None) -> str:
    """What the results of the probe depend on: the digest of the head's bytes, empty without one."""
    try:
        return hashlib.sha256((folder / HEAD).read_bytes()).hexdigest() if folder else ""
    except OSError:
        return ""


def write_head(folder: Path, parts: Sequence[Part], key: bytes) -> None:
    """Replaces the head at once, then removes the files that it no longer names."""
    rows = [asdict(part) for part in sorted(parts, key=lambda part: (part.ecosystem, part.source))]
    text = json.dumps({"schema": SCHEMA, "parts": rows, "mac": _mac(key, rows)}, indent=1)
    temporary = folder / f".{HEAD}.{os.getpid()}"
    with temporary.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(folder / HEAD)
    kept = {part.file for part in parts}
    for path in folder.glob("*.sqlite3"):
        if path.name not in kept:
            path.unlink(missing_ok=True)


def records_of(folder: Path, part: Part, packages: Iterable[str]) -> Iterator[VulnerabilityRecord]:
    """The records of these packages (canonical names). Raises IndexRefused when the file is not the one of the head."""
    path = folder / part.file
    try:
        found = _digest(path)
    except OSError:
        found = ""
    if found != part.sha256:
        raise IndexRefused(f"The vulnerability records for {part.ecosystem} were altered or removed.")
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as database:
        for package in packages:
            for (row,) in database.execute("SELECT record FROM records WHERE package = ?", (package,)):
                yield VulnerabilityRecord.from_json(part.ecosystem, package, json.loads(row))


def _mac(key: bytes, parts: object) -> str:
    text = json.dumps(parts, sort_keys=True, separators=(",", ":")).encode()
    return hashlib.blake2b(b"makegood advisories\0" + text, key=key[:64], digest_size=32).hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
