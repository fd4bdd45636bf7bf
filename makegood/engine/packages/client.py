"""The owner's own pip and npm as carriers: started in an empty folder of ours, with the owner's configuration only.

They know the registries, proxies, certificates and tokens of this machine, so the house knows none. What they are told
are names, versions and hashes that we read; no file of the partner lies where they look for settings (H6).
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

BYTES_LIMIT = 2_000_000_000
COUNT_LIMIT = 4_000
OUTPUT_LIMIT = 400_000
LOOK_SECONDS = 0.5
STEERING = ("PIP_TARGET", "PIP_USER", "PIP_REQUIRE_VIRTUALENV", "PIP_PREFIX", "PIP_ROOT", "PYTHONPATH", "NODE_OPTIONS")
"""Variables of the owner's shell that steer where a client installs to or what it loads, not where it fetches from."""


@dataclass(frozen=True, slots=True)
class Carried:
    """How a client ended. `because` is one sentence when it was ended by us, else empty."""

    status: int
    output: str
    because: str = ""


def carry(command: Sequence[str], into: Path, *, seconds: float, files: Mapping[str, str] | None = None) -> Carried:
    """Runs a client of the owner's outside the sandbox. `into` may grow by BYTES_LIMIT. `files` are ours."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (files or {}).items():
            Path(folder, name).write_text(text, "utf-8")
        log = Path(folder, "log")
        environment = {name: value for name, value in os.environ.items() if name not in STEERING}
        environment |= {"PIP_NO_INPUT": "1", "NO_UPDATE_NOTIFIER": "1", "CI": "1"}
        with log.open("wb") as output:
            process = subprocess.Popen(
                command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=output,
                stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
            because = _wait(process, into, time.monotonic() + seconds)
        with log.open("rb") as written:
            said = written.read(OUTPUT_LIMIT).decode("utf-8", "backslashreplace")
    return Carried(process.returncode, said, because)


def _wait(process: subprocess.Popen[bytes], into: Path, until: float) -> str:
    before, looked = _size(into), 0.0
    try:
        while True:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(LOOK_SECONDS)
                return ""
            if time.monotonic() > until:
                return "Fetching took too long."
            looked += LOOK_SECONDS
            if looked >= 4 * LOOK_SECONDS:
                looked = 0.0
                if _size(into) - before > BYTES_LIMIT:
                    return f"The packages are larger than {BYTES_LIMIT // 1_000_000:,} MB together."
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _size(folder: Path) -> int:
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(OSError):
                total += os.lstat(Path(place, name)).st_size
    return total
