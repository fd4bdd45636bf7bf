"""`makegood serve` as somebody starts it: it answers, it ends on Ctrl-C, and nothing is left running."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from makegood.web import serving
from makegood.web.serving import MOST_FALLS, CannotServe, Household
from tests.waiting import PATIENCE, free_port, wait_for


def _environment(home: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "MAKEGOOD_HOME": str(home)}


def _start(home: Path, *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "makegood", "serve", *words]
    return subprocess.Popen(command, env=_environment(home), stderr=subprocess.PIPE, text=True)


def _running(home: Path) -> list[str]:
    """Processes whose environment names this home."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"MAKEGOOD_HOME={home}".encode() in (folder / "environ").read_bytes().split(b"\0"):
                found.append((folder / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return found


def _health(port: int) -> dict[str, str]:
    """Empty while nobody answers."""
    try:
        with urllib.request.urlopen(f"http://localhost:{port}/health", timeout=PATIENCE) as page:
            found: dict[str, str] = json.load(page)
            return found
    except OSError:
        return {}


def test_it_serves_until_ctrl_c_and_leaves_nothing_running(tmp_path: Path) -> None:
    port = free_port()
    tmp_path.chmod(0o755)  # as a folder that somebody made beforehand
    served = _start(tmp_path, "--port", str(port))
    try:
        wait_for(lambda: set(_health(port).values()) == {"up", "free"} or served.poll() is not None)
        served.send_signal(signal.SIGINT)
        _, said = served.communicate(timeout=PATIENCE)
    finally:
        served.kill()
    assert served.returncode == 0, said
    assert f"Makegood is at http://localhost:{port}" in said
    assert _running(tmp_path) == []
    for path in (tmp_path, tmp_path / "makegood.sqlite3"):
        assert path.stat().st_mode & 0o077 == 0, f"others on this machine may read {path.name}"


def test_a_taken_port_is_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        served = _start(tmp_path, "--port", str(taken.getsockname()[1]))
        _, said = served.communicate(timeout=PATIENCE)
    assert (served.returncode, said.count("\n")) == (2, 1)
    assert "is taken by another program" in said


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("MAKEGOOD_URL", "http://makegood.example.com", "beyond this machine the address must begin with https"),
        ("MAKEGOOD_URL", "makegood", "must be an address such as"),
        ("DATABASE_URL", "mysql://u@h/d", "DATABASE_URL must look like postgresql://"),
    ],
)
def test_a_bad_setting_is_one_sentence(tmp_path: Path, name: str, value: str, sentence: str) -> None:
    command = [sys.executable, "-m", "makegood", "serve", "--port", str(free_port())]
    environment = {**_environment(tmp_path), name: value}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert sentence in done.stderr


class Enough(Exception):
    """The test has seen what it wants."""


@pytest.mark.parametrize(("vital", "ends_with"), [(True, CannotServe), (False, Enough)])
def test_only_without_the_web_process_nothing_is_served(
    monkeypatch: pytest.MonkeyPatch, vital: bool, ends_with: type[Exception]
) -> None:
    """A database that was gone for a minute ended the worker six times, and then the pages that say so, too."""
    monkeypatch.setattr(serving, "LONGEST_PAUSE", 0.0)
    said: list[str] = []
    household = Household(said.append)

    def wait(_: float) -> None:
        household.children[0].process.wait(PATIENCE)
        if len(said) > 2 * MOST_FALLS:
            raise Enough

    household.start("worker", ["false"], vital=vital)
    with pytest.raises(ends_with):
        household.look_after(wait=wait)
    household.end()
    assert len(said) == (MOST_FALLS if vital else 2 * MOST_FALLS + 1)
