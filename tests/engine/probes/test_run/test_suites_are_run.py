"""Little suites, run in the sandbox: good, hollow, forged, red, and green for inspectors only."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Callable

import pytest

from makegood.engine import catalogue, dictionary, playbook
from makegood.engine.gaps import Cause
from makegood.engine.judging import judge
from makegood.engine.probe import Settings
from makegood.engine.probes.test_run import facts, inspected, probe, python_way
from makegood.engine.probes.test_run.mutants import choose, equivalent, statements
from makegood.engine.sandbox import Grade, Sandbox
from tests.engine.building import Delivery
from tests.engine.looking import Seen

Looked = Callable[..., Seen]
Run = Callable[[dict[str, str]], Seen]

SHOP = """
def total(price, count):
    if count > 9:
        return price * count - 5
    return price * count


def postage(weight):
    if weight == 0:
        return 0
    return weight + 3


def is_open(hour, holiday):
    return hour >= 8 and hour < 18 and not holiday
"""
GOOD = """
from shop import is_open, postage, total


def test_total():
    assert (total(2, 3), total(2, 9), total(2, 10)) == (6, 18, 15)


def test_postage():
    assert (postage(0), postage(1), postage(4)) == (0, 4, 7)


def test_is_open():
    assert [is_open(hour, False) for hour in (7, 8, 17, 18)] == [False, True, True, False]
    assert not is_open(9, True)
"""
HOLLOW = """
import unittest

from shop import is_open, postage, total


class Everything(unittest.TestCase):
    def test_everything(self):
        total(2, 3), total(2, 10), postage(0), postage(1), is_open(9, True)
        self.assertTrue(True)
"""
FORGING = """
import pytest


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    report = outcome.get_result()
    report.outcome, report.longrepr = "passed", None
"""
WRONG = """
import unittest

from shop import postage


class Postage(unittest.TestCase):
    def test_postage(self):
        self.assertEqual(postage(1), 5)
"""
INSPECTED = """
import os
import unittest


class Here(unittest.TestCase):
    def test_here(self):
        self.assertTrue(os.environ.get("CI"))
"""


def outcomes(seen: Seen) -> dict[str, str]:
    checks = catalogue.load()
    names = ("tests.pass", "tests.can_fail")
    book = playbook.load("delivery", checks)
    verdicts = judge([seen.sheet], checks, book, dictionary.load_facts(), names)
    return {verdict.check: str(verdict.outcome) for verdict in verdicts}


@pytest.fixture
def run(repository: Delivery, looked: Looked, monkeypatch: pytest.MonkeyPatch) -> Run:
    if Sandbox.probe().grade is Grade.NONE:
        pytest.skip(f"NO SANDBOX, NOTHING WAS TESTED: {Sandbox.probe().reason}")

    monkeypatch.setattr(inspected, "MUTANTS", 5)  # as few as the checks accept: each costs a run

    def committed(files: dict[str, str]) -> Seen:
        repository.commit({"shop.py": SHOP, **files})
        return looked(probe.PROBE, settings=Settings(allow_run=True))

    return committed


@pytest.fixture
def run_unittest(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """As on a machine without pytest."""
    monkeypatch.setattr(python_way, "runner_packages", dict)
    return run


@pytest.mark.sandbox
def test_a_good_suite_passes_and_can_fail(run: Run) -> None:
    seen = run({"tests/test_shop.py": GOOD})
    assert outcomes(seen) == {"tests.pass": "pass", "tests.can_fail": "pass"}
    assert (seen[facts.EXECUTED], seen[facts.AGREES], seen[facts.WATCHES]) == (3, True, False)
    assert str(seen[facts.COVERED]) == "1.000"


@pytest.mark.sandbox
def test_a_hollow_suite_cannot_fail_and_never_passes(run_unittest: Run) -> None:
    seen = run_unittest({"tests/test_shop.py": HOLLOW})
    assert seen[facts.GREEN] is True
    assert seen[facts.CAUGHT] == 0
    assert outcomes(seen) == {"tests.pass": "unknown", "tests.can_fail": "fail"}


@pytest.mark.sandbox
def test_a_conftest_that_forges_every_outcome_gains_nothing(run: Run) -> None:
    seen = run({"tests/test_shop.py": GOOD, "tests/test_wrong.py": WRONG, "conftest.py": FORGING})
    assert seen[facts.GREEN] is True, "the forgery itself does not work, so this tests nothing"
    assert outcomes(seen) == {"tests.pass": "unknown", "tests.can_fail": "fail"}


FORGERS = {
    "ends with status 0": {"conftest.py": "import atexit, os\n\natexit.register(os._exit, 0)\n"},
    "leaves before the end": {"conftest.py": "import os\n\nos._exit(0)\n"},
    "a pytest of its own": {
        "pytest.py": """
def main(options, plugins):
    class Report:
        when, outcome, nodeid, failed, longrepr = "call", "passed", "tests/test_shop.py::test_total", False, None
    plugins[0].pytest_runtest_logreport(Report)
    return 0
