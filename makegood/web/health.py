"""Whether everything that the house needs is there: database, worker, keyholder, room on the disk."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

from makegood.notices import heartbeat
from makegood.rules.keyholder import KeyholderGone, held

LEAST_FREE = 200_000_000
"""Bytes: below that nothing big fits any more, and a backup or an inspection would fill the disk."""


@dataclass(frozen=True, slots=True)
class Health:
    """What works. `apart`: the keyholder is another user than the web process; None where it does not answer."""

    database: bool
    worker: bool
    keyholder: bool
    disk: bool
    apart: bool | None
    free_bytes: int

    @property
    def good(self) -> bool:
        return self.database and self.worker and self.keyholder and self.disk

    def words(self) -> dict[str, str]:
        """All that a stranger is told."""
        found = {name: getattr(self, name) for name in ("database", "worker", "keyholder")}
        return {
            **{name: "up" if works else "down" for name, works in found.items()},
            "disk": "free" if self.disk else "full",
        }


def look() -> Health:
    home: Path = settings.MAKEGOOD_HOME
    apart = keyholder_apart(home)
    free = _free(home)
    return Health(
        database=_database_answers(),
        worker=heartbeat.is_alive(),
        keyholder=apart is not None,
        disk=free >= LEAST_FREE,
        apart=apart,
        free_bytes=free,
    )


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception:
        return False
    return True


def keyholder_apart(home: Path) -> bool | None:
    """Whether another user keeps the signing keys; None while nobody answers."""
    try:
        return held(home).apart
    except (KeyholderGone, OSError):
        return None


def _free(home: Path) -> int:
    try:
        return shutil.disk_usage(home).free
    except OSError:
        return 0
