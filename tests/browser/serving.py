"""`makegood serve` in a home of its own, as somebody starts it, for tests that open it in a real browser."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.waiting import PATIENCE, free_port, wait_for


@dataclass(frozen=True, slots=True)
class Served:
    """`process` is `makegood serve` itself; ending it ends its children."""

    address: str
    home: Path
    process: subprocess.Popen[bytes]

    def link_mailed_to(self, email: str) -> str:
        """The path of the first link in the newest mail to the address; mails lie as files in the home."""
        mails = sorted((self.home / "mail").glob("*.eml"), reverse=True)
        newest = next(text for mail in mails if f"To: {email}" in (text := mail.read_text()))
        found = re.search(rf"{re.escape(self.address)}(/\S+)", newest)
        assert found, newest
        return found[1]


def environment(home: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "MAKEGOOD_HOME": str(home)}


@contextmanager
def serving(home: Path, *words: str, port: int = 0) -> Iterator[Served]:
    """Answers when the block begins; ended by Ctrl-C, if it still runs."""
    port = port or free_port()
    command = [sys.executable, "-m", "makegood", "serve", "--port", str(port), *words]
    with (home / "said").open("ab") as said:
        process = subprocess.Popen(command, env=environment(home), stderr=said)
    try:
        _wait(process, f"http://localhost:{port}/")
        yield Served(f"http://localhost:{port}", home, process)
    finally:
        end(process)


@contextmanager
def working(served: Served) -> Iterator[None]:
    """`makegood work` beside a `makegood serve --no-worker`: then the first start makes no sample."""
    variables = {**environment(served.home), "MAKEGOOD_URL": served.address}
    process = subprocess.Popen([sys.executable, "-m", "makegood", "work"], env=variables)
    try:
        yield
    finally:
        end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGINT)
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _wait(process: subprocess.Popen[bytes], address: str) -> None:
    def answers() -> bool:
        assert process.poll() is None, "makegood serve ended"
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE):
                return True
        except OSError:
            return False

    wait_for(answers, "makegood serve did not answer")
