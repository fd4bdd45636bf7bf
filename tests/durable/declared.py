"""Workflows of the tests, and the worker that does them: `python -m tests.durable.declared`."""

from __future__ import annotations

import ctypes
import errno
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from makegood import durable

PAIRS = durable.Queue("pairs", at_once=2)
SINGLE = durable.Queue("single", at_once=1)
STEPS = 5


def note(folder: str, text: str) -> None:
    """A line, whole or not at all."""
    descriptor = os.open(Path(folder, "log"), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(descriptor, f"{text}\n".encode())
    os.close(descriptor)


def write(folder: str, run: str, number: int) -> None:
    with closing(sqlite3.connect(Path(folder, "written.sqlite3"), timeout=30)) as base:
        base.execute("create table if not exists written (run, number, unique (run, number))")
        base.execute("insert into written values (?, ?) on conflict do nothing", (run, number))
        base.commit()


@durable.step()
def piece(folder: str, run: str, number: int) -> int:
    note(folder, f"start {run} {number}")
    child = subprocess.Popen(["sleep", "0.12"], preexec_fn=die_with_us)
    child.wait()
    write(folder, run, number)
    note(folder, f"end {run} {number}")
    return number


def die_with_us() -> None:
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


@durable.workflow("tests.pieces", queue=PAIRS)
def pieces(folder: str, run: str) -> int:
    return sum(piece(folder, run, number) for number in range(STEPS))


@durable.step(tries=3, wait=0.05)
def stumble(folder: str) -> str:
    note(folder, "stumble")
    if Path(folder, "log").read_text().count("stumble") < 3:
        raise ValueError("not yet")
    return "stood up"


@durable.workflow("tests.stumbles")
def stumbles(folder: str) -> str:
    return stumble(folder)


@durable.step(tries=3, wait=0.05)
def fill(folder: str) -> str:
    if Path(folder, "room").exists():
        return "written"
    note(folder, "no room")
    raise OSError(errno.ENOSPC, "No space left on device")


@durable.workflow("tests.fills", queue=SINGLE)
def fills(folder: str) -> str:
    return fill(folder)


@durable.step()
def break_(folder: str) -> None:
    note(folder, "break")
    raise ValueError("the partner's server hangs")


@durable.workflow("tests.breaks")
def breaks(folder: str) -> None:
    break_(folder)


@durable.step()
def last(folder: str, run: str) -> str:
    """Long, with a child of its own, until it is cancelled."""
    note(folder, f"start {run}")
    child = subprocess.Popen(["sleep", "300"], preexec_fn=die_with_us)
    note(folder, f"child {child.pid}")
    while child.poll() is None:
        if durable.cancelled(run):
            child.kill()
            child.wait()
            note(folder, f"cancelled {run}")
            return "cancelled"
        time.sleep(0.1)
    raise ValueError("its child died")


@durable.step()
def after(folder: str, run: str) -> None:
    note(folder, f"after {run}")


@durable.workflow("tests.lasts", queue=SINGLE)
def lasts(folder: str, run: str) -> None:
    last(folder, run)
    after(folder, run)


@durable.tick("tests.beat", every=1)
def beat() -> None:
    note(os.environ["TEST_FOLDER"], "beat")


if __name__ == "__main__":
    try:
        durable.work(ready=lambda: note(os.environ["TEST_FOLDER"], f"ready {os.getpid()}"))
    except (durable.WorkerRefused, durable.PlaceRefused) as refused:
        print(refused, file=sys.stderr)
        sys.exit(2)
