"""Brings a database to the newest schema, one numbered file after the other."""

import sqlite3
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "migrations"


class MigrationError(Exception):
    """The database and the migration files do not fit each other."""


def applied(database: sqlite3.Connection) -> list[str]:
    """Names of the migrations this database has seen, in order."""
    database.execute(
        "CREATE TABLE IF NOT EXISTS migrations ("
        " name TEXT PRIMARY KEY, applied_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP)"
    )
    return [row[0] for row in database.execute("SELECT name FROM migrations ORDER BY name")]


def migrate(database: sqlite3.Connection, folder: Path = FOLDER) -> list[str]:
    """Applies what is missing, each file in its own transaction; returns what was applied."""
    seen = applied(database)
    files = sorted(folder.glob("[0-9]*.sql"))
    unknown = set(seen) - {file.name for file in files}
    if unknown:
        raise MigrationError(f"The database is newer than this program: {', '.join(unknown)}")
    new = [file for file in files if file.name not in seen]
    for file in new:
        with database:
            database.execute("BEGIN")
            for statement in _statements(file.read_text(encoding="utf-8")):
                database.execute(statement)
            database.execute("INSERT INTO migrations (name) VALUES (?)", (file.name,))
    return [file.name for file in new]


def _statements(script: str) -> list[str]:
    """The statements of a file. `executescript` would commit before each file is complete."""
    found, current = [], ""
    for line in script.splitlines(keepends=True):
        current += line
        if sqlite3.complete_statement(current):
            found.append(current)
            current = ""
    return found
