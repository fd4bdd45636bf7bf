"""A PostgreSQL of the tests' own: real, on loopback, forgotten afterwards; as another user where we are root."""

from __future__ import annotations

import ctypes
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from tests.waiting import PATIENCE, free_port

PLACES = Path("/usr/lib/postgresql")
MEMORY = Path("/dev/shm")
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
    "jit": "off",
    "shared_buffers": "32MB",
    "max_connections": "80",
    "log_min_messages": "fatal",
}


@dataclass(frozen=True, slots=True)
class Server:
    port: int

    def url(self, name: str = "postgres") -> str:
        return f"postgresql://makegood@127.0.0.1:{self.port}/{name}"

    def new_database(self) -> str:
        """The URL of a fresh and empty one."""
        name = f"makegood_{secrets.token_hex(6)}"
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(f'create database "{name}"'.encode())
        return self.url(name)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """Started at first use, once per process of the tests. Skipped aloud only where PostgreSQL is not installed."""
    programs = installed()
    if programs is None:
        warnings.warn("NO POSTGRESQL, NOTHING WAS TESTED ON IT: scripts/setup-system installs it", stacklevel=1)
        pytest.skip("NO POSTGRESQL, NOTHING WAS TESTED ON IT: scripts/setup-system installs it")
    with running(programs) as server:
        yield server


@contextmanager
def running(programs: Path, kept: Path | None = None) -> Iterator[Server]:
    """A server whose data lie in `kept`, or in a folder that is removed afterwards; `programs` from `installed`."""
    folder = kept or Path(tempfile.mkdtemp(prefix="makegood-postgres-", dir=_in_memory()))
    user = _other_user()
    try:
        if user is not None:
            os.chown(folder, user.pw_uid, user.pw_gid)
        server = _start(programs, folder, user)
        try:
            yield server[0]
        finally:
            server[1].send_signal(signal.SIGINT if kept else signal.SIGQUIT)
            server[1].wait(PATIENCE)
    finally:
        if kept is None:
            shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_url(postgres: Server) -> str:
    return postgres.new_database()


def installed() -> Path | None:
    versions = sorted(PLACES.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]), reverse=True)
    found = shutil.which("initdb")
    if versions:
        return versions[0].parent
    return Path(found).parent if found and shutil.which("postgres") else None


def _in_memory() -> Path | None:
    """Where a disk is as fast as memory, if there is room: a container may have no more than 64 MB of it."""
    try:
        return MEMORY if shutil.disk_usage(MEMORY).free > 4_000_000_000 else None
    except OSError:
        return None


def _other_user() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def _start(programs: Path, folder: Path, user: pwd.struct_passwd | None) -> tuple[Server, subprocess.Popen[bytes]]:
    data, log = folder / "data", folder / "log"
    if not (data / "PG_VERSION").exists():
        made = _run(
            [programs / "initdb", "-D", data, "-U", "makegood", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"], user
        )
        output, _ = made.communicate(timeout=PATIENCE)
        assert made.returncode == 0, output.decode()
    for _ in range(5):
        port = free_port()
        settings = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
        with log.open("wb") as said:
            process = _run([programs / "postgres", "-D", data, "-p", str(port), *settings], user, said.fileno())
        if _answers(Server(port), process):
            return Server(port), process
    pytest.fail(f"PostgreSQL does not start: {log.read_text()[-2000:]}")


def _run(
    command: list[str | Path], user: pwd.struct_passwd | None, output: int = subprocess.PIPE
) -> subprocess.Popen[bytes]:
    as_user = {} if user is None else {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    return subprocess.Popen(
        command,
        cwd="/",
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        preexec_fn=_end_with_us,
        **as_user,  # type: ignore[call-overload]
    )


def _end_with_us() -> None:
    ctypes.CDLL(None).prctl(1, signal.SIGQUIT)


def _answers(server: Server, process: subprocess.Popen[bytes]) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            psycopg.connect(server.url(), connect_timeout=PATIENCE).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return True
    process.kill()
    process.wait()
    return False
