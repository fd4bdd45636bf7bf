"""A place for work on either database, and workers of it that can be killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from makegood import durable
from tests.waiting import PATIENCE, wait_for

ROOT = Path(__file__).parents[2]


class Bench:
    """One database for work, a folder for what the workflows leave, and any number of workers."""

    def __init__(self, folder: Path, database: str) -> None:
        self.folder = folder / "left"
        self.folder.mkdir()
        self.home = folder / "home"
        self._database = database
        self._workers: list[subprocess.Popen[bytes]] = []

    @property
    def left(self) -> str:
        return str(self.folder)

    def lines(self) -> list[str]:
        path = self.folder / "log"
        return path.read_text().splitlines() if path.exists() else []

    def worker(self, home: str = "home") -> subprocess.Popen[bytes]:
        """A worker that takes work; each home is another machine."""
        worker = self.begin(home)
        wait_for(lambda: f"ready {worker.pid}" in self.lines() or worker.poll() is not None)
        assert worker.poll() is None, worker.communicate()[1].decode()
        return worker

    def begin(self, home: str = "home") -> subprocess.Popen[bytes]:
        environment = {
            **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
            "MAKEGOOD_HOME": str(self.home.with_name(home)),
            "TEST_FOLDER": self.left,
        }
        if self._database:
            environment["DATABASE_URL"] = self._database
        command = [sys.executable, "-m", "tests.durable.declared"]
        worker = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE)
        self._workers.append(worker)
        return worker

    def kill(self, worker: subprocess.Popen[bytes], number: signal.Signals = signal.SIGKILL) -> int:
        worker.send_signal(number)
        return worker.wait(PATIENCE)

    def close(self) -> None:
        for worker in self._workers:
            if worker.poll() is None:
                self.kill(worker)
            if worker.stderr:
                worker.stderr.close()


@pytest.fixture(params=["sqlite", "postgres"])
def bench(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    database = request.getfixturevalue("postgres_url") if request.param == "postgres" else ""
    yield from _bench(tmp_path, database, monkeypatch)


@pytest.fixture
def on_postgres(postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    yield from _bench(tmp_path, postgres_url, monkeypatch)


@pytest.fixture
def on_sqlite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    yield from _bench(tmp_path, "", monkeypatch)


def _bench(folder: Path, database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    made = Bench(folder, database)
    monkeypatch.setenv("MAKEGOOD_HOME", str(made.home))
    if database:
        monkeypatch.setenv("DATABASE_URL", database)
    else:
        monkeypatch.delenv("DATABASE_URL", raising=False)
    try:
        yield made
    finally:
        made.close()


def ended(*run_ids: str) -> bool:
    found = [durable.status(run_id) for run_id in run_ids]
    return all(status is not None and status.ended for status in found)
