"""The one place where anything untrusted is executed."""

import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from makegood.engine.sandbox import filter as seccomp
from makegood.engine.sandbox.cgroup import Group, Parent, find_parent
from makegood.engine.sandbox.disguise import Disguise
from makegood.engine.sandbox.launcher import RUN_USER, Order
from makegood.engine.sandbox.lending import lend
from makegood.engine.sandbox.outcome import Limits, Run
from makegood.engine.sandbox.run import run
from makegood.engine.sandbox.view import View

MB = 1024 * 1024
OLDEST_BWRAP = (0, 8)  # --disable-userns
OLDEST_LINUX = (5, 14)  # from here the limit on processes counts per user namespace


class Grade(StrEnum):
    """How well a run is contained. `no_cgroup`: memory is watched 25 times a second instead of capped by the kernel."""

    FULL = "full"
    NO_CGROUP = "no_cgroup"
    NONE = "none"


class SandboxUnavailable(RuntimeError):
    """Nothing is run outside the sandbox. The message is the reason why there is none."""


@dataclass(frozen=True)
class Sandbox:
    """What this machine offers. `reason` says in one sentence why the grade is not `full`, and is empty otherwise."""

    grade: Grade
    reason: str
    bwrap: str = ""
    parent: Parent | None = None

    @staticmethod
    def probe() -> "Sandbox":
        """Look what can be had here, once per process. Runs /usr/bin/true inside; never raises."""
        return _probe()

    def run(
        self,
        command: Sequence[str],
        *,
        reads: Mapping[str, Path] | None = None,
        writes: Mapping[str, Path] | None = None,
        workdir: str = "/tmp",
        environment: Mapping[str, str] | None = None,
        stdin: bytes | None = None,
        seconds: float = 60.0,
        memory_bytes: int = 1024 * MB,
        processes: int = 128,
        output_bytes: int = 8 * MB,
        writes_bytes: int = 256 * MB,
        tmpfs_bytes: int = 64 * MB,
        disguise: Disguise | None = None,
        stop: Callable[[], bool] = lambda: False,
    ) -> Run:
        """Run `command` with nothing of this machine but /usr, `reads` and `writes` (path inside: path outside).

        The environment starts empty (PATH is the C library's default); a disguise adds what a login shell has. /tmp,
        the home folder and /dev/shm hold `tmpfs_bytes` each and vanish. As root the run is user 65534: what `reads`
        holds must be readable by everybody (see `make_readable`), and `writes`, which must be ours, are given to that
        user. `stop` is asked about 25 times a second and ends the run. Calls may come from several threads. Raises
        SandboxUnavailable, SandboxRefused (a bind that would open a hole), ValueError.
        """
        if self.grade is Grade.NONE:
            raise SandboxUnavailable(self.reason)
        if not command:
            raise ValueError("nothing to run")
        variables = {**(disguise.environment() if disguise else {}), **(environment or {})}
        view = View(reads or {}, writes or {}, workdir, variables, disguise or Disguise(), tmpfs_bytes)
        limits = Limits(seconds, memory_bytes, processes, output_bytes, writes_bytes)
        user = RUN_USER if os.geteuid() == 0 else None
        if user is not None:
            lend(view, user)
        group = self._group(memory_bytes)
        try:
            program = seccomp.program(hidden_memory=group is not None)
            return run(Order(self.bwrap, command, view, limits, program, stdin, group, user, stop))
        finally:
            if group:
                group.remove()

    def _group(self, memory_bytes: int) -> Group | None:
        if self.parent is None:
            return None
        try:
            return self.parent.make(memory_bytes)
        except OSError as error:
            raise SandboxUnavailable(f"A control group cannot be made any more: {error.strerror}.") from error


@cache
def _probe() -> Sandbox:
    bwrap = shutil.which("bwrap") or ""
    missing = _missing(bwrap)
    if missing:
        return Sandbox(Grade.NONE, missing)
    reason = "This user may not make a control group with a memory limit; memory is watched instead."
    if parent := find_parent():
        failed = _trial(found := Sandbox(Grade.FULL, "", bwrap, parent))
        if not failed:
            return found
        reason = f"A run could not enter its control group; memory is watched instead. {failed}"
    failed = _trial(found := Sandbox(Grade.NO_CGROUP, reason, bwrap))
    return Sandbox(Grade.NONE, failed) if failed else found


def _trial(tried: Sandbox) -> str:
    """Why nothing runs inside; empty if it does."""
    try:
        seen = tried.run(["/usr/bin/true"], seconds=10)
    except (OSError, ValueError, RuntimeError) as error:
        return f"The sandbox failed its trial: {error}."
    said = seen.because or seen.stderr.decode("utf-8", "replace").strip()[:200]
    return "" if seen.status == 0 else f"The sandbox failed its trial: {said}"


def _missing(bwrap: str) -> str:
    """Why there cannot be a sandbox; empty if nothing speaks against it."""
    if not sys.platform.startswith("linux"):
        return "The sandbox needs Linux."
    if _numbers(platform.release()) < OLDEST_LINUX:
        return f"The sandbox needs Linux 5.14 or later; this is {platform.release()}."
    if not bwrap:
        return "bubblewrap is not installed (Debian: apt-get install bubblewrap)."
    try:
        said = subprocess.check_output([bwrap, "--version"], text=True, timeout=10, env={})
    except (OSError, subprocess.SubprocessError) as error:
        return f"bubblewrap does not start: {error}."
    if _numbers(said) < OLDEST_BWRAP:
        return f"bubblewrap 0.8 or later is needed; this is {said.strip()}."
    if not Path("/usr/bin/prlimit").exists():
        return "prlimit is not installed (Debian: apt-get install util-linux)."
    if not Path(f"/proc/self/task/{os.getpid()}/children").exists():
        return "This kernel does not list the children of a process (CONFIG_PROC_CHILDREN)."
    try:
        seccomp.program(hidden_memory=False)
    except (ImportError, OSError, RuntimeError) as error:
        return f"The filter of system calls cannot be made: {error} (Debian: apt-get install libseccomp2)."
    return ""


def _numbers(text: str) -> tuple[int, ...]:
    found = re.search(r"(\d{1,5})\.(\d{1,5})", text)
    return tuple(int(number) for number in found.groups()) if found else (0, 0)
