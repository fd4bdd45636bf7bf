"""One file out of the database, and back: SQLite by its own backup, PostgreSQL by pg_dump and pg_restore."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from makegood.web.keeping import KeepingRefused

SECONDS = 3600


def copy_sqlite(source: Path, target: Path) -> None:
    """A whole copy while others write: SQLite's own online backup. Raises KeepingRefused."""
    try:
        with (
            closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True, timeout=30)) as read,
            closing(sqlite3.connect(target)) as written,
        ):
            read.backup(written)
            written.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as broken:
        raise KeepingRefused(f"The database {source.name} cannot be copied: {broken}.") from None


def dump_postgres(settings: Mapping[str, object], target: Path) -> None:
    _run("pg_dump", settings, "--format=custom", "--no-owner", f"--file={target}", str(settings["NAME"]))


def restore_postgres(settings: Mapping[str, object], source: Path) -> None:
    """Into an empty database, in one transaction: all of it or nothing."""
    _run("pg_restore", settings, "--no-owner", "--single-transaction", f"--dbname={settings['NAME']}", str(source))


def _run(tool: str, settings: Mapping[str, object], *words: str) -> None:
    program = shutil.which(tool)
    if program is None:
        raise KeepingRefused(f"{tool} is not installed: sudo apt-get install postgresql-client.")
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "PGHOST": str(settings["HOST"]),
        "PGPORT": str(settings["PORT"]),
        "PGUSER": str(settings["USER"]),
        "PGPASSWORD": str(settings["PASSWORD"]),
    }
    done = subprocess.run(
        [program, *words], env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["it said nothing"])[0]
        raise KeepingRefused(f"{tool} failed: {said[:300]}")
