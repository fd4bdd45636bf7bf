"""Starts `launch.py` with its order, and the pipes to what it started."""

import json
import math
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from makegood.engine.sandbox.cgroup import Group
from makegood.engine.sandbox.outcome import Limits
from makegood.engine.sandbox.view import Data, View

SCRIPT = Path(__file__).with_name("launch.py")
RUN_USER = 65534  # who root becomes: limits on processes do not bind root, and root reads every file
SPARE_TASKS = 16  # the kernel refuses this far above the number at which the watchdog ends the run and knows the reason
OPEN_FILES = 4096


@dataclass(frozen=True)
class Order:
    """Everything one run needs. `user` is None when we are an ordinary user already; `stop` is asked while it runs."""

    bwrap: str
    command: Sequence[str]
    view: View
    limits: Limits
    program: bytes
    stdin: bytes | None
    group: Group | None
    user: int | None
    stop: Callable[[], bool] = lambda: False


@dataclass(frozen=True)
class Started:
    """A running launcher: `status` tells what bubblewrap did, `report` what was used once all of it is gone."""

    process: subprocess.Popen[bytes]
    status: int
    report: int

    def pipes(self) -> tuple[int, int, int, int]:
        """Descriptors of standard output, standard error, status and report."""
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        return self.process.stdout.fileno(), self.process.stderr.fileno(), self.status, self.report

    def close(self) -> None:
        for file in (self.process.stdout, self.process.stderr):
            if file is not None:
                file.close()
        os.close(self.status)
        os.close(self.report)


def start(order: Order) -> Started:
    """Raises OSError if no process can be had."""
    status, status_end = os.pipe()
    report, report_end = os.pipe()
    with Data() as data:
        try:
            stdin = subprocess.DEVNULL if order.stdin is None else data.of(order.stdin)
            command = _bwrap(order, data, status_end)
            passed = [descriptor for descriptor in data.descriptors if descriptor != stdin]
            message = {
                "cgroup": str(order.group.path) if order.group else None,
                "close": [*passed, status_end],
                "command": command,
                "parent": os.getpid(),
                "report": report_end,
                "stage": [str(source) for source in order.view.sources()],
                "user": order.user,
            }
            order_end = data.of(json.dumps(message))
            process = subprocess.Popen(
                [sys.executable, "-I", "-S", str(SCRIPT), str(order_end)],
                stdin=stdin,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env={},
                pass_fds=[*passed, order_end, status_end, report_end],
                start_new_session=True,  # Ctrl-C reaches us alone, and we end the run
            )
        except BaseException:
            os.close(status)
            os.close(report)
            raise
        finally:
            os.close(status_end)
            os.close(report_end)
    return Started(process, status, report)


def _bwrap(order: Order, data: Data, status: int) -> list[str]:
    options = order.view.arguments(data, staged=order.user is not None)
    options += ["--seccomp", str(data.of(order.program)), "--json-status-fd", str(status)]
    if any("\0" in text for text in (*options, *order.command)):
        raise ValueError("a NUL byte in what is to be run")  # it would end an option of bubblewrap and start another
    # By descriptor: /proc/1/cmdline is visible inside and would show our paths.
    packed = data.of("".join(option + "\0" for option in options))
    return [order.bwrap, "--args", str(packed), "--", *_limited(order), *order.command]


def _limited(order: Order) -> list[str]:
    """prlimit runs inside: the number of processes counts per user namespace, outside all of the user's would count."""
    limits = order.limits
    cpu_seconds = math.ceil(limits.seconds) * (os.cpu_count() or 1) + 1
    wanted = (
        ("nproc", resource.RLIMIT_NPROC, limits.processes + SPARE_TASKS),
        ("fsize", resource.RLIMIT_FSIZE, max(limits.writes_bytes, order.view.tmpfs_bytes)),
        ("cpu", resource.RLIMIT_CPU, cpu_seconds),
        ("nofile", resource.RLIMIT_NOFILE, OPEN_FILES),
    )
    flags = []
    for name, kind, number in wanted:
        hard = resource.getrlimit(kind)[1]
        number = number if hard == resource.RLIM_INFINITY else min(number, hard)
        flags.append(f"--{name}={number}:{number}")
    return ["/usr/bin/prlimit", *flags, "--"]
