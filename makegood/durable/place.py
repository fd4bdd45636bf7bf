"""Where work is kept: a SQLite file of its own, or the PostgreSQL that DATABASE_URL names."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from makegood.engine.home import Home

SCHEMA = "dbos"
FILE = "work.sqlite3"


class PlaceRefused(Exception):
    """Work can be kept nowhere: DATABASE_URL names no such place, or nobody answers there. One sentence."""


@dataclass(frozen=True, slots=True)
class Place:
    """`home` holds what belongs to this machine's worker; `database` is a PostgreSQL URL, or empty for SQLite."""

    home: Path
    database: str = ""

    @classmethod
    def here(cls) -> Place:
        """From MAKEGOOD_HOME and DATABASE_URL. Raises PlaceRefused."""
        given = os.environ.get("DATABASE_URL", "")
        scheme, _, rest = given.partition("://")
        if scheme in ("", "sqlite", "sqlite3"):
            return cls(Home.here().state)
        if scheme not in ("postgres", "postgresql"):
            raise PlaceRefused(f"DATABASE_URL names {scheme}, and work is kept in PostgreSQL or SQLite only.")
        return cls(Home.here().state, f"postgresql://{rest}")

    @property
    def is_postgres(self) -> bool:
        return bool(self.database)

    @property
    def url(self) -> str:
        return self.database or f"sqlite:///{self.home / FILE}"

    def prepare(self) -> None:
        """Makes the folder and the file, readable by this user only. Raises OSError."""
        self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        if self.is_postgres:
            return
        path = self.home / FILE
        # Only a file that is not there yet: whoever closes one loses all locks that this process has on it. The worker
        # once did so under its client; the next process to end took itself for the last one, put away the log that the
        # worker still wrote to, and the file was "malformed" (https://www.sqlite.org/howtocorrupt.html, 2.2).
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        # DBOS leaves SQLite at its default journal, in which one step took 27 ms instead of 4 (measured 2026-11-22).
        try:
            with closing(sqlite3.connect(path, timeout=30)) as file:
                file.execute("PRAGMA journal_mode=WAL")
        except sqlite3.Error as broken:
            raise OSError(0, f"{path.name} cannot be used: {broken}") from None
