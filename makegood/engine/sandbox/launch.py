"""Starts bubblewrap for one run and stays until the last process of the run is gone. Executed alone, never imported.

A fresh process does this, because forking a threaded Python and running code in the child may deadlock; and because
somebody outside must hold the end of the rope: code inside can write into the memory of process 1 of the sandbox (same
user, same rights) and take back its promise to die with its parent. SIGTERM ends everything.

It reads one JSON object from the file descriptor named in its first argument and writes one to the descriptor that
object names: CPU seconds and the largest process, known after every descendant was reaped. Standard library: `-I -S`.
"""

import ctypes
import json
import os
import resource
import signal
import sys
from contextlib import suppress
from typing import Any, NoReturn

CLONE_NEWNS = 0x00020000
MS_NOSUID, MS_NODEV, MS_BIND, MS_REC, MS_PRIVATE = 0x2, 0x4, 0x1000, 0x4000, 0x40000
PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36
STAGE = "/run"  # exists on every Linux, and hiding it from bubblewrap hides the machine's sockets once more

libc = ctypes.CDLL(None, use_errno=True)


def must(result: int, what: str) -> None:
    if result != 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")


def mount(source: str, target: str, kind: str | None, flags: int, data: str | None = None) -> None:
    encode = [None if text is None else os.fsencode(text) for text in (source, target, kind, data)]
    must(libc.mount(encode[0], encode[1], encode[2], ctypes.c_ulong(flags), encode[3]), f"mount {source}")


def stage(sources: list[str]) -> None:
    """Bind each source to /run/0, /run/1, ... in a mount namespace of our own.

    The unprivileged user who runs bubblewrap may not pass through folders such as /root (mode 700); the one folder that
    is bound is reachable this way, nothing beside it.
    """
    must(libc.unshare(CLONE_NEWNS), "unshare")
    mount("none", "/", None, MS_REC | MS_PRIVATE)
    opened = [os.open(source, os.O_PATH | os.O_CLOEXEC) for source in sources]
    mount("tmpfs", STAGE, "tmpfs", MS_NOSUID | MS_NODEV, "mode=755,size=1m")
    for number, descriptor in enumerate(opened):
        target = f"{STAGE}/{number}"
        if os.path.isdir(f"/proc/self/fd/{descriptor}"):  # noqa: PTH112 - pathlib costs start time
            os.mkdir(target)  # noqa: PTH102
        else:
            os.close(os.open(target, os.O_CREAT | os.O_WRONLY | os.O_CLOEXEC))
        mount(f"/proc/self/fd/{descriptor}", target, None, MS_BIND)
        os.close(descriptor)


def become(user: int) -> None:
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)


def die_with(parent: int, number: signal.Signals) -> None:
    must(libc.prctl(PR_SET_PDEATHSIG, number, 0, 0, 0), "prctl")
    if os.getppid() != parent:  # the parent died before the line above
        os._exit(1)


def write(path: str, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CLOEXEC)
    try:
        os.write(descriptor, text.encode())
    finally:
        os.close(descriptor)


def become_bubblewrap(order: dict[str, Any], launcher: int) -> NoReturn:
    try:
        for number in (
            signal.SIGPIPE,
            signal.SIGXFSZ,
        ):  # Python ignores them, and what is ignored stays so through exec
            signal.signal(number, signal.SIG_DFL)
        if order["cgroup"]:
            write(order["cgroup"] + "/cgroup.procs", "0")
        write("/proc/self/oom_score_adj", "1000")
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if order["user"] is not None:
            stage(order["stage"])
            become(order["user"])
        os.chdir("/")
        die_with(launcher, signal.SIGKILL)  # after changing user, which resets it
        os.execv(order["command"][0], order["command"])
    except OSError as error:
        os.write(2, f"sandbox: {error.strerror}\n".encode())
    os._exit(1)


def end_all() -> None:
    """Kill and reap every child, those included that became ours when their parent died."""
    while True:
        with open(f"/proc/self/task/{os.getpid()}/children") as children:  # noqa: PTH123
            for child in children.read().split():
                os.kill(int(child), signal.SIGKILL)
        try:
            os.wait()
        except ChildProcessError:
            return


class Abandoned(Exception):
    """We are told to end the run, or who started us is gone."""


def abandon(*_: object) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise Abandoned


def wait_for(bubblewrap: int) -> None:
    while os.wait()[0] != bubblewrap:
        pass


def main() -> None:
    with os.fdopen(int(sys.argv[1]), "rb") as file:
        order: dict[str, Any] = json.load(file)
    os.set_inheritable(order["report"], False)
    try:
        signal.signal(signal.SIGTERM, abandon)
        die_with(order["parent"], signal.SIGTERM)
        must(libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0), "prctl")
        launcher = os.getpid()
        bubblewrap = os.fork()
        if bubblewrap == 0:
            become_bubblewrap(order, launcher)
        for handed_on in (0, 1, 2, *order["close"]):
            os.close(handed_on)
        wait_for(bubblewrap)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    except Abandoned:
        pass
    end_all()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    report = {"cpu_seconds": used.ru_utime + used.ru_stime, "largest_process": used.ru_maxrss * 1024}
    with suppress(BrokenPipeError):
        os.write(order["report"], json.dumps(report).encode())


if __name__ == "__main__":
    main()
