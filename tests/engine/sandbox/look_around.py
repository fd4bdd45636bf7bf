"""Executed inside the sandbox by the tests: prints what it could see and do, as one JSON object."""
# ruff: noqa: PTH108, PTH110, PTH111, PTH118, PTH123, PTH208, SIM115
# Plain calls, so that the answers are the kernel's.

import ctypes
import errno
import json
import os
import signal
import socket
import stat
import threading

libc = ctypes.CDLL(None, use_errno=True)
CLONE_NEWUSER = 0x10000000
NAMES = ("keyctl", "io_uring_setup", "ptrace", "bpf", "perf_event_open", "mount", "userfaultfd", "clone")
NUMBERS = {"x86_64": (250, 425, 101, 321, 298, 165, 323, 56), "aarch64": (219, 425, 117, 280, 241, 40, 282, 220)}
CALLS = dict(zip(NAMES, NUMBERS[os.uname().machine], strict=True))
SIZED = ("/tmp/a", "/dev/shm/a", os.path.expanduser("~/a"), "/a", "/dev/a", "/etc/a")
AF_VSOCK = 40


def name_of(code):
    return errno.errorcode.get(code, str(code))


def error_of(action):
    try:
        action()
    except OSError as error:
        return name_of(error.errno)
    return "allowed"


def system_call(number, *arguments):
    ctypes.set_errno(0)
    return "allowed" if libc.syscall(number, *arguments) >= 0 else name_of(ctypes.get_errno())


def files_outside_usr():
    seen = []
    for folder, folders, files in os.walk("/"):
        folders[:] = [name for name in folders if os.path.join(folder, name) not in ("/usr", "/proc", "/dev")]
        seen += [os.path.join(folder, name) for name in files]
    return seen


def sockets():
    found = []
    for folder, folders, files in os.walk("/"):
        folders[:] = [name for name in folders if os.path.join(folder, name) not in ("/proc", "/usr/share", "/usr/lib")]
        for name in files:
            path = os.path.join(folder, name)
            if stat.S_ISSOCK(os.lstat(path).st_mode):
                found.append(path)
    return found


def loopback():
    server = socket.create_server(("127.0.0.1", 0))

    def answer():
        connection, _ = server.accept()
        connection.sendall(b"hello")
        connection.close()

    threading.Thread(target=answer).start()
    with socket.create_connection(server.getsockname(), timeout=5) as client:
        return client.recv(5).decode()


def fill(path):
    """Bytes that can be written, up to 64 MB."""
    total = 0
    try:
        with open(path, "wb", buffering=0) as file:
            while total < 64 * 1024 * 1024:
                total += file.write(b"x" * 65536)
    except OSError as error:
        return [name_of(error.errno), total]
    finally:
        if os.path.exists(path):
            os.unlink(path)
    return ["endless", total]


def main():
    print(
        json.dumps(
            {
                "environment": dict(os.environ),
                "descriptors": sorted(map(int, os.listdir("/proc/self/fd")))[:-1],
                "uid": os.getuid(),
                "capabilities": [line.split()[1] for line in open("/proc/self/status") if line.startswith("Cap")],
                "oom": open("/proc/self/oom_score_adj").read().strip(),
                "processes": sorted(name for name in os.listdir("/proc") if name.isdigit()),
                "first_command": open("/proc/1/cmdline").read(),
                "kernel_command": open("/proc/cmdline").read(),
                "files": files_outside_usr(),
                "folders": sorted(os.listdir("/")),
                "sockets": sockets(),
                "interfaces": [name for _, name in socket.if_nameindex()],
                "loopback": loopback(),
                "outside": error_of(lambda: socket.create_connection(("1.1.1.1", 53), timeout=1).close()),
                "vsock": error_of(lambda: socket.socket(AF_VSOCK, socket.SOCK_STREAM).close()),
                "packet": error_of(lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW).close()),
                "netlink": error_of(lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW).close()),
                "calls": {
                    name: system_call(number, 0, 0, 0, 0, 0) for name, number in CALLS.items() if name != "clone"
                },
                "user_namespace": "allowed" if libc.unshare(CLONE_NEWUSER) == 0 else name_of(ctypes.get_errno()),
                "clone_user_namespace": system_call(CALLS["clone"], CLONE_NEWUSER | signal.SIGCHLD, 0, 0, 0, 0),
                "fill": {path: fill(path) for path in SIZED},
                "host_name": socket.gethostname(),
                "zone": os.path.realpath("/etc/localtime"),
            }
        )
    )


main()
