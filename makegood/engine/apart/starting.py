"""Starting the process apart: in the sandbox, or as a plain child with an empty environment and limits."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from makegood.engine.sandbox import Ended, Sandbox, make_readable, python_reads

MODULE = "makegood.engine.apart"
PACKAGE = Path(__file__).parents[2]
POLL_SECONDS = 0.2
GB = 1_000_000_000
LIMITS = {"RLIMIT_FSIZE": 8 * GB, "RLIMIT_NOFILE": 4096}

Stop = Callable[[], bool]


class Stopped(Exception):
    """`stop` said so."""


def in_sandbox(
    sandbox: Sandbox,
    order: Mapping[str, object],
    *,
    reads: Mapping[str, Path],
    writes: Mapping[str, Path],
    seconds: float,
    stop: Stop,
) -> str:
    """Why it did not end well, empty if it did. Raises SandboxUnavailable or SandboxRefused when nothing was started.

    Our own Python and this package are shown at their own places; the order comes by a sealed memory file.
    """
    if os.geteuid() == 0:
        for place in reads.values():
            make_readable(place)
    run = sandbox.run(
        [sys.executable, "-I", "-m", MODULE],
        reads={**python_reads(), str(PACKAGE): PACKAGE, **reads},
        writes=writes,
        environment={"PYTHONDONTWRITEBYTECODE": "1"},
        stdin=json.dumps(order).encode(),
        seconds=seconds,
        memory_bytes=4 * GB,
        processes=512,
        writes_bytes=8 * GB,
        tmpfs_bytes=GB // 2,
        stop=stop,
    )
    if run.ended is Ended.REFUSED:
        return f"The engine's sandbox could not be set up: {run.because}"
    if run.ended is Ended.EXITED and run.status == 0:
        return ""
    return run.because or "The engine ended before it was done."


def as_child(
    order: Mapping[str, object], *, seconds: float, stop: Stop, limits: Mapping[str, int] | None = None
) -> str:
    """Why it did not end well, empty if it did. No variable, no descriptor and no argument of ours is passed on."""
    full = {**order, "parent": os.getpid(), "limits": {**LIMITS, **(limits or {})}}
    with tempfile.TemporaryFile() as source:
        source.write(json.dumps(full).encode())
        source.seek(0)
        process = subprocess.Popen(
            [sys.executable, "-I", "-m", MODULE],
            stdin=source,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={},
            cwd="/",
            start_new_session=True,
        )
    until = time.monotonic() + seconds
    try:
        while True:
            with suppress(subprocess.TimeoutExpired):
                return "" if process.wait(POLL_SECONDS) == 0 else "The engine ended before it was done."
            if stop():
                return "It was told to end."
            if time.monotonic() > until:
                return f"The engine had not ended after {seconds:.0f} seconds."
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
