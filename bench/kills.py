"""Kills the worker with SIGKILL at random instants while it inspects: does every inspection end, once and whole?

Real workers (`makegood work`), real inspections of the sample delivery, mails to a server of our own that counts them
by Message-ID: one that a worker died over may come once more, never under another id.
`python -m bench kills [--times 100] [--postgres] [--folder FOLDER]`: what was done in FOLDER is kept after each kill,
and the next call goes on from there, so that a hundred kills (about an hour) can be made in pieces, `nice -n 19` beside
other work. Ctrl-C ends a piece.
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
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from bench.postbox import Postbox
from bench.telling import show
from makegood.engine.sandbox.watch import tree

ROOT = Path(__file__).parents[1]
WITHIN = 3600.0
STARTS, LIVES, ENDS = 90.0, 5.0, 90.0
"""Seconds that a worker may take until it is seen at work, may live after that, and its children after it: longest on
a machine that has other work."""


@dataclass(slots=True)
class Found:
    """What came of a trial. `again` names probes that had ended and were run once more: there may be none."""

    kills: int = 0
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

    def rows(self) -> list[tuple[str, str, str]]:
        """What was asked, for what, and what was reached."""
        ended, all_ = self.states["done"], sum(self.states.values())
        return [
            (f"kills of the worker, {self.kills_at_work} of them at work", "100", str(self.kills)),
            ("inspections that ended", "all", f"{ended} of {all_}"),
            ("finished probes that ran again", "0", str(len(self.again))),
            ("judged, written or told twice, or not at all", "0", str(len(self.doubles))),
            ("processes left over", "0", str(self.orphans)),
            (f"mails repeated under the same Message-ID, of {self.mails}", "once each", str(self.repeated)),
        ]


@dataclass(slots=True)
class Trial:
    """One installation of its own below `folder`, whose mails go to `postbox`."""

    folder: Path
    postbox: Postbox
    database: str = ""
    _clerk: subprocess.Popen[str] | None = None
    _one_at_a_time: Lock = field(default_factory=Lock)

    def environment(self) -> dict[str, str]:
        mine = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "DJANGO_"))}
        mine |= {"MAKEGOOD_HOME": str(self.folder / "home"), "XDG_CACHE_HOME": str(self.folder / "cache")}
        mine |= self.postbox.settings()
        return {**mine, "DATABASE_URL": self.database} if self.database else mine

    def ask(self, act: str, *words: str) -> dict[str, Any]:
        """Does a part in a process with Django that lives until `close`: to begin one costs a second."""
        if self._clerk is None:
            command = [sys.executable, "-m", "bench.kills", str(self.folder)]
            with (self.folder / "clerk.log").open("wb") as said:
                self._clerk = subprocess.Popen(
                    command, cwd=ROOT, env=self.environment(), text=True,
                    stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said,
                )  # fmt: skip
        asking, telling = self._clerk.stdin, self._clerk.stdout
        assert asking is not None
        assert telling is not None
        with self._one_at_a_time:
            asking.write(json.dumps([act, *words]) + "\n")
            asking.flush()
            told = telling.readline()
        if not told:
            raise RuntimeError((self.folder / "clerk.log").read_text()[-2000:])
        answer: dict[str, Any] = json.loads(told)
        return answer

    def close(self) -> None:
        if self._clerk is not None:
            with self._clerk:  # closes its input, and waits
                pass
            self._clerk = None

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


def at_random(trial: Trial, began: float) -> None:
    """Waits until a random instant of a worker's life; one of five dies while it starts."""
    if random.random() < 0.8:
        while time.time() < began + STARTS and not trial.is_at_work(began):
            time.sleep(0.02)
    time.sleep(random.uniform(0, LIVES))


def measure(
    trial: Trial,
    *,
    kills: int,
    inspections: int,
    say: bool = False,
    instant: Callable[[Trial, float], None] = at_random,
) -> Found:
    """Kills until there were so many, then lets the work be finished. Raises RuntimeError when it does not end.

    What an earlier call left in the trial's folder counts. `instant` gets the trial and when its worker was started
    (seconds of the clock), and returns when that is to die.
    """
    try:
        return _measure(trial, kills, inspections, say, instant)
    finally:
        trial.close()


