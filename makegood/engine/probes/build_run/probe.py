"""The delivery, built by its own steps in the sandbox, with the packages that its lock files name (H5, H6)."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from makegood.engine.evidence import Finding
from makegood.engine.facts import Fact
from makegood.engine.gaps import Cause, Gap, Side
from makegood.engine.packages import Ecosystem, Environment, NotInstalled, installed
from makegood.engine.probe import Probe, Scene
from makegood.engine.probes.build_run import facts
from makegood.engine.probes.build_run.faults import import_fault, script_fault
from makegood.engine.probes.build_run.steps import Step, steps
from makegood.engine.repository.paths import is_product
from makegood.engine.repository.written import Contents, NotWritten, read_contents
from makegood.engine.sandbox import DISGUISES, Ended, Grade, Run, Sandbox, python_reads

INSIDE = "/srv/code"
SECONDS, INSTALLING = 520.0, 300.0
STEP_SECONDS = 150.0
REVIEW = "Have a reviewer build it on a new machine."


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one step: its row, a fault of the code, or a sentence why it says nothing."""

    row: dict[str, object]
    fault: Finding | None = None
    unsaid: str = ""


def look(scene: Scene) -> Iterator[Fact | Gap]:
    if not scene.settings.allow_run:
        yield scene.saw(facts.FAILED, [])
        reason = "It was not built: running delivered code was not allowed."
        remedy = "Allow it (in the agreement: “Running their code”; as a command: --allow-run), then inspect again."
        yield from scene.missed(facts.ALL, Cause.NOT_ALLOWED, reason, remedy)
        return
    sandbox = Sandbox.probe()
    yield scene.saw(facts.GRADE, sandbox.grade.value)
    if sandbox.grade is Grade.NONE:
        yield scene.saw(facts.FAILED, [])
        reason = f"Nothing is built without a sandbox: {sandbox.reason}"
        yield from scene.missed(
            (facts.STEPS, facts.FAILED), Cause.TOOL_MISSING, reason, "Install bubblewrap and inspect again."
        )
        return
    try:
        contents = read_contents(scene.repository.git, scene.tree.files)
    except NotWritten as refused:
        yield scene.saw(facts.FAILED, [])
        yield from scene.missed((facts.STEPS, facts.FAILED), Cause.UNSUPPORTED, str(refused), REVIEW)
        return
    yield from _build(scene, contents, sandbox)


def _build(scene: Scene, contents: Contents, sandbox: Sandbox) -> Iterator[Fact | Gap]:
    until = time.monotonic() + SECONDS
    wanted = steps(contents.files)
    environments: dict[tuple[Ecosystem, str], Environment | NotInstalled] = {}
    outcomes: list[Outcome] = []
    gaps: list[Gap] = []
    for step in wanted:
        key = (step.ecosystem, step.folder)
        if key not in environments:
            left = max(1.0, min(INSTALLING, until - time.monotonic()))
            environments[key] = installed(
                step.ecosystem, contents.files, scene.settings, folder=step.folder, seconds=left
            )
        environment = environments[key]
        if isinstance(environment, NotInstalled):
            gaps += environment.gaps([facts.STEPS.name, facts.FAILED.name])
        elif time.monotonic() + 5 < until:
            outcomes.append(_run(step, environment, contents, sandbox, scene.scratch, until))
    yield scene.saw(facts.STEPS, [one.row for one in outcomes])
    yield scene.saw(facts.FAILED, [one.fault for one in outcomes if one.fault])
    yield from _once(gaps)
    for unsaid in dict.fromkeys(one.unsaid for one in outcomes if one.unsaid):
        yield from scene.missed((facts.FAILED,), Cause.NO_ACCESS, unsaid, REVIEW, Side.OURS)
    yield from _unseen(scene, wanted)


def _unseen(scene: Scene, wanted: list[Step]) -> Iterator[Gap]:
    """Languages whose builds are not run, or that say nowhere how they are built."""
    languages = {entry.language for entry in scene.tree.files if entry.language and is_product(entry.path)}
    others = sorted(str(one) for one in languages & {"php", "ruby", "java", "csharp", "go"})
    if others:
        reason = f"Builds in {', '.join(others)} are not run: the sandbox has no tools for them."
        yield from scene.missed((facts.FAILED,), Cause.TOOL_MISSING, reason, REVIEW)
    if not wanted and not others:
        reason = "No build script, no served module and no command of a package says what can be built."
        yield from scene.missed((facts.FAILED,), Cause.NO_EVIDENCE, reason, "Ask for a documented build step.")


