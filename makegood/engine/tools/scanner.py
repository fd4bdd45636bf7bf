"""Outside scanners that cannot lie to us: run in the sandbox, on a copy that we wrote, with a fault that we planted.

What a scanner must not see stays out of the copy: the partner's configuration, ignore files and names of folders.
Marks that switch a scanner off inside a file ("nosec", "zizmor: ignore") are overwritten in the copy with as many
letters, so that lines keep their numbers; how many there were is told. In the copy lies, under a random name, a file
with a fault that the scanner must report: what mutes the scanner mutes that report, too, and becomes a gap instead of
a pass (H7).
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from makegood.engine.evidence import Finding
from makegood.engine.gaps import Cause
from makegood.engine.notation.sarif import Log, NoSarif, Result, read_log
from makegood.engine.probe import Scene, ToolRun
from makegood.engine.repository.content import read_blobs
from makegood.engine.repository.tree import Entry
from makegood.engine.sandbox import Ended, Grade, Run, Sandbox, SandboxRefused, make_readable, python_reads

INSIDE = "/copy"
FILES_LIMIT = 20_000
OUTPUT_LIMIT = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """A planted fault: a file name with its ending, the content, and the rule that must be reported for it."""

    name: str
    content: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanner:
    """One outside tool. `command` makes its arguments from the folder of the copy and must ask for SARIF on stdout.

    `wants` gives the name under which a file lies in its numbered folder of the copy, None for a file it cannot read.
    `clean` are the exit statuses of a scan that ended, with or without findings. `marks` switch it off inside a file.
    `reads` are further folders it may read, such as our rules (path inside: path outside).
    With `shell`, the command is for the sandbox's own shell and finds the program as `$0`.
    """

    name: str
    program: str
    command: Callable[[str], Sequence[str]]
    wants: Callable[[Entry], str | None]
    control: Control
    marks: re.Pattern[bytes]
    clean: frozenset[int]
    seconds: float = 120
    memory_bytes: int = 1500 * 1024 * 1024
    environment: Mapping[str, str] = field(default_factory=dict)
    reads: Mapping[str, Path] = field(default_factory=dict)
    shell: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What a scan saw: findings at the delivered paths, how many files it was given, how many marks were overwritten.

    `gap` is None, or why nothing of it counts: (cause, sentence).
    """

    findings: tuple[Finding, ...] = ()
    files: int = 0
    marks: int = 0
    run: ToolRun
    gap: tuple[Cause, str] | None = None


def scan(scanner: Scanner, scene: Scene) -> Scan:
    """Runs the scanner on the files of the revision that it wants. Never raises for what a file or the scanner does."""
    missing = _missing(scanner, scene)
    if missing:
        return _none(scanner, Cause.TOOL_MISSING, missing, "missing")
    wanted = [(entry, name) for entry in scene.tree.files if (name := scanner.wants(entry)) is not None]
    if not wanted:
        return Scan(run=ToolRun(name=scanner.name, version="", seconds=0.0, status="skipped"))
    if len(wanted) > FILES_LIMIT:
        return _none(
            scanner, Cause.UNSUPPORTED, f"{len(wanted):,} files are more than {scanner.name} is given.", "skipped"
        )
    copy = scene.scratch / scanner.name
    try:
        paths, marks, unread = _write(scanner, scene, wanted, copy)
        planted = _plant(scanner.control, copy)
        make_readable(copy)
        ended = _run(scanner, scene, copy)
    except (OSError, SandboxRefused) as broken:
        return _none(scanner, Cause.ERROR, f"{scanner.name} could not be run: {broken}.", "failed")
    finally:
        shutil.rmtree(copy, ignore_errors=True)
    return _read(scanner, ended, paths, planted, marks, unread)


def _missing(scanner: Scanner, scene: Scene) -> str:
    tools = scene.settings.tools
    if tools is None or not (tools / "bin" / scanner.program).exists():
        return f"The scanner {scanner.name} is not installed (make setup installs it)."
    sandbox = Sandbox.probe()
    return (
        f"The scanner {scanner.name} runs in the sandbox only. {sandbox.reason}" if sandbox.grade is Grade.NONE else ""
    )


def _none(scanner: Scanner, cause: Cause, sentence: str, status: str) -> Scan:
    return Scan(run=ToolRun(name=scanner.name, version="", seconds=0.0, status=status), gap=(cause, sentence))


