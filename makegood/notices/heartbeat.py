"""Whether the worker is alive: it touches a file again and again, which can be asked for where the database is lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

FILE = "worker.alive"
STALE = timedelta(minutes=3)


def _path() -> Path:
    home: Path = settings.MAKEGOOD_HOME
    return home / FILE


def beat() -> None:
    """On a full disk an old file can still be touched."""
    _path().touch(mode=0o600)


def last_beat() -> datetime | None:
    """None where no worker ever ran in this home."""
    try:
        return datetime.fromtimestamp(_path().stat().st_mtime, UTC)
    except OSError:
        return None


def is_alive(now: datetime | None = None) -> bool:
    last = last_beat()
    return last is not None and (now or datetime.now(UTC)) - last < STALE