def _once(gaps: list[Gap]) -> list[Gap]:
    return list(dict.fromkeys(gaps))


def _run(
    step: Step, environment: Environment, contents: Contents, sandbox: Sandbox, scratch: Path, until: float
) -> Outcome:
    code = scratch / "code"
    shutil.rmtree(code, ignore_errors=True)
    code.mkdir()
    contents.write(code)
    try:
        run = _in_sandbox(step, environment, code, sandbox, min(STEP_SECONDS, until - time.monotonic()))
    finally:
        shutil.rmtree(code, ignore_errors=True)
    output = (run.stdout + run.stderr)[-200_000:].decode("utf-8", "backslashreplace")
    good = run.ended is Ended.EXITED and run.status == 0
    row: dict[str, object] = {
        "path": step.path,
        "line": step.line,
        "command": step.shown,
        "ended": "well" if good else run.because or "badly",
        "seconds": int(run.seconds),
        "packages": environment.count,
    }
    if good:
        return Outcome(row)
    if run.ended is Ended.EXITED:
        fault = _fault(step, output, contents)
        if fault:
            return Outcome(row, fault)
    words = run.because or _last_line(output) or "it gave no reason"
    lacking = f" (not installed: {environment.incomplete[0]})" if environment.incomplete else ""
    unsaid = f"“{step.shown}” did not end well, which may be for what is missing here: {words}{lacking}"
    return Outcome(row, unsaid=unsaid)


def _in_sandbox(step: Step, environment: Environment, code: Path, sandbox: Sandbox, seconds: float) -> Run:
    reads = dict(environment.reads) | {f"{INSIDE}/{place}": folder for place, folder in environment.beside.items()}
    workdir = f"{INSIDE}/{step.folder}".rstrip("/")
    variables = dict(DISGUISES[0].environment()) | dict(environment.variables)
    command = list(step.command)
    if step.ecosystem is Ecosystem.PYTHON:
        reads |= {inside: path for inside, path in python_reads().items() if path != Path(sys.prefix).absolute()}
        path = ":".join((workdir, f"{workdir}/src", INSIDE, variables.get("PYTHONPATH", ""))).rstrip(":")
        variables["PYTHONPATH"] = path
        python = Path(sys.base_prefix, "bin", f"python{sys.version_info[0]}.{sys.version_info[1]}")
        # Without packages that only this machine has (-S), and with what else every Python has.
        said = f"import importlib, site; site.setquit(); site.sethelper(); importlib.import_module({step.command[1]!r})"
        command = [str(python), "-B", "-S", "-s", "-c", said]
    variables["PATH"] = ":".join((*environment.search, variables["PATH"]))
    return sandbox.run(
        command, reads=reads, writes={INSIDE: code}, workdir=workdir, environment=variables, seconds=max(1.0, seconds),
        memory_bytes=2_500_000_000, processes=256, writes_bytes=1_000_000_000, tmpfs_bytes=256_000_000,
        disguise=DISGUISES[0],
    )  # fmt: skip


def _fault(step: Step, output: str, contents: Contents) -> Finding | None:
    if step.ecosystem is Ecosystem.NODE:
        said = script_fault(output)
        if not said:
            return None
        summary = f"“npm run build” failed: {said}"
        return Finding.at("step-failed", summary, step.path, line=step.line, text=said, severity="high")
    own = {path.split("/")[depth].removesuffix(".py") for path in contents.files for depth in _depths(step, path)}
    found = import_fault(output, INSIDE, own)
    if found is None:
        return None
    said, path, line = found
    summary = f"{step.path} starts “{step.command[1]}”, and that cannot be loaded: {said}"
    return Finding.at("step-failed", summary, path, line=line, text=said, severity="high")


def _depths(step: Step, path: str) -> list[int]:
    """Where in a path a module of the product's own may begin: the root, the step's folder, `src` in either."""
    parts = path.split("/")
    base = step.folder.count("/") + 1 if step.folder else 0
    return [depth for depth in {0, 1 if parts[0] == "src" else 0, base, base + 1} if depth < len(parts)]


def _last_line(output: str) -> str:
    return next((line.strip()[:200] for line in reversed(output.splitlines()) if line.strip()), "")


PROBE = Probe(name="build_run", gives=facts.ALL, look=look, seconds=600)
