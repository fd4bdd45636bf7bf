"""Whether the worker is alive, and whether its work moves: it touches two files again and again, which can be asked for
where the database is lost.

One file is touched by a thread of the worker's own, so that its death is seen within seconds. The other one is touched
by the work itself, and may wait behind a slow tick: with it alone a killed worker was called "up" for three minutes.
"""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NoReturn

from django.conf import settings

FILE, MOVED = "worker.alive", "worker.moved"
EVERY = 2.0
"""Seconds between two touches of the first file."""
DEAD = timedelta(seconds=15)
STALE = timedelta(minutes=3)
"""Of the second file: mails may be sent for a minute, and one thing is done after the other."""


def keep_beating() -> None:
    """For as long as this process lives; the work is taken to move at the beginning."""
    beat()
    threading.Thread(target=_beat_on, daemon=True, name="alive").start()


def beat() -> None:
    """The work moves. On a full disk an old file can still be touched."""
    for name in (FILE, MOVED):
        _path(name).touch(mode=0o600)


def last_beat() -> datetime | None:
    """The last sign of life; None where no worker ever ran in this home."""
    return _touched(FILE)


def stands_since(now: datetime | None = None) -> datetime | None:
    """From when on there is no sign that work is done; None where it is, and where no worker ever ran."""
    now = now or datetime.now(UTC)
    alive, moved = _touched(FILE), _touched(MOVED)
    if alive is None:
        return None
    if now - alive >= DEAD:
        return alive
    return None if moved is not None and now - moved < STALE else moved or alive


def is_alive(now: datetime | None = None) -> bool:
    return last_beat() is not None and stands_since(now) is None


def _beat_on() -> NoReturn:
    while True:
        time.sleep(EVERY)
        _path(FILE).touch(mode=0o600)


def _path(name: str) -> Path:
    home: Path = settings.MAKEGOOD_HOME
    return home / name


def _touched(name: str) -> datetime | None:
    try:
        return datetime.fromtimestamp(_path(name).stat().st_mtime, UTC)
    except OSError:
        return None
