"""JavaScript and TypeScript suites: by the runner and the options that the delivered package.json names."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from dataclasses import dataclass
from pathlib import Path

from makegood.engine.packages import Environment
from makegood.engine.probes.test_run import node_reports
from makegood.engine.probes.test_run.node_script import Script, script_of
from makegood.engine.probes.test_run.ways import Call, Files, Left, Stage, Told, Unreadable, Way
from makegood.engine.repository.paths import is_product, is_test, language_of
from makegood.engine.sandbox import make_readable

REPORTER = Path(__file__).with_name("mocha_reporter.cjs")
LANGUAGES = frozenset(("javascript", "typescript", "tsx"))
INSIDE = "/opt/node"


@dataclass(frozen=True)
class NodeWay(Way):
    """One package.json with its suite; `folder` is where it lies, empty for the root."""

    script: Script
    folder: str = ""

    def call(self, stage: Stage) -> Call:
        code, results = stage.code, stage.results
        shown, node = node_reads()
        ours = stage.scratch / "reporter"
        if not ours.exists():
            ours.mkdir()
            shutil.copy(REPORTER, ours / REPORTER.name)
            make_readable(ours)
        shown["/opt/run"] = ours
        place = f"{code}/{self.folder}" if self.folder else code
        steps = [f"cd {shlex.quote(place)}"]
        # A compiler that complains about types still writes what the tests need: types are no tests.
        steps += [f"{{ {step}; }} || true" if re.search(r"\btsc\b", step) else step for step in self.script.before]
        steps.append(self._runner(results, stage.trace))
        variables = {"TOLD_FILE": f"{results}/report.json", **self.environment.variables, **self.script.variables}
        if stage.trace and self.script.runner != "jest":
            variables["NODE_V8_COVERAGE"] = f"{results}/v8"
        search = [f"{place}/node_modules/.bin", f"{code}/node_modules/.bin", *self.environment.search, node]
        command = ["/bin/sh", "-c", " && ".join(steps)]
        return Call(command, {**shown, **self.environment.reads}, self.environment.beside, variables, search)

    def _runner(self, results: str, trace: bool) -> str:
        report, command = f"{results}/report.json", self.script.command
        if self.script.runner == "node --test":
            tap = f"--test --test-reporter=tap --test-reporter-destination={results}/report.tap"
            return command.replace("--test", tap, 1)
        if self.script.runner == "jest":
            covering = f" --coverage --coverageReporters=json --coverageDirectory={results}/coverage"
            covering += " --coverageThreshold='{}'"
            return f"{command} --ci --json --outputFile={report}{covering if trace else ' --coverage=false'}"
        if self.script.runner == "vitest":
            once = re.sub(r"^vitest(?! run\b)", "vitest run", command)
            return f"{once} --coverage.enabled=false --reporter=json --outputFile={report}"
        if self.script.runner == "mocha":
            return f"{command} --reporter /opt/run/{REPORTER.name}"
        return f"{command} --tap" if self.script.runner == "ava" else command

    def read(self, left: Left) -> Told:
        try:
            told = self._told(left)
        except (KeyError, TypeError, AttributeError, ValueError) as bad:
            raise Unreadable("its report is broken") from bad
        lines = node_reports.istanbul_lines(left.out, left.code) if self.script.runner == "jest" else {}
        lines = lines or node_reports.v8_lines(left, self.readings)
        return Told(told.outcomes, told.failures, lines)

    def _told(self, left: Left) -> Told:
        if self.script.runner in ("jest", "vitest"):
            return node_reports.read_jest(left.out, left.code)
        if self.script.runner == "mocha":
            return node_reports.read_told(left.out)
        if self.script.runner == "node --test":
            return node_reports.read_tap_file(left.out)
        return node_reports.read_tap(left.run.stdout.decode("utf-8", "backslashreplace"))


def node_way(files: Files, folder: str, environment: Environment) -> NodeWay:
    """Raises NoRunner where it is not known how the suite is run."""
    try:
        package = json.loads(files[f"{folder}/package.json" if folder else "package.json"][0])
    except (ValueError, RecursionError):
        package = {}
    own = [path for path in files if (path.startswith(f"{folder}/") or not folder) and language_of(path) in LANGUAGES]
    uses_node_test = any(is_test(path) and b"node:test" in files[path][0] for path in own)
    script = script_of(package if isinstance(package, dict) else {}, uses_node_test)
    readings = {path: str(language_of(path)) for path in own if is_product(path) and not _is_setting(path)}
    name = f"{folder}: {script.runner}" if folder else script.runner
    return NodeWay(name, environment, readings, script, folder)


def _is_setting(path: str) -> bool:
    return bool(re.search(r"(?:^|/)(?:[^/]{1,60}\.config\.\w{2,4}|\.\w[^/]{0,60}rc\.\w{2,4})$", path))


def node_reads() -> tuple[dict[str, Path], str]:
    """What must be shown so that our Node runs, and the folder of its program inside. Raises FileNotFoundError."""
    found = shutil.which("node")
    if found is None:
        raise FileNotFoundError("node")
    program = Path(found).resolve()
    if program.is_relative_to("/usr"):
        return {}, str(program.parent)
    return {INSIDE: program.parent.parent}, f"{INSIDE}/{program.parent.name}"
