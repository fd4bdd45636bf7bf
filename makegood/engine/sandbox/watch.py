"""What a run uses, measured from outside: memory and processes of its tree, bytes in its folders, what is left."""

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

PAGE = os.sysconf("SC_PAGE_SIZE")
INODE_BYTES = 1024  # kernel memory of one empty file on a tmpfs, rounded up
SIZED_PLACES = ("tmp", "dev/shm")


def tree(first: int, most: int) -> list[int]:
    """Process ids of `first` (process 1 inside, to which orphans return) and its descendants, at most `most`."""
    found: list[int] = []
    waiting = [first]
    while waiting and len(found) < most:
        process = waiting.pop()
        found.append(process)
        with suppress(OSError):
            for thread in Path(f"/proc/{process}/task").iterdir():
                children = (thread / "children").read_bytes()
                waiting.extend(int(child) for child in children.split())
    return found


def tasks(processes: Sequence[int]) -> int:
    """Processes and threads."""
    total = 0
    for process in processes:
        with suppress(OSError):
            total += os.stat(f"/proc/{process}/task").st_nlink - 2  # noqa: PTH116 - every 40 ms
    return total


def memory(processes: Sequence[int], limit: int) -> int:
    """Bytes the processes hold together. Above `limit`, shared pages are counted once, which takes longer."""
    plain = sum(_resident(process) for process in processes)
    if plain <= limit:
        return plain
    return sum(_proportional(process) for process in processes)


def memory_files(first: int, home: str, size: int) -> int:
    """Bytes in the tmpfs folders of the sandbox whose process 1 is `first`, inodes included; no process shows these."""
    total = 0
    for place in (*SIZED_PLACES, home.lstrip("/")):
        with suppress(OSError):
            use = os.statvfs(f"/proc/{first}/root/{place}")
            if use.f_blocks * use.f_frsize > size + PAGE:
                return 0  # bubblewrap has not changed its root yet: this is the /tmp of the machine
            total += (use.f_blocks - use.f_bfree) * use.f_frsize + (use.f_files - use.f_ffree) * INODE_BYTES
    return total


def available_memory() -> int:
    """Bytes this machine can still give (MemAvailable)."""
    for line in Path("/proc/meminfo").read_text().splitlines():
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) * 1024
    return 0


def free_space(folders: Sequence[Path]) -> int:
    """Bytes free on the fullest of the file systems that hold the folders."""
    return min((use.f_bavail * use.f_frsize for use in map(os.statvfs, folders)), default=0)


def written(folder: Path, most_bytes: int, most_files: int, most_depth: int) -> tuple[int, int]:
    """Bytes on disk and number of entries below `folder`. Stops counting at the first limit passed; a tree that is too
    deep counts as more than `most_files`. Links are not followed."""
    used = files = 0
    waiting = [(str(folder), 0)]
    while waiting:
        path, depth = waiting.pop()
        if depth > most_depth:
            return used, most_files + 1
        for size, inner in _entries(path):
            used, files = used + size, files + 1
            if inner is not None:
                waiting.append((inner, depth + 1))
            if used > most_bytes or files > most_files:
                return used, files
    return used, files


def _entries(path: str) -> Iterator[tuple[int, str | None]]:
    with suppress(OSError), os.scandir(path) as entries:
        for entry in entries:
            with suppress(OSError):
                status = entry.stat(follow_symlinks=False)
                yield status.st_blocks * 512, entry.path if stat.S_ISDIR(status.st_mode) else None


def _resident(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_bytes().split()[1]) * PAGE
    except (OSError, IndexError):
        return 0


def _proportional(process: int) -> int:
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_bytes().splitlines():
            if line.startswith(b"Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return _resident(process)
