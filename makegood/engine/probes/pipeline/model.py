"""A pipeline as jobs and steps, the same for every system, as JSON that can be kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

STEP_LIMIT = 500
LINE_LIMIT = 400


@dataclass(slots=True)
class Step:
    """`soft`: line on which its failure is declared harmless; `off`: line on which it is switched off; 0 for no."""

    line: int
    name: str = ""
    uses: str = ""
    script: list[tuple[int, str]] = field(default_factory=list)
    inputs: dict[str, tuple[int, str]] = field(default_factory=dict)
    soft: int = 0
    off: int = 0
    shell: str = ""


@dataclass(slots=True)
class Job:
    line: int
    name: str
    uses: str = ""
    uses_line: int = 0
    soft: int = 0
    off: int = 0
    manual: int = 0
    environment: str = ""
    rights: dict[str, tuple[int, str]] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)


@dataclass(slots=True)
class Pipeline:
    """`triggers`: event -> (line, branches it is limited to). `rights`: scope -> (line, read or write)."""

    system: str
    name: str = ""
    triggers: dict[str, tuple[int, list[str]]] = field(default_factory=dict)
    rights: dict[str, tuple[int, str]] = field(default_factory=dict)
    jobs: list[Job] = field(default_factory=list)
    borrowed: list[tuple[int, str]] = field(default_factory=list)
    cut: bool = False

    def to_json(self) -> dict[str, object]:
        return asdict(self)

    def steps(self) -> Iterator[tuple[Job, Step]]:
        for job in self.jobs:
            for step in job.steps:
                yield job, step


def from_json(document: dict[str, Any]) -> Pipeline:
    """The pipeline of our own JSON."""
    known = dict(document)
    jobs = []
    for row in known.pop("jobs"):
        steps = [Step(**step) for step in row.pop("steps")] if "steps" in row else []
        jobs.append(Job(**row, steps=steps))
    return Pipeline(**known, jobs=jobs)
