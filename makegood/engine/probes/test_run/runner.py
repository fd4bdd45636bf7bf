"""One run of one suite in the sandbox: a fresh copy, a disguise, and what came of it."""

from __future__ import annotations

import importlib.util
import json
import secrets
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from makegood.engine.repository.written import Contents
from makegood.engine.sandbox import (
    Disguise,
    Ended,
    ReadLimits,
    ResultRefused,
    Run,
    Sandbox,
    make_readable,
    python_reads,
    read_result,
)

HARNESS = Path(__file__).with_name("harness.py")
RUNNER_PACKAGES = ("pytest", "_pytest", "pluggy", "iniconfig", "packaging", "pygments")
RESULT_LIMIT = ReadLimits(file_bytes=32_000_000)
MEMORY = 1_500_000_000


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
    """How a Python suite is run: by pytest where it is installed beside us, else by unittest."""

    contents: Contents
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
            command, reads = self._command(results, trace)
            run = self.sandbox.run(
                command,
                reads=reads,
                writes={inside: code, results: out},
                workdir=inside,
                seconds=seconds,
                memory_bytes=MEMORY,
                disguise=disguise,
            )
            return self._read(run, out)
        finally:
            shutil.rmtree(code, ignore_errors=True)
            shutil.rmtree(out, ignore_errors=True)

    def _command(self, results: str, trace: bool) -> tuple[list[str], dict[str, Path]]:
        shown = {inside: path for inside, path in python_reads().items() if path != Path(sys.prefix).absolute()}
        packages = runner_packages()
        shown |= {f"/opt/packages/{name}": path for name, path in packages.items()}
        harness = self.scratch / "harness"
        if not harness.exists():
            harness.mkdir()
            shutil.copy(HARNESS, harness / "run.py")
            make_readable(harness)
        shown["/opt/run"] = harness
        python = Path(sys.base_prefix, "bin", f"python{sys.version_info[0]}.{sys.version_info[1]}")
        runner = "pytest" if "pytest" in packages else "unittest"
        mode = "trace" if trace else "plain"
        command = [str(python), "-B", "-s", "/opt/run/run.py", f"{results}/result.json", mode, runner, "/opt/packages"]
        return command, shown

    def _read(self, run: Run, out: Path) -> Ran:
        words = run.stdout[-3_000:].decode("utf-8", "backslashreplace")
        words += run.stderr[-1_000:].decode("utf-8", "backslashreplace")
        said = run.because or f"it ended with status {run.status}"
        try:
            document = json.loads(read_result(out, "result.json", RESULT_LIMIT))
            outcomes = _texts(document["outcomes"])
            failures = _texts(document["failures"])
            lines = {str(path): [int(one) for one in seen] for path, seen in document["lines"].items()}
        except (ResultRefused, ValueError, KeyError, TypeError, OverflowError, AttributeError, RecursionError):
            return Ran(False, f"the run left no result ({said})", False, run.seconds, last_words=words)
        executed = any(outcome in ("passed", "failed") for outcome in outcomes.values())
        green = run.ended is Ended.EXITED and run.status == 0 and executed and not failures
        return Ran(green, said, run.ended is Ended.EXITED, run.seconds, outcomes, failures, lines, words)


def runner_packages() -> dict[str, Path]:
    """pytest and what it needs, from our own environment, each as the folder or file it is; empty without it."""
    found: dict[str, Path] = {}
    for name in RUNNER_PACKAGES:
        spec = importlib.util.find_spec(name)
        if spec is None or spec.origin is None:
            return {}
        path = Path(spec.origin)
        found[name] = path.parent if path.name == "__init__.py" else path
    return found


def _texts(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise ValueError("not a table")
    return {str(name)[:400]: str(text)[:1_000] for name, text in list(value.items())[:20_000]}
