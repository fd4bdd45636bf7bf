"""What a way of running a suite is: a command for the sandbox, and a reader of what the run left."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from makegood.engine.gaps import Cause, Side
from makegood.engine.packages import Environment
from makegood.engine.sandbox import Run

Files = Mapping[str, tuple[bytes, bool]]


@dataclass(frozen=True, slots=True)
class Call:
    """A command with what must be shown for it. `beside`: below the code; `search` comes before the usual PATH."""

    command: Sequence[str]
    reads: Mapping[str, Path] = field(default_factory=dict)
    beside: Mapping[str, Path] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)
    search: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What a run wrote: outcomes by test, the last words of each failure, lines that ran by path."""

    outcomes: Mapping[str, str]
    failures: Mapping[str, str]
    lines: Mapping[str, Sequence[int]] = field(default_factory=dict)


class Unreadable(Exception):
    """The run left no result that can be read; one sentence."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a run takes place: the code and the results inside, a folder of ours outside; `trace` asks for lines."""

    code: str
    results: str
    scratch: Path
    trace: bool


@dataclass(frozen=True, slots=True)
class Left:
    """What a run left: itself, the folder of its results outside, and where the code stood."""

    run: Run
    out: Path
    code: str
    files: Files


@dataclass(frozen=True)
class Way(ABC):
    """How one suite is run. `readings` says which product files belong to it and in which language they are read."""

    name: str
    environment: Environment
    readings: Mapping[str, str]

    @abstractmethod
    def call(self, stage: Stage) -> Call: ...

    @abstractmethod
    def read(self, left: Left) -> Told:
        """Raises Unreadable."""


@dataclass(frozen=True, slots=True)
class NotRun:
    """A suite that is not run, and why: the parts of a gap."""

    name: str
    files: int
    cause: Cause
    side: Side
    reason: str
    remedy: str
