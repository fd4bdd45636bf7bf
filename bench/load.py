"""Requests at a steady rate against `makegood serve` on SQLite, while inspections run: errors, and how long they take.

`python -m bench load [--minutes 10] [--rate 20] [--folder FOLDER]`. The data are those of `bench web` (built when
missing), in a copy. The requests go around all its pages, each as the person it is for; every tenth one writes
(something explored, something still to fix, messages read, a letter prepared); every minute code is handed in, from the
upload to the confirmation. One that waits does not hold up the next. Told too: the memory of each process at rest,
before the first request, and what each worked.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from bench.killed import PASSWORD
from bench.kills import Trial
from bench.postbox import Postbox
from bench.telling import load_of_the_machine, show
from bench.visitor import Visitor
from bench.web import fits
from makegood.engine.sandbox.watch import tree

ROOT = Path(__file__).parents[1]
GOAL = 300.0
READY, REST = 300.0, 20.0
"""Seconds until the worker gives a sign of life, and between that and the look at the memory."""


BUSY = 40
"""Inspections that wait or run at least, every 30 seconds: of the sample's code one takes about a second."""


@dataclass(slots=True)
class Answers:
    """Milliseconds from the moment a request was due to its last byte, of which page; what was no 200, 204 or 302."""

    took: list[tuple[float, str]] = field(default_factory=list)
    wrong: Counter[str] = field(default_factory=Counter)
    live: list[int] = field(default_factory=list)

    def share(self, share: float) -> float:
        ordered = sorted(took for took, _ in self.took)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]

    def rows(self, minutes: float) -> list[tuple[str, str, str]]:
        wrote = sum(name.startswith(("write", "hand in")) for _, name in self.took)
        return [
            ("minutes of requests, while inspections run", "10", f"{minutes:g}"),
            (f"requests, {wrote} of them writes", f"{20 * 60 * minutes:.0f}", str(len(self.took))),
            ("errors", "0", str(self.wrong.total())),
            ("p50, ms", "", f"{self.share(0.5):.0f}"),
            ("p95, ms", f"under {GOAL:.0f}", f"{self.share(0.95):.0f}"),
            ("p99, ms", "", f"{self.share(0.99):.0f}"),
        ]


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench load", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--rate", type=int, default=20, help="requests a second")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "makegood-bench-web")
    given = parser.parse_args(arguments)
    kept = given.folder / "sqlite"
    if not fits(kept):
        command = [sys.executable, "-m", "bench", "web", "--times", "1", "--folder", str(given.folder)]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    with tempfile.TemporaryDirectory(prefix="makegood-load-") as folder, Postbox() as postbox:
        shutil.copytree(kept / "home", Path(folder) / "home", ignore=shutil.ignore_patterns("*.lock", "work.sqlite3*"))
        shutil.copy(kept / "pages.json", folder)
        _measure(Trial(Path(folder), postbox), given.minutes, given.rate)


def _measure(trial: Trial, minutes: float, rate: int) -> Answers:
    trial.ask("prepare", str(BUSY))
    sessions = trial.ask("sessions")
    port = _free_port()
    served = subprocess.Popen(
        [sys.executable, "-m", "makegood", "serve", "--port", str(port)],
        cwd=ROOT,
        env=trial.environment(),
        stdout=subprocess.DEVNULL,
        stderr=(trial.folder / "serve.log").open("wb"),
    )
    try:
        _wait_for(port, served)
        time.sleep(REST)
        children = {name: pid for pid in tree(served.pid, 1000) if (name := _name(pid))}
        for name, pid in children.items():
            print(f"  memory at rest, {name}: {_memory(pid) / 1e6:.0f} MB", flush=True)
        before = {name: _worked(pid) for name, pid in children.items()}
        answers = _ask_all(trial, _requests(trial, port, sessions), minutes, rate)
        for name, pid in children.items():
            print(f"  worked, {name}: {_worked(pid) - before[name]:.0f} s; memory {_memory(pid) / 1e6:.0f} MB")
        _tell(answers, minutes)
        return answers
    finally:
        served.send_signal(signal.SIGINT)
        served.wait(60)
        trial.close()
        print(f"  said on standard error: {_said(trial) or 'nothing'}")


TOLD = ("WARNING", "ERROR", "rror:")


def _said(trial: Trial) -> str:
    lines = (trial.folder / "serve.log").read_text(errors="replace").splitlines()
    return "\n    ".join(line for line in lines if any(word in line for word in TOLD) and "/health" not in line)[-3000:]


