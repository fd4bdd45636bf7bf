"""Opening the database. SQLite, see docs/decisions/0002-sqlite.md."""

import sqlite3
from pathlib import Path


def connect(path: Path) -> sqlite3.Connection:
    """A connection whose rows are read by name and which keeps foreign keys."""
    database = sqlite3.connect(path, timeout=5)
    database.row_factory = sqlite3.Row
    database.execute("PRAGMA foreign_keys = ON")
    database.execute("PRAGMA journal_mode = WAL")
    return database


def rows(found: sqlite3.Cursor) -> list[dict[str, object]]:
    """Rows as JSON can carry them."""
    return [dict(row) for row in found]
