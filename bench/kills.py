"""Kills the worker with SIGKILL at random instants while it inspects: does every inspection end, once and whole?

Real workers (`makegood work`), real inspections of the sample delivery, mails to a server of our own that counts them
by Message-ID: one that a worker died over may come once more, never under another id.
`python -m bench kills [--times 100] [--postgres]`
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from bench.postbox import Postbox
from makegood.engine.sandbox.watch import tree

ROOT = Path(__file__).parents[1]
WITHIN = 900.0
STARTS, LIVES = 20.0, 5.0
"""Seconds that a worker may take until it is seen at work, and those it may live after that."""


@dataclass(slots=True)
class Found:
    """What came of a trial. `again` names probes that had ended and were run once more: there may be none."""

    states: Counter[str] = field(default_factory=Counter)
    again: list[str] = field(default_factory=list)
    orphans: int = 0
    doubles: list[str] = field(default_factory=list)
    kills_at_work: int = 0
    mails: int = 0
    repeated: int = 0
    seconds: float = 0.0

    def is_good(self, inspections: int) -> bool:
        whole = set(self.states) == {"done"} and self.states["done"] >= inspections
        return whole and not (self.again or self.orphans or self.doubles)


@dataclass(slots=True)
class Trial:
    """One installation of its own below `folder`, whose mails go to `postbox`."""

    folder: Path
    postbox: Postbox
    database: str = ""

    def environment(self) -> dict[str, str]:
        mine = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "DJANGO_"))}
        mine |= {"MAKEGOOD_HOME": str(self.folder / "home"), "XDG_CACHE_HOME": str(self.folder / "cache")}
        mine |= self.postbox.settings()
        return {**mine, "DATABASE_URL": self.database} if self.database else mine

    def ask(self, act: str, *words: str) -> dict[str, object]:
        """Does a part in a process of its own, as Django is set up once in each."""
        command = [sys.executable, "-m", "bench.kills", act, str(self.folder), *words]
        done = subprocess.run(command, cwd=ROOT, env=self.environment(), capture_output=True, text=True, timeout=300)
        if done.returncode:
            raise RuntimeError(done.stderr[-2000:])
        answer: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
        return answer

    def worker(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "makegood", "work"],
            cwd=ROOT,
            env=self.environment(),
            stdout=subprocess.DEVNULL,
            stderr=(self.folder / "worker.log").open("ab"),
        )

    def is_at_work(self, since: float) -> bool:
        """Whether a stage has written anything since then (seconds of the clock)."""
        with suppress(FileNotFoundError):  # a run that ended is swept
            return any(path.stat().st_mtime > since for path in (self.folder / "home" / "runs").glob("*/*/"))
        return True

    def stamps(self) -> dict[Path, tuple[int, int]]:
        """Of the files that finished probes left."""
        found = {}
        for path in (self.folder / "home" / "runs").glob("*/*/0/*.json"):
            try:
                status = path.stat()
            except FileNotFoundError:  # a run that ended is swept
                continue
            found[path] = status.st_ino, status.st_mtime_ns
        return found


def measure(trial: Trial, *, kills: int, inspections: int, say: bool = False) -> Found:
    """Kills, then lets the work be finished. Raises RuntimeError when it does not end."""
    found, began = Found(), time.monotonic()
    trial.ask("prepare", str(inspections))
    known: dict[Path, tuple[int, int]] = {}
    for number in range(kills):
        _kill_one(trial, found)
        now = trial.stamps()
        found.again += [path.stem for path, stamp in known.items() if now.get(path, stamp) != stamp]
        known = now
        open_now = int(str(trial.ask("open")["open"]))
        found.kills_at_work += open_now > 0
        if say:
            print(f"kill {number + 1} of {kills}: {open_now} open, {len(now)} probes have ended", flush=True)
        if not open_now and number + 1 < kills:
            trial.ask("prepare", str(inspections))
    _finish(trial)
    result = trial.ask("check")
    found.states.update(result["states"])  # type: ignore[arg-type]
    found.doubles += result["doubles"] + trial.postbox.wrong()  # type: ignore[operator]
    found.mails, found.repeated = len(trial.postbox.mails), sum(n > 1 for n in trial.postbox.mails.values())
    found.seconds = time.monotonic() - began
    return found


def _kill_one(trial: Trial, found: Found) -> None:
    began = time.time()
    worker = trial.worker()
    try:
        if random.random() < 0.8:  # the others die while they start
            while time.time() < began + STARTS and not trial.is_at_work(began):
                time.sleep(0.02)
        time.sleep(random.uniform(0, LIVES))
        children = tree(worker.pid, 1000)[1:]
    finally:
        worker.kill()
        worker.wait()
    until = time.monotonic() + 10
    while any(Path(f"/proc/{child}").exists() for child in children) and time.monotonic() < until:
        time.sleep(0.05)
    found.orphans += sum(Path(f"/proc/{child}").exists() for child in children)


def _finish(trial: Trial) -> None:
    worker = trial.worker()
    until = time.monotonic() + WITHIN
    try:
        while any(trial.ask("open").values()):
            if time.monotonic() > until or worker.poll() is not None:
                raise RuntimeError(f"the work did not end: {(trial.folder / 'worker.log').read_text()[-2000:]}")
            time.sleep(1)
    finally:
        worker.send_signal(signal.SIGTERM)
        worker.wait(30)


def run(*_: str) -> None:
    print(f"kills: {(__doc__ or '').strip()}")
    main([])


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench kills", description=__doc__)
    parser.add_argument("--times", "--kills", dest="kills", type=int, default=100)
    parser.add_argument("--postgres", action="store_true", help="on a PostgreSQL of its own")
    parser.add_argument("--inspections", type=int, default=8)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="makegood-kills-") as folder, Postbox() as postbox, _database(given) as url:
        trial = Trial(Path(folder), postbox, url)
        found = measure(trial, kills=given.kills, inspections=given.inspections, say=True)
    print(f"{'PostgreSQL' if url else 'SQLite'}: {found}")


@contextmanager
def _database(given: argparse.Namespace) -> Iterator[str]:
    if not given.postgres:
        yield ""
        return
    from tests.postgres import installed, running

    programs = installed()
    if programs is None:
        raise SystemExit("kills: PostgreSQL is not installed here (scripts/setup-system installs it)")
    with running(programs) as server:
        yield server.new_database()


if __name__ == "__main__":
    from bench.killed import act

    act(*sys.argv[1:])