def _write(
    scanner: Scanner, scene: Scene, wanted: Sequence[tuple[Entry, str]], copy: Path
) -> tuple[dict[str, str], int, int]:
    """The copy: number/name for each file. Gives number -> delivered path, the marks overwritten, the files unread."""
    copy.mkdir(parents=True)
    paths: dict[str, str] = {}
    marks = unread = 0
    blobs = read_blobs(scene.repository.git, (entry.blob for entry, _ in wanted))
    for number, ((entry, name), (_, content)) in enumerate(zip(wanted, blobs, strict=True)):
        if content is None:
            unread += 1
            continue
        content, count = scanner.marks.subn(lambda match: b"x" * len(match.group()), content)
        marks += count
        target = copy / f"n{number}" / name
        target.parent.mkdir(parents=True)
        target.write_bytes(content)
        paths[f"n{number}"] = entry.path
    return paths, marks, unread


def _plant(control: Control, copy: Path) -> str:
    number = f"n{secrets.randbelow(10**9) + 10**9}"
    target = copy / number / control.name
    target.parent.mkdir(parents=True)
    target.write_text(control.content, encoding="utf-8")
    return number


def _run(scanner: Scanner, scene: Scene, copy: Path) -> Run:
    tools = scene.settings.tools
    assert tools is not None
    program = tools.resolve() / "bin" / scanner.program
    return Sandbox.probe().run(
        _line(scanner, str(program)),
        reads={**python_reads(tools.resolve()), **scanner.reads, INSIDE: copy},
        workdir="/tmp",
        environment={"PATH": f"{tools.resolve() / 'bin'}:/usr/bin:/bin", "HOME": "/tmp", **scanner.environment},
        seconds=scanner.seconds,
        memory_bytes=scanner.memory_bytes,
        output_bytes=OUTPUT_LIMIT,
        tmpfs_bytes=256 * 1024 * 1024,
    )


def _line(scanner: Scanner, program: str) -> list[str]:
    arguments = scanner.command(INSIDE)
    return ["/bin/sh", *arguments, program] if scanner.shell else [program, *arguments]


def _read(scanner: Scanner, ended: Run, paths: Mapping[str, str], planted: str, marks: int, unread: int) -> Scan:
    if ended.ended is not Ended.EXITED or ended.status not in scanner.clean:
        said = (
            ended.because or ended.stderr.decode("utf-8", "backslashreplace").strip()[-200:] or f"status {ended.status}"
        )
        cause = Cause.TIMED_OUT if ended.ended is Ended.TIMED_OUT else Cause.ERROR
        return _none(scanner, cause, f"{scanner.name} did not end well: {said}", "failed")
    try:
        log = read_log(json.loads(ended.stdout))
    except (ValueError, RecursionError, NoSarif):
        return _none(scanner, Cause.ERROR, f"What {scanner.name} printed cannot be read.", "failed")
    run = ToolRun(name=scanner.name, version=log.version, seconds=round(ended.seconds, 2), status="ran")
    if not any(_number(result) == planted and scanner.control.rule in result.rule for result in log.results):
        sentence = f"{scanner.name} did not report the fault that we planted, so its silence proves nothing."
        return Scan(files=len(paths), marks=marks, run=run, gap=(Cause.ERROR, sentence))
    findings = tuple(_findings(scanner, log, paths))
    gap = (Cause.ERROR, f"{scanner.name} was not given {unread} files that could not be read.") if unread else None
    return Scan(findings=findings, files=len(paths), marks=marks, run=run, gap=gap)


def _findings(scanner: Scanner, log: Log, paths: Mapping[str, str]) -> list[Finding]:
    """One finding for each place and rule, however many ways lead there."""
    places = {(result.rule, result.path, result.line): result for result in log.results}
    return [
        Finding.at(
            f"{scanner.name}:{result.rule}",
            result.summary,
            paths[_number(result)],
            line=result.line,
            text=f"{result.rule} {result.summary}",
            severity=result.severity,
            excerpt=None,
        )
        for result in places.values()
        if _number(result) in paths
    ]


def _number(result: Result) -> str:
    """`n12` of `/copy/n12/name`, however the scanner shortens the path."""
    return next((part for part in result.path.split("/") if re.fullmatch(r"n\d{1,10}", part)), "")
