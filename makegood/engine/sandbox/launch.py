"""Starts bubblewrap for one run and stays until the last process of the run is gone. Executed alone, never imported.

A fresh process does this, because forking a threaded Python and running code in the child may deadlock. It reads one
JSON object from the file descriptor named in its first argument and writes one to the descriptor that object names: CPU
seconds and the largest process, known only after every descendant was reaped. Standard library only: `-I -S`.
"""

import ctypes
import json
import os
import resource
import signal
import sys
from typing import Any

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


def die_with(parent: int) -> None:
    must(libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0), "prctl")
    if os.getppid() != parent:  # the parent died before the line above
        os._exit(1)


def write(path: str, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CLOEXEC)
    try:
        os.write(descriptor, text.encode())
    finally:
        os.close(descriptor)


def prepare(order: dict[str, Any]) -> None:
    if order["cgroup"]:
        write(order["cgroup"] + "/cgroup.procs", "0")
    write("/proc/self/oom_score_adj", "1000")
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if order["user"] is not None:
        stage(order["stage"])
        become(order["user"])
    os.chdir("/")
    die_with(order["parent"])  # after changing user, which resets it
    must(libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0), "prctl")


def read_order(descriptor: int) -> dict[str, Any]:
    with os.fdopen(descriptor, "rb") as file:
        order: dict[str, Any] = json.load(file)
    return order


def reap_all() -> None:
    while True:
        try:
            os.wait()
        except ChildProcessError:
            return


def main() -> int:
    order = read_order(int(sys.argv[1]))
    os.set_inheritable(order["report"], False)
    try:
        prepare(order)
    except OSError as error:
        print(f"sandbox: {error.strerror}", file=sys.stderr)
        return 1
    me = os.getpid()
    if os.fork() == 0:
        try:
            for number in (
                signal.SIGPIPE,
                signal.SIGXFSZ,
            ):  # Python ignores them, and what is ignored stays so through exec
                signal.signal(number, signal.SIG_DFL)
            die_with(me)
            os.execv(order["command"][0], order["command"])
        except OSError as error:
            os.write(2, f"sandbox: {error.strerror}\n".encode())
        os._exit(1)
    for kept in (0, 1, 2, *order["close"]):
        os.close(kept)
    reap_all()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    report = {"cpu_seconds": used.ru_utime + used.ru_stime, "largest_process": used.ru_maxrss * 1024}
    os.write(order["report"], json.dumps(report).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
