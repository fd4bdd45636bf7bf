"""Runs a Python suite inside the sandbox, beside the partner's code: executed alone there, never imported by us.

Everything it leaves is only declared, as the code it runs with can change it. Arguments: where to write the result,
"trace" or "plain", the runner, where it is started, and folders that are put on the path.
"""

import importlib
import json
import os
import re
import site
import sys
import threading
from typing import Any

KEPT = 20_000
root = os.getcwd() + os.sep  # noqa: PTH109 - before anything of the partner's is loaded
lines: dict[str, set[int]] = {}
outcomes: dict[str, str] = {}
failures: dict[str, str] = {}


def follow(frame: Any, _event: str, _argument: Any) -> Any:
    name = frame.f_code.co_filename
    if not name.startswith(root):
        return None
    seen = lines.setdefault(name, set())

    def follow_lines(inner: Any, what: str, _: Any) -> Any:
        if what == "line":
            seen.add(inner.f_lineno)
        return follow_lines

    return follow_lines


class Listener:
    """A pytest plugin that notes what became of each test."""

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.when == "call" or report.outcome != "passed":
            note(report.nodeid, report.outcome, str(report.longrepr) if report.failed else "")

    def pytest_collectreport(self, report: Any) -> None:
        if report.failed:
            note(report.nodeid, "failed", str(report.longrepr))


def note(name: str, outcome: str, told: str) -> None:
    if len(outcomes) < KEPT:
        outcomes[name[:400]] = outcome
        if outcome == "failed":
            failures[name[:400]] = told[-600:]


def run_pytest() -> int:
    import pytest

    options = ["-q", "-p", "no:cacheprovider"]
    status = int(pytest.main(options, plugins=[Listener()]))
    if status == 4:  # the partner's own options ask for a plugin that is not here
        status = int(pytest.main([*options, "-o", "addopts="], plugins=[Listener()]))
    return status


def result_class() -> Any:
    import unittest

    class Result(unittest.TextTestResult):
        def addSuccess(self, test: Any) -> None:
            super().addSuccess(test)
            note(test.id(), "passed", "")

        def addFailure(self, test: Any, error: Any) -> None:
            super().addFailure(test, error)
            note(test.id(), "failed", self.failures[-1][1])

        def addError(self, test: Any, error: Any) -> None:
            super().addError(test, error)
            note(test.id(), "failed", self.errors[-1][1])

        def addSkip(self, test: Any, reason: str) -> None:
            super().addSkip(test, reason)
            note(test.id(), "skipped", "")

    return Result


def run_django() -> int:
    # Django is the partner's, installed beside the suite.
    importlib.import_module("django.test.runner").DiscoverRunner.get_resultclass = lambda self: result_class()
    management = importlib.import_module("django.core.management")
    with open("manage.py", encoding="utf-8") as file:  # noqa: PTH123
        named = re.search(r"DJANGO_SETTINGS_MODULE['\"],\s*['\"]([\w.]+)", file.read())
    if named:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", named.group(1))
    try:
        management.execute_from_command_line(["manage.py", "test", "--noinput"])
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def run_unittest() -> int:
    import unittest

    start = "tests" if os.path.isdir("tests") else "."  # noqa: PTH112
    package = os.path.isfile(os.path.join(start, "__init__.py"))  # noqa: PTH113, PTH118
    suite = unittest.defaultTestLoader.discover(start, top_level_dir="." if package else start)
    runner = unittest.TextTestRunner(resultclass=result_class())
    return 0 if runner.run(suite).wasSuccessful() else 1


RUNNERS = {"pytest": run_pytest, "django": run_django, "unittest": run_unittest}


def main() -> int:
    out, mode, runner, start, *folders = sys.argv[1:]
    os.chdir(start)
    here = os.getcwd()  # noqa: PTH109
    source = os.path.join(root, "src")  # noqa: PTH118
    sys.path[:1] = [here, root.rstrip(os.sep), *([source] if os.path.isdir(source) else [])]  # noqa: PTH112
    sys.path.extend(folders)
    sys.argv = ["test"]
    site.setquit()  # as without -S, by which packages of this machine are left out
    site.sethelper()
    if runner == "pytest":
        importlib.import_module("pytest")  # before anything is followed: its own lines are nobody's question
    if mode == "trace":
        threading.settrace(follow)
        sys.settrace(follow)
    try:
        status = RUNNERS[runner]()
    finally:
        sys.settrace(None)
    covered = {name[len(root) :]: sorted(seen) for name, seen in list(lines.items())}
    document = {"outcomes": outcomes, "failures": dict(list(failures.items())[:100]), "lines": covered}
    with open(out, "w", encoding="utf-8", errors="backslashreplace") as file:  # noqa: PTH123
        json.dump(document, file)
    return status


if __name__ == "__main__":
    sys.exit(main())
