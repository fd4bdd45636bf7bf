"""Children of our own: forked, ended with their parent, killed as a group."""

from __future__ import annotations

import contextlib
import ctypes
import multiprocessing
import os
import signal
from collections.abc import Callable
from multiprocessing.process import BaseProcess

PR_SET_PDEATHSIG = 1
STOPPING = (signal.SIGINT, signal.SIGTERM)


def start(target: Callable[..., None], *arguments: object) -> BaseProcess:
    """Forks a child in a process group of its own that dies when we die."""
    process = multiprocessing.get_context("fork").Process(target=_child, args=(os.getpid(), target, arguments))
    # A Ctrl-C in the middle of starting would leave a child that nobody knows, and we would wait for it for ever.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return process


def end_all() -> None:
    """Ends every child of ours, known to the caller or not: a stop may come before the caller got to know it."""
    for process in multiprocessing.active_children():
        end(process)


def end(process: BaseProcess) -> None:
    """Kills the child with everything in its group, and waits for it."""
    if process.pid is not None and process.is_alive():
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        with contextlib.suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)
    process.join()


def _child(parent: int, target: Callable[..., None], arguments: tuple[object, ...]) -> None:
    os.setpgid(0, 0)
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
    try:
        target(*arguments)
    except BaseException:  # what it leaves undone is what it says; a trace on the terminal would help nobody
        os._exit(1)
