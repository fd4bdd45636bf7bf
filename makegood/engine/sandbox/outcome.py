"""The limits given to a run and what came of it."""

from dataclasses import dataclass
from enum import StrEnum


class Ended(StrEnum):
    """How a run ended. `refused`: the sandbox could not be set up as asked, nothing was executed; `stopped`: by us."""

    EXITED = "exited"
    TIMED_OUT = "timed_out"
    MEMORY = "memory"
    PROCESSES = "processes"
    OUTPUT = "output"
    KILLED = "killed"
    REFUSED = "refused"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Limits:
    """Ceilings of one run: wall-clock seconds; memory of the whole tree in bytes; processes and threads together; bytes
    read from both pipes together; bytes written into the writable folders together."""

    seconds: float
    memory_bytes: int
    processes: int
    output_bytes: int
    writes_bytes: int


@dataclass(frozen=True)
class Run:
    """What came of a run.

    `status`: exit status, 128 + signal, 126 or 127 if the command cannot be executed; None unless exited or killed.
    `because`: one sentence, empty after a plain exit. `peak_memory`: bytes, the largest sum that was seen.
    `cpu_seconds` is of the whole tree, 0 where the run was killed before it could be counted.
    """

    status: int | None
    ended: Ended
    because: str
    stdout: bytes
    stderr: bytes
    seconds: float
    cpu_seconds: float
    peak_memory: int
