"""Which worker this is: a name kept in MAKEGOOD_HOME, and a lock so that there is only one of that name."""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from makegood.engine.home import Home

NAME_FILE, LOCK_FILE = "worker-name", "worker.lock"


class WorkerRefused(Exception):
    """Another worker has this MAKEGOOD_HOME; the message is one sentence."""


def worker_name(home: Path) -> str:
    """Runs that a worker left open are taken up by the next one of the same name, so it outlives restarts."""
    path = home / NAME_FILE
    if not path.exists():
        temporary = path.with_suffix(f".{os.getpid()}")
        temporary.write_text(secrets.token_hex(8))
        with suppress(FileExistsError):
            os.link(temporary, path)
        temporary.unlink()
    return path.read_text().strip()


@contextmanager
def the_only_worker(home: Path) -> Iterator[None]:
    """Two workers of one name would each take up what the other is doing. Raises WorkerRefused."""
    with (home / LOCK_FILE).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise WorkerRefused(f"A worker is at work in {home} already; one is enough.") from None
        yield


def worker_is_here(home: Path | None = None) -> bool:
    """Whether a worker of this MAKEGOOD_HOME is alive. One with another home, on another machine, is not seen."""
    try:
        with ((home or Home.here().state) / LOCK_FILE).open("r") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False
