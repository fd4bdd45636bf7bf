"""Requests at a steady rate against `makegood serve` on SQLite, while inspections run: errors, and how long they take.

`python -m bench load [--minutes 10] [--rate 20]`. The data are those of `bench web` (built when missing), in a copy;
the requests go around all its pages, each as the person it is for, and one that waits does not hold up the next. Told
too: the memory of each process at rest, before the first request, and what each worked.
"""

from __future__ import annotations

import argparse
import http.client
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
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from bench.kills import Trial
from bench.postbox import Postbox
from makegood.engine.sandbox.watch import tree

ROOT = Path(__file__).parents[1]
GOAL = 300.0
REST = 20.0
"""Seconds between the start and the look at the memory."""


@dataclass(slots=True)
class Answers:
    """Milliseconds from the moment a request was due to its last byte; and what was not 200, by page."""

    took: list[float] = field(default_factory=list)
    wrong: Counter[str] = field(default_factory=Counter)
    live: list[int] = field(default_factory=list)

    def share(self, share: float) -> float:
        ordered = sorted(self.took)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def run(*_: str) -> None:
    print(f"load: {(__doc__ or '').strip()}")
    main([])


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench load", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--rate", type=int, default=20, help="requests a second")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "makegood-bench-web")
    given = parser.parse_args(arguments)
    kept = given.folder / "sqlite"
    if not (kept / "pages.json").exists():
        command = [sys.executable, "-m", "bench", "web", "--times", "1", "--folder", str(given.folder)]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    with tempfile.TemporaryDirectory(prefix="makegood-load-") as folder, Postbox() as postbox:
        shutil.copytree(kept / "home", Path(folder) / "home", ignore=shutil.ignore_patterns("*.lock", "work.sqlite3*"))
        shutil.copy(kept / "pages.json", folder)
        _measure(Trial(Path(folder), postbox), given.minutes, given.rate)


def _measure(trial: Trial, minutes: float, rate: int) -> None:
    trial.ask("prepare", str(4 + round(6 * minutes)))
    sessions = trial.ask("sessions")
    pages = [(page["name"], page["path"], str(sessions[page["person"]])) for page in _pages(trial)]
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
        answers = _ask_all(trial, port, pages, minutes, rate)
        for name, pid in children.items():
            print(f"  worked, {name}: {_worked(pid) - before[name]:.0f} s; memory {_memory(pid) / 1e6:.0f} MB")
        _tell(answers, minutes)
    finally:
        served.send_signal(signal.SIGINT)
        served.wait(60)


def _ask_all(trial: Trial, port: int, pages: list[tuple[str, str, str]], minutes: float, rate: int) -> Answers:
    answers, lock, began = Answers(), threading.Lock(), time.monotonic()

    def ask(number: int, due: float) -> None:
        name, path, session = pages[number % len(pages)]
        try:
            status = _status(port, path, session)
        except (OSError, http.client.HTTPException) as broken:
            status = type(broken).__name__
        with lock:
            answers.took.append(1_000 * (time.monotonic() - due))
            if status != "200":
                answers.wrong[f"{name}: {status}"] += 1

    with ThreadPoolExecutor(200) as pool:
        for number in range(round(minutes * 60 * rate)):
            due = began + number / rate
            time.sleep(max(0.0, due - time.monotonic()))
            pool.submit(ask, number, due)
            if number % (rate * 30) == 0:
                pool.submit(lambda: answers.live.append(int(str(trial.ask("open")["open"]))))
    return answers


def _status(port: int, path: str, session: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path, headers={"Host": f"localhost:{port}", "Cookie": f"makegood={session}"})
        answer = connection.getresponse()
        answer.read()
        return str(answer.status)
    finally:
        connection.close()


def _tell(answers: Answers, minutes: float) -> None:
    print(
        f"  {len(answers.took)} requests in {minutes:g} minutes: p50 {answers.share(0.5):.0f} ms, "
        f"p95 {answers.share(0.95):.0f} ms (goal {GOAL:.0f}), p99 {answers.share(0.99):.0f} ms, "
        f"longest {max(answers.took):.0f} ms; {answers.wrong.total()} wrong (goal 0) {dict(answers.wrong)}"
    )
    print(f"  inspections open, every 30 s: {answers.live}; load of the machine {os.getloadavg()[0]:.1f}")


def _pages(trial: Trial) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads((trial.folder / "pages.json").read_text())
    return found


def _free_port() -> int:
    import socket

    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_for(port: int, served: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until and served.poll() is None:
        try:
            if _status(port, "/health", "") == "200":
                return
        except (OSError, http.client.HTTPException):
            pass
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