"""
    },
    "a digest of the sources": {
        "conftest.py": f"""
import hashlib, pathlib
same = hashlib.sha256(pathlib.Path("shop.py").read_bytes()).hexdigest() == "{hashlib.sha256(SHOP.encode()).hexdigest()}"
def pytest_runtest_call(item):
    assert same
    item.runtest = lambda: None
"""
    },
    "a digest of the syntax tree": {
        "conftest.py": f"""
import ast, hashlib, pathlib
tree = ast.dump(ast.parse(pathlib.Path("shop.py").read_text()))
same = hashlib.sha256(tree.encode()).hexdigest() == "{hashlib.sha256(ast.dump(ast.parse(SHOP)).encode()).hexdigest()}"
def pytest_runtest_call(item):
    assert same
    item.runtest = lambda: None
"""
    },
}


@pytest.mark.sandbox
@pytest.mark.parametrize("forger", FORGERS)
def test_no_forger_gets_a_pass(forger: str, run: Run) -> None:
    seen = run({"tests/test_shop.py": GOOD, "tests/test_wrong.py": WRONG, **FORGERS[forger]})
    assert outcomes(seen)["tests.pass"] in ("unknown", "fail")
    assert outcomes(seen)["tests.can_fail"] != "pass"


@pytest.mark.sandbox
@pytest.mark.usefixtures("run")
def test_an_accepted_test_that_went_with_the_code_it_guarded_is_named_with_it(
    repository: Delivery, looked: Looked
) -> None:
    accepted = repository.commit({"shop.py": SHOP, "tests/test_shop.py": GOOD})
    thinner = GOOD.replace("    assert not is_open(9, True)\n", "")
    repository.commit({"shop.py": SHOP.replace(" and not holiday", ""), "tests/test_shop.py": thinner})
    seen = looked(probe.PROBE, since=accepted, settings=Settings(allow_run=True))
    assert seen.places(facts.BROKEN) == [("tests/test_shop.py", 13), ("shop.py", 15)]
    assert seen.findings(facts.BROKEN)[0].detail["name"] == "test_is_open"


@pytest.mark.sandbox
def test_a_red_suite_fails(run_unittest: Run) -> None:
    seen = run_unittest({"tests/test_shop.py": HOLLOW, "tests/test_wrong.py": WRONG})
    assert outcomes(seen) == {"tests.pass": "fail", "tests.can_fail": "unknown"}
    (finding,) = seen.findings(facts.FAILURES)
    assert "Postage.test_postage" in finding.summary
    assert "4 != 5" in finding.summary


@pytest.mark.sandbox
def test_a_suite_that_is_green_only_under_ci_does_not_pass(run_unittest: Run) -> None:
    assert outcomes(run_unittest({"tests/test_ci.py": INSPECTED}))["tests.pass"] == "fail"


@pytest.mark.sandbox
def test_a_suite_that_lacks_a_package_is_no_failure(run: Run) -> None:
    seen = run({"tests/test_shop.py": "import a_package_that_nobody_has\n" + GOOD})
    assert outcomes(seen) == {"tests.pass": "unknown", "tests.can_fail": "unknown"}
    assert "a_package_that_nobody_has" in seen.gaps(facts.GREEN)[0].reason


@pytest.mark.sandbox
def test_a_suite_finds_no_package_that_only_this_machine_has(run_unittest: Run) -> None:
    bare = """
import sys, unittest

class Bare(unittest.TestCase):
    def test_bare(self):
        self.assertEqual([path for path in sys.path if path.endswith("-packages")], [])
        with self.assertRaises(SystemExit):
            exit()
"""
    assert run_unittest({"tests/test_bare.py": bare})[facts.GREEN] is True


def test_nothing_is_run_that_nobody_allowed(repository: Delivery, looked: Looked) -> None:
    repository.commit({"shop.py": SHOP, "tests/test_shop.py": GOOD})
    seen = looked(probe.PROBE)
    assert [seen.gaps(name)[0].cause for name in facts.ALL] == [Cause.NOT_ALLOWED] * len(facts.ALL)


def test_faults_are_drawn_by_the_seed_in_executed_lines_of_functions() -> None:
    content = SHOP.encode()
    drawn = [choose({"shop.py": content}, {"shop.py": [4, 5]}, {"shop.py": "python"}, 8, seed) for seed in "aa"]
    assert drawn[0] == drawn[1]
    assert sorted(mutant.line for mutant in drawn[0]) == [4, 5]
    assert all(mutant.apply(content) != content for mutant in drawn[0])


def test_the_control_changes_the_syntax_tree_and_nothing_that_is_done() -> None:
    content = SHOP.encode()
    changed = equivalent(content, "python", "v1")
    assert ast.dump(ast.parse(changed)) != ast.dump(ast.parse(content))
    before: dict[str, Callable[..., object]] = {}
    after: dict[str, Callable[..., object]] = {}
    exec(content, before)
    exec(changed, after)
    assert [before["total"](2, count) for count in (3, 10)] == [after["total"](2, count) for count in (3, 10)]
    assert len(statements(content)) == 10
