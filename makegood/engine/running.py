"""Running probes: in parallel, each in a child of its own with a time limit. One that fails costs its own facts."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from makegood.engine.facts import Fact, FactName
from makegood.engine.gaps import Cause, Gap
from makegood.engine.probe import Declared, Note, Probe, Scene, ToolRun
from makegood.engine.process import end, end_all, start
from makegood.engine.record import clean, fact_from_json, fact_to_json, gap_from_json, gap_to_json
from makegood.engine.sandbox import results

RESULT_LIMIT = 100_000_000


@dataclass(slots=True)
class ProbeResult:
    """What one probe left: its facts, its gaps, the tools it ran, and how long it took in seconds."""

    probe: str
    facts: list[Fact] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    tools: list[ToolRun] = field(default_factory=list)
    seconds: float = 0.0
    note: object = None


Told = Callable[[str, str], None]
"""Takes (probe, what happened: "started" | "running" | "done" | "failed")."""


@dataclass(slots=True)
class _Running:
    probe: Probe
    process: BaseProcess
    until: float


def run_probes(
    work: Sequence[tuple[Probe, Scene]], folder: Path, *, jobs: int, on_progress: Told = lambda probe, what: None
) -> list[ProbeResult]:
    """Runs each probe on its scene, `jobs` at a time, and reads back what they left in `folder` (one file each).

    A probe whose file is already in the folder is not run again: that is how an interrupted inspection goes on.
    """
    waiting = [(probe, scene) for probe, scene in work if not _file(folder, probe).exists()]
    late: set[str] = set()
    running: list[_Running] = []
    try:
        while waiting or running:
            while waiting and len(running) < max(1, jobs):
                probe, scene = waiting.pop(0)
                on_progress(probe.name, "started")
                process = start(_look, probe, scene, folder)
                running.append(_Running(probe, process, time.monotonic() + probe.seconds))
            wait([one.process.sentinel for one in running], timeout=0.5)
            for one in list(running):
                if one.process.is_alive() and time.monotonic() > one.until:
                    late.add(one.probe.name)
                    end(one.process)
                if not one.process.is_alive():
                    running.remove(one)
                    end(one.process)
                    on_progress(one.probe.name, "done" if _file(folder, one.probe).exists() else "failed")
            for one in running:
                on_progress(one.probe.name, "running")
    finally:
        end_all()
        for _, scene in work:
            shutil.rmtree(scene.scratch, ignore_errors=True)
    return [_result(probe, folder, probe.name in late) for probe, _ in work]


def read_result(probe: Probe | Declared, document: Mapping[str, object]) -> ProbeResult:
    """A probe's result from its JSON. Raises KeyError, TypeError, ValueError or RecordRefused when it is none."""
    names = {name.name: name for name in probe.gives}
    facts, gaps, tools, seconds = (document[key] for key in ("facts", "gaps", "tools", "seconds"))
    if not (isinstance(facts, dict) and isinstance(gaps, list) and isinstance(tools, list)):
        raise ValueError("a probe's result has another form")
    return ProbeResult(
        probe=probe.name,
        facts=[fact_from_json(name, row, names[name]) for name, row in facts.items()],
        gaps=[gap_from_json(row) for row in gaps],
        tools=[ToolRun(**row) for row in tools],
        seconds=float(str(seconds)),
        note=document.get("note"),
    )


def _file(folder: Path, probe: Probe) -> Path:
    return folder / f"{probe.name}.json"


def _result(probe: Probe, folder: Path, late: bool) -> ProbeResult:
    cause, reason = Cause.ERROR, f"The probe {probe.name} ended without a result."
    try:
        # A child that hostile content took over could leave a link or a pipe in the place of its result (H5b).
        content = results.read_result(folder, _file(folder, probe).name, results.ReadLimits(file_bytes=RESULT_LIMIT))
        return read_result(probe, json.loads(content))
    except results.ResultRefused as refused:
        if late:
            cause = Cause.TIMED_OUT
            reason = f"The probe {probe.name} did not finish within {probe.seconds:.0f} seconds."
        elif not refused.absent:
            reason = f"What the probe {probe.name} left is not read: {refused}"
    except Exception as broken:
        reason = f"What the probe {probe.name} left cannot be read ({type(broken).__name__})."
    remedy = "Run the inspection again; if it stays so, tell the makers of Makegood."
    return ProbeResult(probe=probe.name, gaps=[Gap.of(name.name, cause, reason, remedy) for name in probe.gives])


def _look(probe: Probe, scene: Scene, folder: Path) -> None:
    """In the child: lets the probe look and leaves its result as one file, whole or not at all."""
    began = time.monotonic()
    names: dict[str, FactName] = {name.name: name for name in probe.gives}
    facts: dict[str, object] = {}
    gaps: list[Gap] = []
    tools: list[dict[str, object]] = []
    evidence = folder / "evidence"
    evidence.mkdir(exist_ok=True)
    scene.scratch.mkdir(parents=True, exist_ok=True)
    note: object = None
    problem = "said nothing of it"
    try:
        for item in probe.look(scene):
            if isinstance(item, Fact):
                facts[item.name] = fact_to_json(item, names[item.name], evidence)
            elif isinstance(item, Gap):
                gaps.append(item)
            elif isinstance(item, Note):
                note = clean(item.value)
            else:
                row = {"name": item.name, "version": item.version, "seconds": item.seconds, "status": item.status}
                tools.append(row)
    except Exception as broken:
        problem = f"failed ({type(broken).__name__}: {str(broken)[:200]})"
    known = {gap.name for gap in gaps} | set(facts)
    for name in names:
        if name not in known:
            reason = f"The probe {probe.name} {problem}."
            gaps.append(Gap.of(name, Cause.ERROR, reason, "Tell the makers of Makegood; this is our side."))
    document = {
        "probe": probe.name,
        "facts": facts,
        "gaps": [gap_to_json(gap) for gap in gaps],
        "tools": tools,
        "seconds": round(time.monotonic() - began, 3),
        "note": note,
    }
    path = _file(folder, probe)
    temporary = path.with_suffix(f".{os.getpid()}")
    temporary.write_text(json.dumps(document))
    temporary.replace(path)
