"""A memory limit that the kernel keeps, where this machine lets us make a control group (version 1 or 2)."""

import itertools
import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")
OWN = Path("/proc/self/cgroup")
PREFIX = "makegood-"
_numbers = itertools.count()


@dataclass(frozen=True)
class Group:
    """One control group. `version` is 1 or 2; figures are bytes."""

    path: Path
    version: int

    def limit(self, memory_bytes: int) -> None:
        """Raises OSError if the kernel refuses the limit."""
        name = "memory.max" if self.version == 2 else "memory.limit_in_bytes"
        (self.path / name).write_text(str(memory_bytes))
        if self.version == 2:
            optional = {"memory.swap.max": "0", "memory.oom.group": "1"}
        else:
            optional = {"memory.memsw.limit_in_bytes": str(memory_bytes), "memory.swappiness": "0"}
        for file, value in optional.items():
            with suppress(OSError):  # absent without swap accounting
                (self.path / file).write_text(value)

    def held(self) -> int:
        """Memory of processes and files in memory. Cached pages of the disk are left out: they can go."""
        names = ("anon", "shmem") if self.version == 2 else ("total_rss", "total_shmem")
        found = dict(line.split(" ", 1) for line in _lines(self.path / "memory.stat"))
        return sum(int(found.get(name, 0)) for name in names)

    def tasks(self) -> int:
        """Processes and threads in the group."""
        try:
            return (self.path / ("cgroup.threads" if self.version == 2 else "tasks")).read_bytes().count(b"\n")
        except OSError:
            return 0

    def overflowed(self) -> bool:
        """Did the kernel end a process of the group for want of memory?"""
        try:
            text = (self.path / ("memory.events" if self.version == 2 else "memory.oom_control")).read_text()
        except OSError:
            return False
        return any(line.startswith("oom_kill ") and line.split()[1] != "0" for line in text.splitlines())

    def remove(self) -> None:
        for _ in range(20):
            try:
                self.path.rmdir()
            except FileNotFoundError:
                return
            except OSError:  # the kernel empties a group a moment after its last process was reaped
                time.sleep(0.01)
            else:
                return


@dataclass(frozen=True)
class Parent:
    """A folder of the control group tree in which we may make groups with a memory limit."""

    path: Path
    version: int

    def make(self, memory_bytes: int) -> Group:
        """Raises OSError."""
        group = Group(self.path / f"{PREFIX}{os.getpid()}-{next(_numbers)}", self.version)
        group.path.mkdir()
        try:
            group.limit(memory_bytes)
        except OSError:
            group.remove()
            raise
        return group

    def sweep(self) -> None:
        """Remove the empty groups of engines that were killed."""
        with suppress(OSError):
            for path in self.path.glob(PREFIX + "*"):
                owner = path.name.removeprefix(PREFIX).partition("-")[0]
                if owner.isdigit() and not Path("/proc", owner).exists():
                    Group(path, self.version).remove()


def find_parent() -> Parent | None:
    """Try the places where a group may be made; None when every one of them refuses."""
    for parent in _candidates():
        try:
            group = parent.make(64 * 1024 * 1024)
        except OSError:
            continue
        group.remove()
        parent.sweep()
        return parent
    return None


def _candidates() -> list[Parent]:
    own = {}
    for line in _lines(OWN):
        _, controllers, path = line.split(":", 2)
        own[controllers] = path.lstrip("/")
    found = []
    for line in _lines(MOUNTS):
        fields, _, tail = line.partition(" - ")
        root, point = fields.split(" ")[3:5]
        kind, _, options = tail.split(" ", 2)
        top = Path(point)
        if kind == "cgroup" and "memory" in options.split(","):
            inner = next((path for names, path in own.items() if "memory" in names.split(",")), "")
            found += [Parent(place, 1) for place in _below(top, root, inner)]
        elif kind == "cgroup2":
            places = _below(top, root, own.get("", ""))
            found += [Parent(place, 2) for place in places if _passes_memory_on(place)]
    return found


def _below(top: Path, root: str, inner: str) -> list[Path]:
    """Our own group, its parents up to the mount: a version 2 group with processes cannot have limited children."""
    own = top / Path("/", inner).relative_to(root) if Path("/", inner).is_relative_to(root) else top
    return [own, *(parent for parent in own.parents if parent.is_relative_to(top))]


def _passes_memory_on(place: Path) -> bool:
    return any("memory" in line.split() for line in _lines(place / "cgroup.subtree_control"))


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text().splitlines()
    except OSError:
        return []
