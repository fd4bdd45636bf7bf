"""Starts the child for one file and checks what it says."""

from __future__ import annotations

import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NoReturn

from makegood.engine.sandbox import (
    Ended,
    Grade,
    Sandbox,
    SandboxRefused,
    SandboxUnavailable,
    make_readable,
    python_reads,
)
from makegood.rules.documents.document import Document
from makegood.rules.documents.limits import LIMITS, MB, Limits, Unreadable
from makegood.rules.documents.reading import too_large
from makegood.rules.documents.record import RecordRefused, document_from_json

MODULE = "makegood.engine.papers"
PACKAGE = Path(__file__).parents[2]
SEEN_AT = "/paper"
MEMORY = 2_000 * MB
ANSWER_BYTES = 80 * MB
SECONDS = 120.0
BROKEN = "The file could not be read: what opens it ended before it was done. It may be damaged, or made to do that."
SLOW = "The file could not be read within {seconds:.0f} seconds; no paper needs so long."


@dataclass(frozen=True, slots=True)
class Opened:
    """The paper, and whether the sandbox held what opened it."""

    document: Document
    contained: bool


def open_paper(
    path: Path, *, limits: Limits = LIMITS, seconds: float = SECONDS, sandbox: Sandbox | None = None
) -> Opened:
    """Opens one file of a stranger. Raises Unreadable, with one sentence that helps.

    Takes about half a second more than reading it here would. `sandbox` defaults to what this machine offers.
    """
    answer, contained = answer_of_child(path, {}, limits=limits, seconds=seconds, sandbox=sandbox)
    return Opened(_believed(answer), contained)


def answer_of_child(
    path: Path, more: Mapping[str, object], *, limits: Limits, seconds: float, sandbox: Sandbox | None
) -> tuple[bytes, bool]:
    """What a child printed that was given the file and an order, and whether the sandbox held it. Raises Unreadable."""
    _refuse_early(path, limits)
    sandbox = sandbox or Sandbox.probe()
    with tempfile.TemporaryDirectory(prefix="makegood-") as name:
        folder = Path(name)
        copy = folder / "paper"
        try:
            shutil.copyfile(path, copy)
        except OSError as broken:
            raise Unreadable(_not_there(path, broken)) from None
        order: dict[str, object] = {"name": path.name[-200:], "limits": asdict(limits), **more}
        if sandbox.grade is not Grade.NONE:
            with suppress(SandboxUnavailable, SandboxRefused):
                return _in_sandbox(sandbox, order, folder, seconds), True
        return _as_child(order, copy, seconds), False


def _refuse_early(path: Path, limits: Limits) -> None:
    try:
        status = path.stat()
    except OSError as broken:
        raise Unreadable(_not_there(path, broken)) from None
    if stat.S_ISDIR(status.st_mode):
        raise Unreadable(f"{path} is a folder; give one file.")
    if not stat.S_ISREG(status.st_mode):
        raise Unreadable(f"{path} is no plain file.")
    if status.st_size > limits.file_bytes:
        raise Unreadable(too_large(limits))


def _not_there(path: Path, broken: OSError) -> str:
    return f"{path} cannot be read: {broken.strerror or broken}."


def _in_sandbox(sandbox: Sandbox, order: Mapping[str, object], folder: Path, seconds: float) -> bytes:
    if os.geteuid() == 0:
        make_readable(folder)
    full = {**order, "paper": f"{SEEN_AT}/paper", "contained": True}
    run = sandbox.run(
        [sys.executable, "-I", "-m", MODULE],
        reads={**python_reads(), str(PACKAGE): PACKAGE, SEEN_AT: folder},
        environment={"PYTHONDONTWRITEBYTECODE": "1"},
        stdin=json.dumps(full).encode(),
        seconds=seconds,
        memory_bytes=MEMORY,
        processes=32,
        output_bytes=ANSWER_BYTES,
    )
    if run.ended is Ended.REFUSED:
        raise SandboxUnavailable(run.because)
    if run.ended is Ended.TIMED_OUT:
        raise Unreadable(SLOW.format(seconds=seconds))
    if run.ended is not Ended.EXITED or run.status != 0:
        raise Unreadable(BROKEN)
    return run.stdout


def _as_child(order: Mapping[str, object], copy: Path, seconds: float) -> bytes:
    resources = {
        "RLIMIT_DATA": MEMORY,
        "RLIMIT_CPU": int(seconds) + 1,
        "RLIMIT_FSIZE": ANSWER_BYTES,
        "RLIMIT_NOFILE": 64,
        "RLIMIT_CORE": 0,
    }
    full = {**order, "paper": str(copy), "contained": False, "parent": os.getpid(), "resources": resources}
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as answer:
        source.write(json.dumps(full).encode())
        source.seek(0)
        process = subprocess.Popen(
            [sys.executable, "-I", "-m", MODULE],
            stdin=source,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            env={},
            cwd="/",
            start_new_session=True,
        )
        try:
            status = process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise Unreadable(SLOW.format(seconds=seconds)) from None
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        if status != 0:
            raise Unreadable(SLOW.format(seconds=seconds) if -status == signal.SIGXCPU else BROKEN)
        answer.seek(0)
        return answer.read(ANSWER_BYTES)


def _believed(answer: bytes) -> Document:
    """The document that a child printed, if it is one. Raises Unreadable."""
    try:
        return document_from_json(told(answer).get("document"))
    except Unreadable:
        raise
    except (ValueError, RecursionError, RecordRefused):
        raise Unreadable(BROKEN) from None


def told(answer: bytes) -> Mapping[str, object]:
    """The one object that a child printed. Raises Unreadable, also with the sentence of the child that refused."""
    try:
        found = json.loads(answer, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Unreadable(BROKEN) from None
    if not isinstance(found, dict):
        raise Unreadable(BROKEN)
    if isinstance(sentence := found.get("refused"), str):
        raise Unreadable("".join(letter for letter in sentence[:500] if letter.isprintable()))
    return found


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")
