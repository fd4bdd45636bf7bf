"""What a run uses, measured from outside: memory and processes of its tree, and what memory the machine has left."""

import itertools
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

PAGE = os.sysconf("SC_PAGE_SIZE")
INODE_BYTES = 1024  # kernel memory of one empty file on a tmpfs, rounded up
MOST_MAPPINGS = 20_000
SHARED = b"/dev/zero (deleted)\n"
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


def hidden_memory(processes: Sequence[int], growth: int) -> int:
    """Bytes of shared anonymous memory, at most `growth`. Pages that a child touched before it ended are resident in
    nobody; only the growth of the machine's shared memory and the size of the mapping show them."""
    sizes: dict[bytes, int] = {}
    for process in processes:
        with suppress(OSError), Path(f"/proc/{process}/maps").open("rb") as lines:
            for line in itertools.islice(lines, MOST_MAPPINGS):
                if line.endswith(SHARED):
                    place, _, _, _, inode = line.split()[:5]
                    first, _, last = place.partition(b"-")
                    sizes[inode] = max(sizes.get(inode, 0), int(last, 16) - int(first, 16))
    return min(growth, sum(sizes.values()))


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


def machine_memory() -> tuple[int, int]:
    """Bytes this machine can still give (MemAvailable), bytes of shared memory in use (Shmem)."""
    found = {}
    for line in Path("/proc/meminfo").read_bytes().splitlines():
        name, _, rest = line.partition(b":")
        if name in (b"MemAvailable", b"Shmem"):
            found[name] = int(rest.split()[0]) * 1024
    return found[b"MemAvailable"], found[b"Shmem"]


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
