"""Python suites: pytest where it is installed, Django's own runner for its projects, else unittest."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from makegood.engine.packages import Environment
from makegood.engine.probes.test_run.ways import Call, Files, Left, Stage, Told, Unreadable, Way
from makegood.engine.repository.paths import is_product
from makegood.engine.sandbox import ReadLimits, ResultRefused, make_readable, python_reads, read_result

HARNESS = Path(__file__).with_name("harness.py")
RUNNER_PACKAGES = ("pytest", "_pytest", "py", "pluggy", "iniconfig", "packaging", "pygments")
RESULT_LIMIT = ReadLimits(file_bytes=32_000_000)
ASKS_FOR_PYTEST = re.compile(rb"(?im)^\s*(?:import pytest|from pytest|\[tool\.pytest|\[pytest\]|\[tool:pytest\])")


@dataclass(frozen=True)
class PythonWay(Way):
    """`folder` is where the suite is started: the root, or the one that holds `manage.py`."""

    runner: str
    folder: str = ""

    def call(self, stage: Stage) -> Call:
        shown = {inside: path for inside, path in python_reads().items() if path != Path(sys.prefix).absolute()}
        shown |= {f"/opt/packages/{path.name}": path for path in runner_packages().values()}
        shown |= dict(self.environment.reads)
        harness = stage.scratch / "harness"
        if not harness.exists():
            harness.mkdir()
            shutil.copy(HARNESS, harness / "run.py")
            make_readable(harness)
        shown["/opt/run"] = harness
        python = Path(sys.base_prefix, "bin", f"python{sys.version_info[0]}.{sys.version_info[1]}")
        mode = "trace" if stage.trace else "plain"
        command = [str(python), "-B", "-S", "-s", "/opt/run/run.py", f"{stage.results}/result.json", mode, self.runner]
        command += [self.folder or ".", "/opt/packages"]
        return Call(command, shown, self.environment.beside, self.environment.variables, tuple(self.environment.search))

    def read(self, left: Left) -> Told:
        try:
            document = json.loads(read_result(left.out, "result.json", RESULT_LIMIT))
            lines = {str(path): [int(one) for one in seen] for path, seen in document["lines"].items()}
            return Told(texts(document["outcomes"]), texts(document["failures"]), lines)
        except (ResultRefused, ValueError, KeyError, TypeError, OverflowError, AttributeError, RecursionError) as bad:
            raise Unreadable("its own result is missing or broken") from bad


def python_way(files: Files, environment: Environment) -> PythonWay:
    """How the Python suite of the delivery is run, given the packages it has."""
    readings = {path: "python" for path in files if path.endswith(".py") and is_product(path)}
    manage = min((path for path in files if re.fullmatch(r"(?:[^/]+/){0,2}manage\.py", path)), key=len, default=None)
    folder = manage.rpartition("/")[0] if manage is not None else ""
    pytest = any(ASKS_FOR_PYTEST.search(content) for path, (content, _) in files.items() if _may_ask(path))
    if manage is not None and b"django" in files[manage][0].lower() and not pytest:
        return PythonWay("Python, Django", environment, readings, "django", folder)
    if environment.count or runner_packages():
        return PythonWay("Python, pytest", environment, readings, "pytest")
    return PythonWay("Python, unittest", environment, readings, "unittest")


def _may_ask(path: str) -> bool:
    name = path.rpartition("/")[2]
    return name in ("pyproject.toml", "pytest.ini", "setup.cfg", "tox.ini") or name.startswith(("test_", "conftest"))


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


def texts(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise ValueError("not a table")
    return {str(name)[:400]: str(text)[:1_000] for name, text in list(value.items())[:20_000]}
