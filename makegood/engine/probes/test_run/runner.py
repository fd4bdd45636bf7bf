"""One run of one suite in the sandbox: a fresh copy, a disguise, and what came of it."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from makegood.engine.probes.test_run.ways import Left, Stage, Told, Unreadable, Way
from makegood.engine.repository.written import Contents
from makegood.engine.sandbox import Disguise, Ended, Run, Sandbox

MEMORY = 1_500_000_000
PROCESSES = 256
PATH = "/usr/local/bin:/usr/bin:/bin"


@dataclass(frozen=True, slots=True)
class Ran:
    """`green`: it ended by itself without a failure, and something was executed. `finished`: by itself, with a result.
    The rest is what the run wrote."""

    green: bool
    ended: str
    finished: bool
    seconds: float
    outcomes: Mapping[str, str] = field(default_factory=dict)
    failures: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, Sequence[int]] = field(default_factory=dict)
    last_words: str = ""

    @property
    def executed(self) -> int:
        return sum(outcome in ("passed", "failed") for outcome in self.outcomes.values())


@dataclass(frozen=True, slots=True)
class Suite:
    """One suite of the delivery and how it is run."""

    contents: Contents
    way: Way
    sandbox: Sandbox
    scratch: Path

    def run(
        self,
        disguise: Disguise,
        *,
        changed: Mapping[str, bytes] | None = None,
        trace: bool = False,
        seconds: float = 180,
    ) -> Ran:
        """Copies the delivered files, changes what is to be changed, and runs the suite once."""
        token = secrets.token_hex(4)
        code, out = self.scratch / f"code-{token}", self.scratch / f"out-{token}"
        code.mkdir()
        out.mkdir()
        try:
            self.contents.write(code, changed)
            inside = f"{disguise.home_folder}/work/{token[:3]}app" if disguise.user != "build" else f"/srv/{token}"
            results = f"/opt/{token[::-1]}"
            call = self.way.call(Stage(inside, results, self.scratch, trace))
            beside = {f"{inside}/{place}": folder for place, folder in call.beside.items()}
            run = self.sandbox.run(
                call.command,
                reads={**call.reads, **beside},
                writes={inside: code, results: out},
                workdir=inside,
                environment={"PATH": ":".join([*call.search, PATH]), **call.variables},
                seconds=seconds,
                memory_bytes=MEMORY,
                processes=PROCESSES,
                disguise=disguise,
            )
            return self._read(run, out, inside)
        finally:
            shutil.rmtree(code, ignore_errors=True)
            shutil.rmtree(out, ignore_errors=True)

    def _read(self, run: Run, out: Path, inside: str) -> Ran:
        words = run.stdout[-3_000:].decode("utf-8", "backslashreplace")
        words += run.stderr[-1_000:].decode("utf-8", "backslashreplace")
        said = run.because or f"it ended with status {run.status}"
        try:
            told: Told = self.way.read(Left(run, out, inside, self.contents.files))
        except Unreadable as missing:
            return Ran(False, f"the run left no result ({missing}; {said})", False, run.seconds, last_words=words)
        executed = any(outcome in ("passed", "failed") for outcome in told.outcomes.values())
        ended = run.ended is Ended.EXITED
        green = ended and run.status == 0 and executed and not told.failures
        return Ran(green, said, ended, run.seconds, told.outcomes, told.failures, told.lines, words)