def _measure(trial: Trial, kills: int, inspections: int, say: bool, instant: Callable[[Trial, float], None]) -> Found:
    found, began = _found(trial), time.monotonic()
    if found.kills < kills:
        trial.ask("prepare", str(inspections))
    known = trial.stamps()
    while found.kills < kills:
        _kill_one(trial, found, instant)
        found.kills += 1
        now = trial.stamps()
        found.again += [path.stem for path, stamp in known.items() if now.get(path, stamp) != stamp]
        known = now
        open_now = int(trial.ask("open")["open"])
        found.kills_at_work += open_now > 0
        if say:
            print(f"kill {found.kills} of {kills}: {open_now} open, {len(now)} probes have ended", flush=True)
        if not open_now and found.kills < kills:
            trial.ask("prepare", str(inspections))
        _keep(trial, found)
    _finish(trial)
    result = trial.ask("check")
    found.states = Counter(result["states"])
    found.doubles = result["doubles"] + trial.postbox.wrong()
    found.mails, found.repeated = len(trial.postbox.mails), sum(n > 1 for n in trial.postbox.mails.values())
    found.seconds += time.monotonic() - began
    _keep(trial, found)
    return found


def _found(trial: Trial) -> Found:
    kept = trial.folder / "found.json"
    if not kept.exists():
        return Found()
    told = json.loads(kept.read_text())
    trial.postbox.take_up(told.pop("postbox"))
    return Found(**{**told, "states": Counter(told["states"])})


def _keep(trial: Trial, found: Found) -> None:
    # Python 3.11 makes pairs the keys of a Counter that stands in a dataclass.
    told = {**asdict(found), "states": dict(found.states), "postbox": trial.postbox.kept()}
    new = trial.folder / "found.new"
    new.write_text(json.dumps(told))
    new.replace(trial.folder / "found.json")


def _kill_one(trial: Trial, found: Found, instant: Callable[[Trial, float], None]) -> None:
    began = time.time()
    worker = trial.worker()
    try:
        instant(trial, began)
        children = tree(worker.pid, 1000)[1:]
    finally:
        worker.kill()
        worker.wait()
    until = time.monotonic() + ENDS
    while any(map(_lives, children)) and time.monotonic() < until:
        time.sleep(0.05)
    found.orphans += sum(map(_lives, children))


def _lives(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2][0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False


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
        worker.wait(ENDS)


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench kills", description=__doc__)
    parser.add_argument("--times", "--kills", dest="kills", type=int, default=100)
    parser.add_argument("--postgres", action="store_true", help="on a PostgreSQL of its own")
    parser.add_argument("--inspections", type=int, default=8, help="that are open at once")
    parser.add_argument("--folder", type=Path, help="where to go on; kept")
    given = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with _folder(given.folder) as folder, Postbox() as postbox, _database(given.postgres, folder) as url:
        found = measure(Trial(folder, postbox, url), kills=given.kills, inspections=given.inspections, say=True)
    show(f"Killed workers on {'PostgreSQL' if given.postgres else 'SQLite'}", found.rows())
    if not found.is_good(1):
        print(f"WRONG: {found}")


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept
        return
    with tempfile.TemporaryDirectory(prefix="makegood-kills-") as folder:
        yield Path(folder)


@contextmanager
def _database(postgres: bool, folder: Path) -> Iterator[str]:
    if not postgres:
        yield ""
        return
    from tests.postgres import Server, installed, running

    programs = installed()
    if programs is None:
        raise SystemExit("kills: PostgreSQL is not installed here (scripts/setup-system installs it)")
    folder.chmod(0o755)  # the server's user comes through
    place, name = folder / "server", folder / "database"
    place.mkdir(exist_ok=True)
    with running(programs, place) as server:
        if not name.exists():
            name.write_text(server.new_database().rpartition("/")[2])
        yield Server(server.port).url(name.read_text())


if __name__ == "__main__":
    from bench.killed import answer

    answer(Path(sys.argv[1]))
