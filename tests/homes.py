"""Databases that are migrated already, each made once for all parts of a run and copied from then on: to migrate an
empty one costs five seconds, and what is tested with it is something else.

That a home which does not exist yet is made is tested where it is said: `tests/test_serve.py`, the first visit.
"""

from __future__ import annotations

import atexit
import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from tests.postgres import installed
from tests.waiting import PATIENCE

SHARED = "MAKEGOOD_TESTS_SHARED"
"""A folder that all parts of one run share (`scripts/test` makes and removes it)."""
DATABASE = "makegood.sqlite3"
PREPARE = "from makegood.web.serving import prepare; prepare()"


def migrated(home: Path) -> Path:
    """Gives the home, which may be there already, its database."""
    home.mkdir(exist_ok=True)
    with _alone("sqlite") as kept:
        if not kept.exists():
            with tempfile.TemporaryDirectory() as first:
                _prepare(Path(first))
                assert not Path(first, f"{DATABASE}-wal").exists(), "the file alone would lack what stands beside it"
                _keep(Path(first, DATABASE), kept)
    shutil.copyfile(kept, home / DATABASE)
    return home


def migrated_postgres(url: str) -> str:
    """The same for an empty PostgreSQL database."""
    programs = installed()
    assert programs is not None
    with _alone("postgres") as kept, tempfile.TemporaryDirectory() as first:
        if not kept.exists():
            _prepare(Path(first), url)
            _run(programs / "pg_dump", "--no-owner", "--file", Path(first, "dump"), url)
            _keep(Path(first, "dump"), kept)
            return url
    _run(programs / "psql", "--quiet", "--no-psqlrc", "--output", os.devnull, "--file", kept, url)
    return url


def _prepare(home: Path, url: str = "") -> None:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    environment = {**kept, "MAKEGOOD_HOME": str(home), **({"DATABASE_URL": url} if url else {})}
    subprocess.run([sys.executable, "-c", PREPARE], env=environment, timeout=PATIENCE, check=True)


def _run(*command: str | Path) -> None:
    subprocess.run(command, env={"PATH": os.environ["PATH"], "LC_ALL": "C"}, timeout=PATIENCE, check=True)


@contextmanager
def _alone(name: str) -> Iterator[Path]:
    """Where it is kept, while no other process looks."""
    with (_shared() / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield _shared() / name


def _keep(made: Path, kept: Path) -> None:
    shutil.copyfile(made, kept.with_suffix(".new"))
    kept.with_suffix(".new").rename(kept)


@cache
def _shared() -> Path:
    if given := os.environ.get(SHARED):
        return Path(given)
    folder = Path(tempfile.mkdtemp(prefix="makegood-shared-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
