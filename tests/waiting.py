"""Waiting for what happens, on any machine: never for a length of time, and only what hangs meets the limit."""

from __future__ import annotations

import random
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

PATIENCE = 180
"""Seconds. No test claims to be done within them."""

PORTS = Path("/proc/sys/net/ipv4/ip_local_port_range")
LOWEST_PORT = 20_000


def wait_for(true: Callable[[], object], said: str = "it did not happen", seconds: float = PATIENCE) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, said
        time.sleep(0.02)


def gone(process: int) -> bool:
    """Ended; one that nobody has waited for yet counts."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2][0] in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return True


def free_port() -> int:
    """Below those that the kernel gives away itself: there, another test's connection gets it by chance before it is
    listened at."""
    highest = int(PORTS.read_text().split()[0]) if PORTS.exists() else 0
    for _ in range(100):
        port = random.SystemRandom().randrange(LOWEST_PORT, highest) if highest > LOWEST_PORT + 1000 else 0
        with socket.socket() as tried, suppress(OSError):
            tried.bind(("127.0.0.1", port))
            return int(tried.getsockname()[1])
    raise AssertionError("no port is free")


class Leaping:
    """Stands in the place of the module `time`: a thousand seconds pass with every file that is made in the folder, so
    that a limit of time is over when what it waits for has happened, and not before."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def monotonic(self) -> float:
        return time.monotonic() + 1000 * len(list(self._folder.iterdir()))

    def __getattr__(self, name: str) -> Any:
        return getattr(time, name)
