"""What a sandboxed process sees, as arguments of bubblewrap (0.8 or later)."""

import fcntl
import os
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from makegood.engine.sandbox.disguise import Disguise

INSIDE_UID = 65534
SEALS = fcntl.F_SEAL_WRITE | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_SEAL
SYSTEM_FOLDERS = ("bin", "sbin", "lib", "lib32", "lib64", "libx32")
SYSTEM_FILES = (
    "/etc/ld.so.cache",
    "/etc/alternatives",  # links only: /usr/bin/java points through it
    "/etc/ssl/certs",
    "/etc/ssl/openssl.cnf",
    "/etc/pki/tls/certs",
    "/etc/pki/ca-trust/extracted",
    "/etc/fonts",
    "/etc/services",
    "/etc/protocols",
    "/etc/mime.types",
)
KEPT_OUT = ("/", "/dev", "/etc", "/home", "/proc", "/root", "/run", "/sys", "/tmp", "/usr", "/var", "/var/run")


class SandboxRefused(ValueError):
    """What was asked cannot be shown inside without opening a hole. The message says what."""


@dataclass(frozen=True)
class View:
    """Folders by their path inside, names by `Disguise`. `tmpfs_bytes` is the size of /tmp, of home and of /dev/shm."""

    reads: Mapping[str, Path] = field(default_factory=dict)
    writes: Mapping[str, Path] = field(default_factory=dict)
    workdir: str = "/tmp"
    environment: Mapping[str, str] = field(default_factory=dict)
    disguise: Disguise = field(default_factory=Disguise)
    tmpfs_bytes: int = 64 * 1024 * 1024

    def __post_init__(self) -> None:
        sockets = _listening()
        for inside, outside in (*self.reads.items(), *self.writes.items()):
            _check_inside(inside)
            _check_outside(outside, sockets)
        if both := set(self.reads) & set(self.writes):
            raise SandboxRefused(f"{min(both)} cannot be both read-only and writable")

    def sources(self) -> list[Path]:
        """Real paths outside, in the order in which `arguments` mounts them."""
        return [outside.resolve() for _, outside, _ in self._binds()]

    def arguments(self, data: "Data", staged: bool) -> list[str]:
        """Options of bwrap. `staged` says that the launcher bound the sources to /run/0, /run/1, ..."""
        size = ["--size", str(self.tmpfs_bytes), "--tmpfs"]
        options = ["--unshare-all", "--unshare-user", "--uid", str(INSIDE_UID), "--gid", str(INSIDE_UID)]
        options += ["--disable-userns", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--clearenv"]
        options += ["--hostname", self.disguise.host, "--ro-bind", "/usr", "/usr", *_system_links()]
        options += ["--proc", "/proc", "--dev", "/dev", *size, "/dev/shm", "--remount-ro", "/dev"]
        options += [*size, "/tmp", "--symlink", "../tmp", "/var/tmp", *size, self.disguise.home_folder]
        options += [*self._etc(data), "--ro-bind-data", str(data.of("quiet\n")), "/proc/cmdline"]
        for number, (inside, outside, kind) in enumerate(self._binds()):
            options += [kind, f"/run/{number}" if staged else str(outside.resolve()), inside]
        for name, value in self.environment.items():
            options += ["--setenv", name, value]
        return [*options, "--remount-ro", "/", "--chdir", self.workdir]

    def _binds(self) -> list[tuple[str, Path, str]]:
        binds = [(inside, outside, "--ro-bind") for inside, outside in self.reads.items()]
        binds += [(inside, outside, "--bind") for inside, outside in self.writes.items()]
        return sorted(binds, key=lambda bind: (bind[0].count("/"), bind[0]))

    def _etc(self, data: "Data") -> Iterator[str]:
        for path in (*SYSTEM_FILES, *map(str, Path("/etc").glob("java-*"))):
            yield from ("--ro-bind-try", path, path)
        for path, text in self.disguise.files(INSIDE_UID).items():
            yield from ("--perms", "0444", "--file", str(data.of(text)), path)
        yield from ("--symlink", f"/usr/share/zoneinfo/{self.disguise.zone}", "/etc/localtime")


class Data:
    """Sealed memory files handed on by descriptor. A context: leaving it closes them."""

    def __init__(self) -> None:
        self.descriptors: list[int] = []

    def of(self, content: str | bytes) -> int:
        descriptor = os.memfd_create("data", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        self.descriptors.append(descriptor)
        rest = memoryview(content.encode() if isinstance(content, str) else content)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.lseek(descriptor, 0, os.SEEK_SET)
        fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, SEALS)
        return descriptor

    def __enter__(self) -> "Data":
        return self

    def __exit__(self, *_: object) -> None:
        for descriptor in self.descriptors:
            os.close(descriptor)


def _system_links() -> Iterator[str]:
    for name in SYSTEM_FOLDERS:
        path = Path("/", name)
        if path.is_symlink():
            yield from ("--symlink", str(path.readlink()), str(path))
        elif path.is_dir():  # a distribution that did not merge /bin into /usr
            yield from ("--ro-bind", str(path), str(path))


def _check_inside(inside: str) -> None:
    if not inside.startswith("/") or posixpath.normpath(inside) != inside or inside in KEPT_OUT:
        raise SandboxRefused(f"{inside!r} is no place for a folder inside the sandbox")
    if inside.startswith(("/proc/", "/dev/", "/sys/", "/usr/", "/run/")):
        raise SandboxRefused(f"{inside} belongs to the system inside the sandbox")


def _listening() -> list[Path]:
    """Unix sockets of this machine: a socket that is visible inside is a way out."""
    lines = Path("/proc/net/unix").read_text("utf-8", "replace").splitlines()
    return [Path(place).resolve() for line in lines if (place := line.split(" ")[-1]).startswith("/")]


def _check_outside(outside: Path, sockets: list[Path]) -> None:
    try:
        real = outside.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        raise SandboxRefused(f"{outside} cannot be opened") from error
    if str(real) in KEPT_OUT or str(real).startswith(("/proc/", "/sys/", "/dev/")):
        raise SandboxRefused(f"{real} is never shown inside the sandbox")
    if not (real.is_dir() or real.is_file()):
        raise SandboxRefused(f"{real} is neither a file nor a folder")
    for socket in sockets:
        if socket.is_relative_to(real):
            raise SandboxRefused(f"{real} holds the socket {socket}, which would be a way out")
