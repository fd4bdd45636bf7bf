"""`makegood serve`: the web process, the worker and the keyholder as children of one parent that ends them all."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from makegood.engine.home import Home
from makegood.rules.keyholder import asking as keyholder
from makegood.web.starting import django_here

PR_SET_PDEATHSIG = 1
MOST_FALLS = 5
LONGEST_PAUSE = 20.0
"""Seconds."""
GRACE = 15.0
PATIENCE = 180.0
"""Seconds: how long children may take to end, and the web process to answer after a start."""


class CannotServe(Exception):
    """Why nothing is served: one sentence."""


@dataclass(slots=True)
class _Child:
    name: str
    command: list[str]
    process: subprocess.Popen[bytes]
    began: float
    falls: int = 0
    once: bool = False
    vital: bool = False
    due: float | None = None
    """When it is started again."""


class Household:
    """The children. One that falls is started again, later each time; all end with us."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say
        self.children: list[_Child] = []

    def start(self, name: str, command: list[str], *, once: bool = False, vital: bool = False) -> None:
        """`once`: it ends when it has done its work, and is not started again. `vital`: without it there is nothing to
        serve; of the others the pages say that they are missing, for as long as the database or the disk is."""
        quiet = subprocess.DEVNULL if once else None
        self.children.append(_Child(name, command, _spawn(command, quiet), time.monotonic(), once=once, vital=vital))

    def look_after(self, *, wait: Callable[[float], None] = time.sleep) -> None:
        """Until a KeyboardInterrupt. Raises CannotServe when the web process does not stay."""
        while True:
            for child in self.children:
                if (status := child.process.poll()) is not None and not child.once:
                    self._revive(child, status)
            wait(0.5)

    def _revive(self, child: _Child, status: int) -> None:
        now = time.monotonic()
        if child.due is None:
            child.falls = child.falls + 1 if now - child.began < 60 else 1
            if child.vital and child.falls > MOST_FALLS:
                raise CannotServe(
                    f"The {child.name} ended {child.falls} times within minutes; its last words stand above."
                )
            child.due = now + min(2.0 ** (child.falls - 1), LONGEST_PAUSE)
            self.say(f"The {child.name} ended (status {status}) and is started again.")
        elif now >= child.due:
            child.process, child.began, child.due = _spawn(child.command), time.monotonic(), None

    def end(self) -> None:
        for child in self.children:
            with contextlib.suppress(ProcessLookupError):
                child.process.terminate()
        until = time.monotonic() + GRACE
        for child in self.children:
            try:
                child.process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(child.process.pid, signal.SIGKILL)
                child.process.wait()


def _spawn(command: list[str], quiet: int | None = None) -> subprocess.Popen[bytes]:
    parent = os.getpid()

    def before() -> None:
        os.setpgid(0, 0)
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)

    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=quiet, stderr=quiet, preexec_fn=before)


def check_port(port: int) -> None:
    """Raises CannotServe when somebody listens there."""
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(("127.0.0.1", port))
        except OSError:
            raise CannotServe(
                f"Port {port} is taken by another program (or another Makegood). End it, or choose another: --port N "
                "(make run ARGS='--port N')."
            ) from None


def close_to_others() -> None:
    """What this process and its children write is for their user alone: sessions and hashes of passwords lie in the
    database, and a home that somebody made beforehand may be open to all."""
    os.umask(0o077)
    state = Home.here().state
    for path in (state, *state.glob("*.sqlite3*"), *(state / name for name in ("evidence", "runs", "mirrors"))):
        with contextlib.suppress(OSError):
            path.chmod(path.stat().st_mode & 0o700)


def prepare() -> None:
    """Brings the database up to date and gathers the static files. Raises CannotServe with one sentence."""
    from django.core.management import call_command
    from django.db import Error

    django_here()
    try:
        call_command("migrate", interactive=False, verbosity=0)
    except Error as broken:
        raise CannotServe(f"The database cannot be used: {str(broken).strip().splitlines()[0]}.") from None
    call_command("collectstatic", interactive=False, verbosity=0)


def is_new() -> bool:
    """Whether nobody has begun anything here: then the sample is made beside, to be explored.

    A sample that was broken off is nothing that somebody began.
    """
    from makegood.engagements.models import Engagement

    return not Engagement.objects.exclude(pk__in=Engagement.objects.staged()).exists()


def serve(*, port: int, with_worker: bool, address: str, say: Callable[[str], None]) -> None:
    """Runs until Ctrl-C (KeyboardInterrupt passes through, after everything has ended)."""
    check_port(port)
    close_to_others()
    say("Preparing the database ...")
    prepare()
    household = Household(say)
    try:
        household.start("web process", [sys.executable, "-m", "makegood.web.server", str(port)], vital=True)
        if not is_kept_apart(Home.here().state):
            household.start("keyholder", keyholder.command(Home.here().state))
        if with_worker:
            if address.startswith("http://") and is_new():  # beyond this machine nobody may enter a sample
                household.start("sample", [sys.executable, "-m", "makegood", "demo"], once=True)
            household.start("worker", [sys.executable, "-m", "makegood", "work"])
        _wait_for(port, household)
        say(f"\nMakegood is at {address}   (Ctrl-C ends it)\n")
        household.look_after()
    finally:
        household.end()


def is_kept_apart(home: Path) -> bool:
    """Where the keyholder's socket is a link, it leads to one that another user runs (docs/operate.md)."""
    return (home / keyholder.SOCKET).is_symlink()


def _wait_for(port: int, household: Household) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if household.children[0].process.poll() is not None:
            raise CannotServe("The web process did not start; its last words stand above.")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise CannotServe(f"The web process did not answer within {PATIENCE:.0f} seconds.")


def environment_for(port: int, given: Mapping[str, str]) -> dict[str, str]:
    """What the children find: without MAKEGOOD_URL the address is this machine's, with the port."""
    return {} if given.get("MAKEGOOD_URL") else {"MAKEGOOD_URL": f"http://localhost:{port}"}
