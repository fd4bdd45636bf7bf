"""An ssh server of the test's own: OpenSSH, one process a connection, with keys made for the day."""

from __future__ import annotations

import getpass
import os
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.engine.building import ENVIRONMENT
from tests.waiting import PATIENCE

SSHD = Path("/usr/sbin/sshd")
PRIVILEGES = Path("/run/sshd")
"""Where sshd that is root goes with what it takes from strangers; the package's unit makes it."""


def missing() -> str:
    """Why there is no ssh server here; empty where one can be had."""
    if not SSHD.exists():
        return "openssh-server is not installed"
    if os.geteuid() == 0:
        PRIVILEGES.mkdir(exist_ok=True, mode=0o755)
    return ""


def key(path: Path) -> Path:
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", str(path)]
    subprocess.run(command, check=True, capture_output=True, stdin=subprocess.DEVNULL)
    return path


def public(path: Path) -> str:
    return path.with_suffix(".pub").read_text().strip()


@dataclass(frozen=True)
class Shell:
    """`let_in` is the file of keys that it takes; one line each, with options before them."""

    port: int
    user: str
    let_in: Path


@contextmanager
def shelling(folder: Path) -> Iterator[Shell]:
    """Serves whatever git its user may read; `folder` holds its keys."""
    host, let_in, settings = key(folder / "host"), folder / "let_in", folder / "sshd_config"
    let_in.touch()
    lines = [
        f"HostKey {host}", f"AuthorizedKeysFile {let_in}", "PidFile none", "StrictModes no", "UsePAM no",
        "PasswordAuthentication no", "KbdInteractiveAuthentication no", "PermitRootLogin prohibit-password",
        "AllowTcpForwarding no", "SetEnv " + " ".join(f'{name}="{value}"' for name, value in ENVIRONMENT.items()),
    ]  # fmt: skip
    settings.write_text("\n".join(lines) + "\n")
    listener = socket.create_server(("127.0.0.1", 0))
    started: list[subprocess.Popen[bytes]] = []

    def accept() -> None:
        while True:
            try:
                line, _ = listener.accept()
            except OSError:
                return
            with line:
                words = [str(SSHD), "-i", "-f", str(settings)]
                started.append(subprocess.Popen(words, stdin=line, stdout=line, stderr=subprocess.DEVNULL))

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield Shell(listener.getsockname()[1], getpass.getuser(), let_in)
    finally:
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        for process in started:
            process.kill()
            process.wait(PATIENCE)
