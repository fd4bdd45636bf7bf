"""The cache: what was read once from a blob or a commit is not read again. Authenticated and bounded."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

SIZE_LIMIT = 512 * 1024 * 1024
MAC_SIZE = 16


class Cache:
    """Rows of (scope, key) -> JSON, each with a keyed BLAKE2b over scope, key and value.

    The key lies outside the cache folder (H18): whoever can write the cache cannot make a row that is believed. A row
    that does not verify is no row. Nothing here is the only copy of anything.
    """

    def __init__(self, folder: Path, key: bytes) -> None:
        self._key = key
        self._path = folder / "extracts.sqlite3"
        folder.mkdir(parents=True, exist_ok=True)
        self._trim()
        try:
            self._database = _opened(str(self._path))
        except sqlite3.OperationalError:  # a full disk, a folder that may only be read: nothing is kept, all is read
            self._database = _opened(":memory:")
        except sqlite3.DatabaseError:
            self._path.unlink(missing_ok=True)
            self._database = _opened(str(self._path))

    def get(self, scope: str, key: str) -> object | None:
        """The value, or None when there is none that verifies."""
        return next((value for _, value in self.many(scope, [key])), None)

    def many(self, scope: str, keys: Iterable[str]) -> Iterator[tuple[str, object]]:
        """(key, value) of every known key that verifies."""
        wanted = list(keys)
        for start in range(0, len(wanted), 500):
            part = wanted[start : start + 500]
            marks = ",".join("?" * len(part))
            question = f"SELECT key, value, mac FROM rows WHERE scope = ? AND key IN ({marks})"
            for key, value, mac in self._rows(question, [scope, *part]):
                if not (isinstance(value, bytes) and isinstance(mac, bytes)):
                    continue  # sqlite takes any type into any column
                if hmac.compare_digest(mac, self._mac(scope, key, value)):
                    yield key, json.loads(value)

    def put(self, scope: str, rows: Iterable[tuple[str, object]]) -> None:
        """Stores values in one transaction. A full disk loses the cache row and nothing else."""
        made = []
        for key, value in rows:
            content = json.dumps(value, separators=(",", ":")).encode("utf-8", "surrogatepass")
            made.append((scope, key, content, self._mac(scope, key, content)))
        try:
            self._database.execute("BEGIN IMMEDIATE")
            self._database.executemany("INSERT OR REPLACE INTO rows VALUES (?, ?, ?, ?)", made)
            self._database.execute("COMMIT")
        except sqlite3.Error:
            with contextlib.suppress(sqlite3.Error):
                self._database.execute("ROLLBACK")

    def close(self) -> None:
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _rows(self, question: str, values: list[str]) -> list[tuple[str, object, object]]:
        try:
            return self._database.execute(question, values).fetchall()
        except sqlite3.Error:
            return []

    def _mac(self, scope: str, key: str, value: bytes) -> bytes:
        made = hashlib.blake2b(value, digest_size=MAC_SIZE, key=self._key[:64], person=b"makegood-cache")
        made.update(f"\0{scope}\0{key}".encode())
        return made.digest()

    def _trim(self) -> None:
        # One file, all of it replaceable: when it has grown too large it starts again, instead of being managed.
        with contextlib.suppress(OSError):
            if self._path.stat().st_size > SIZE_LIMIT:
                for path in self._path.parent.glob("extracts.sqlite3*"):
                    path.unlink()


def _opened(path: str) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=10, isolation_level=None)
    try:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=OFF")
        database.execute(
            "CREATE TABLE IF NOT EXISTS rows (scope TEXT, key TEXT, value BLOB, mac BLOB, PRIMARY KEY (scope, key))"
            " WITHOUT ROWID"
        )
    except sqlite3.DatabaseError:
        database.close()
        raise
    return database