@dataclass(frozen=True, slots=True)
class Requests:
    """`read`, `write`: a name, and what asks once and gives a status; the good one is first in `GOOD`."""

    read: list[tuple[str, Callable[[], str]]]
    write: list[tuple[str, Callable[[], str]]]
    hand_in: Callable[[], str]

    def one(self, number: int, every_minute: int) -> tuple[str, Callable[[], str]]:
        if number % every_minute == every_minute // 2:
            return "hand in", self.hand_in
        if number % 10 == 9:
            return self.write[number // 10 % len(self.write)]
        return self.read[number % len(self.read)]


WRITES = {
    "acceptance:explore": {"mission": "Order twice", "minutes": "5", "found": "Nothing."},
    "acceptance:still_to_fix": {"what": "The logo", "value": "10"},
    "acceptance:send_back": {"letter": "Please mend this.", "reason": "It does not work."},
    "notices:index": {},
}
"""By the page: what is posted to it; messages are read at a path of their own."""
PASSED_OVER = ("engagements:confirm",)
"""Its deed is one of the tests' own, which the server does not know."""


def _requests(trial: Trial, port: int, sessions: Mapping[str, object]) -> Requests:
    read, write = [], []
    hand_in: Callable[[], str] | None = None
    bundle = trial.folder / "code.bundle"
    repository = trial.folder / "sample" / "second"
    subprocess.run(["git", "-C", repository, "bundle", "create", "-q", bundle, "--all"], check=True)
    for page in json.loads((trial.folder / "pages.json").read_text()):
        name, path = page["name"], page["path"]
        if name in PASSED_OVER:
            continue
        visitor = Visitor(port, str(sessions[page["person"]]))
        read.append((name, partial(visitor.get, path)))
        if name in WRITES:
            to = f"{path}read" if name == "notices:index" else path
            write.append((f"write {name}", partial(_written, visitor, to, WRITES[name])))
        if name == "acceptance:hand_in":
            hand_in = partial(_handed_in, visitor, path, bundle.read_bytes())
    assert hand_in is not None
    return Requests(read, write, hand_in)


def _written(visitor: Visitor, path: str, fields: Mapping[str, str]) -> str:
    return visitor.post(path, fields)[0]


def _handed_in(visitor: Visitor, path: str, bundle: bytes) -> str:
    """Two requests: the file, and the confirmation with the password."""
    status, confirm = visitor.post(path, {"source": "upload"}, ("file", bundle))
    return visitor.post(confirm, {"password": PASSWORD})[0] if status == "302" else status


def _ask_all(trial: Trial, requests: Requests, minutes: float, rate: int) -> Answers:
    answers, lock, began = Answers(), threading.Lock(), time.monotonic()

    def ask(number: int, due: float) -> None:
        name, asked = requests.one(number, 60 * rate)
        status = asked()
        with lock:
            answers.took.append((1_000 * (time.monotonic() - due), name))
            if status not in ("200", "204", "302"):
                answers.wrong[f"{name}: {status}"] += 1

    with ThreadPoolExecutor(200) as pool:
        for number in range(round(minutes * 60 * rate)):
            due = began + number / rate
            time.sleep(max(0.0, due - time.monotonic()))
            pool.submit(ask, number, due)
            if number % (rate * 30) == 0:
                pool.submit(_keep_busy, trial, answers)
    return answers


def _keep_busy(trial: Trial, answers: Answers) -> None:
    """So that inspections run until the end."""
    answers.live.append(int(trial.ask("open")["open"]))
    if answers.live[-1] < BUSY:
        trial.ask("prepare", str(BUSY))


def _tell(answers: Answers, minutes: float) -> None:
    show("Load on SQLite", answers.rows(minutes))
    slow = sorted(answers.took, reverse=True)[:5]
    print(f"  the slowest: {', '.join(f'{name} {took:.0f} ms' for took, name in slow)}")
    print(f"  wrong: {dict(answers.wrong) or 'none'}")
    print(f"  inspections open, every 30 s: {answers.live}; load of the machine {load_of_the_machine()}")


def _free_port() -> int:
    import socket

    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_for(port: int, served: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + READY
    while time.monotonic() < until and served.poll() is None:
        if Visitor(port).get("/health") == "200":
            return
        time.sleep(0.5)
    raise RuntimeError("makegood serve does not answer")


NAMES = {"makegood.web.server": "web process", "makegood.rules.keyholder": "keyholder", "work": "worker"}


def _name(pid: int) -> str:
    """The last of a kind in the tree is the one that works: gunicorn's parent only watches."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")
    except OSError:
        return ""
    return next((name for word, name in NAMES.items() if word in words), "")


def _memory(pid: int) -> float:
    """Bytes that the process has for itself, and its share of what it shares (PSS)."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return 1024.0 * next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _worked(pid: int) -> float:
    """Processor seconds."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
