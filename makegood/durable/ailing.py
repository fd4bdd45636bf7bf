"""When a worker cannot write what it did: nothing counts as failed because of that, and all of it goes on afterwards.

A run whose end could not be noted stays begun for ever, and its queue with it; one whose steps failed for want of room
would be noted as failed as soon as there was a little. So what fails meanwhile is held, and once there is room to write
the worker begins anew, as after a death, with everything that it had under way.
"""

from __future__ import annotations

import errno
import logging
import os
import secrets
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import NoReturn

from makegood.durable.place import FILE, Place

LEAST_ROOM = 20_000_000
"""Bytes. With less a database cannot be relied on to take what it is given."""
LOOK_SECONDS = 2.0
LEAST_LIFE = 61.0
"""Seconds of a worker before it begins anew: `makegood serve` counts those that fall within a minute."""
TRIAL = b"\0" * 1_000_000

WITHOUT_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
DISK_FULL = "53100"
"""SQLSTATE of PostgreSQL."""
SAYINGS = ("disk is full", "readonly database", "disk I/O error", "unable to open database file")
"""Of SQLite."""

ailing = threading.Event()

log = logging.getLogger("makegood.durable")


def is_ailment(broken: BaseException | None) -> bool:
    """Whether what happened comes from a disk that takes nothing, however many exceptions stand around it."""
    waiting, seen = [broken], set[int]()
    while waiting:
        one = waiting.pop()
        if not isinstance(one, BaseException) or id(one) in seen:
            continue
        seen.add(id(one))
        if _is_one(one):
            return True
        waiting += [one.__cause__, one.__context__, getattr(one, "orig", None), *(getattr(one, "errors", None) or ())]
    return False


def _is_one(broken: BaseException) -> bool:
    if isinstance(broken, OSError):
        return broken.errno in WITHOUT_ROOM
    if isinstance(broken, sqlite3.OperationalError):
        return any(saying in str(broken) for saying in SAYINGS)
    return getattr(broken, "sqlstate", None) == DISK_FULL


def watch_room(place: Place, again: Callable[[], NoReturn]) -> None:
    """In a thread of its own. `again` ends the process, to be started anew."""
    threading.Thread(target=_watch, args=(place, again), daemon=True, name="ailing").start()


def _watch(place: Place, again: Callable[[], NoReturn]) -> None:
    began = time.monotonic()
    while not ailing.wait(LOOK_SECONDS):
        if _room(place.home) < LEAST_ROOM:
            log.error("There is no room to write: work waits until there is.")
            ailing.set()
    while not is_well(place) or time.monotonic() - began < LEAST_LIFE:
        time.sleep(LOOK_SECONDS)
    log.error("There is room to write: the worker begins anew, with what it had under way.")
    again()


def is_well(place: Place) -> bool:
    """By trying it: a file, and the database of the work."""
    try:
        if _room(place.home) < 2 * LEAST_ROOM:
            return False
        _try_file(place.home / f"trial.{secrets.token_hex(4)}")
        if not place.is_postgres:
            with closing(sqlite3.connect(place.home / FILE, timeout=20)) as base:
                base.execute("begin immediate")
                base.rollback()
    except (OSError, sqlite3.Error):
        return False
    return True


def _try_file(path: Path) -> None:
    try:
        with path.open("wb") as out:
            out.write(TRIAL)
            out.flush()
            os.fsync(out.fileno())
    finally:
        with suppress(OSError):
            path.unlink()


def _room(home: Path) -> int:
    try:
        return shutil.disk_usage(home).free
    except OSError:
        return 0
