"""Suites of JavaScript: how package.json calls them, what their runners write, and some run in the sandbox."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from makegood.engine import catalogue, dictionary, playbook
from makegood.engine.judging import judge
from makegood.engine.probe import Settings
from makegood.engine.probes.test_run import facts, inspected, probe
from makegood.engine.probes.test_run.node_reports import read_tap, v8_lines
from makegood.engine.probes.test_run.node_script import NoRunner, script_of
from makegood.engine.probes.test_run.ways import Left
from makegood.engine.sandbox import Ended, Grade, Run, Sandbox
from tests.engine.building import Delivery
from tests.engine.looking import Seen

Looked = Callable[..., Seen]

SHOP = """
export function total(price, count) {
  if (count > 9) {
    return price * count - 5;
  }
  return price * count;
}

export function postage(weight) {
  if (weight === 0) {
    return 0;
  }
  return weight + 3;
}
"""
GOOD = """
import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import { postage, total } from '../shop.js';

test('total', () => assert.deepEqual([total(2, 3), total(2, 9), total(2, 10)], [6, 18, 15]));
describe('more', () => {
  it('postage', () => assert.deepEqual([postage(0), postage(1), postage(4)], [0, 4, 7]));
  it('later', { skip: 'x' }, () => {});
});
"""
WRONG = "test('wrong', () => assert.equal(postage(1), 5));\n"
LEAVING = "process.on('exit', () => process.exit(0));\nsetTimeout(() => process.exit(0), 0);\n"
ENDED = Run(0, Ended.EXITED, "", b"", b"", 1.0, 1.0, 0)
PACKAGE = '{"type": "module", "scripts": {"test": "node --test test/*.test.js"}}'

SCRIPTS = [
    ("mocha --reporter spec test/", "mocha", "mocha test/", (), {}),
    ("NODE_ENV=test nyc --all mocha -R dot", "mocha", "mocha", (), {"NODE_ENV": "test"}),
    ("cross-env CI=1 jest --coverage -i", "jest", "jest -i", (), {"CI": "1"}),
    ("npm run lint && npm run unit", "vitest", "vitest run", (), {}),
    (
        "npm run build && node --test dist/tests/*.test.js",
        "node --test",
        "node --test dist/tests/*.test.js",
        ("tsc",),
        {},
    ),
    ("eslint . && ava --verbose", "ava", "ava", (), {}),
]


@pytest.mark.parametrize(("said", "runner", "command", "before", "variables"), SCRIPTS)
def test_the_runner_is_found_behind_what_is_wrapped_around_it(
    said: str, runner: str, command: str, before: tuple[str, ...], variables: dict[str, str]
) -> None:
    scripts = {"test": said, "lint": "eslint .", "unit": "vitest run --coverage", "build": "tsc"}
    script = script_of({"scripts": scripts}, uses_node_test=False)
    assert (script.runner, script.command, script.before, script.variables) == (runner, command, before, variables)


def test_a_runner_that_is_not_known_says_so() -> None:
    with pytest.raises(NoRunner, match="karma"):
        script_of({"scripts": {"test": "karma start"}}, uses_node_test=False)


def test_a_script_that_calls_itself_ends() -> None:
    with pytest.raises(NoRunner):
        script_of({"scripts": {"test": "npm run a", "a": "npm run b", "b": "npm run a"}}, uses_node_test=False)


def test_tap_tells_the_tests_and_not_the_groups() -> None:
    told = read_tap(
        "TAP version 13\n# Subtest: more\n    # Subtest: a\n    ok 1 - a\n    not ok 2 - b\n      ---\n"
        "      error: 'no'\n      ...\n    ok 3 - c # SKIP later\n    1..3\nnot ok 1 - more\n1..1\n"
    )
    assert told.outcomes == {"a": "passed", "b": "failed", "c": "skipped"}
    assert told.failures == {"b": "'no'"}


@pytest.fixture
def run(repository: Delivery, looked: Looked, monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, str]], Seen]:
    if Sandbox.probe().grade is Grade.NONE:
        pytest.skip(f"NO SANDBOX, NOTHING WAS TESTED: {Sandbox.probe().reason}")
    if shutil.which("node") is None:
        pytest.skip("NO NODE, NOTHING WAS TESTED")
    monkeypatch.setattr(inspected, "MUTANTS", 5)

    def committed(files: dict[str, str]) -> Seen:
        repository.commit({"package.json": PACKAGE, "shop.js": SHOP, **files})
        return looked(probe.PROBE, settings=Settings(allow_run=True))

    return committed


def outcomes(seen: Seen) -> dict[str, str]:
    checks = catalogue.load()
    book = playbook.load("delivery", checks)
    verdicts = judge([seen.sheet], checks, book, dictionary.load_facts(), ("tests.pass", "tests.can_fail"))
    return {verdict.check: str(verdict.outcome) for verdict in verdicts}


@pytest.mark.sandbox
def test_a_report_of_a_million_lines_is_cut_and_one_endless_number_costs_no_time() -> None:
    told = read_tap("not ok 1 - a\n" * 50_000 + f"ok {'1' * 200_000} {'x' * 400}\n")
    assert (len(told.outcomes), len(told.failures)) == (20_000, 100)
    assert read_tap(f"ok {'1' * 200_000} {'x' * 400}\n").outcomes == {}


@pytest.mark.parametrize(
    "row",
    [
        {"functions": [{"ranges": [{"startOffset": "x", "endOffset": 3, "count": 1}]}]},
        {"functions": [{"ranges": [{}]}]},
        {"functions": [{"ranges": 3}]},
        {"functions": [{"functionName": "f", "ranges": [3]}]},
    ],
)
def test_forged_counts_of_lines_are_no_counts(row: dict[str, object], tmp_path: Path) -> None:
    (tmp_path / "v8").mkdir()
    (tmp_path / "v8/coverage.json").write_text(json.dumps({"result": [{"url": "file:///code/shop.js", **row}]}))
    left = Left(ENDED, tmp_path, "/code", {"shop.js": (SHOP.encode(), False)})
    assert v8_lines(left, {"shop.js": "javascript"}) == {}


def test_what_v8_counted_in_two_processes_is_added_up(tmp_path: Path) -> None:
    (tmp_path / "v8").mkdir()
    for name, count in (("a", 0), ("b", 1)):
        ranges = [
            {"startOffset": 0, "endOffset": len(SHOP), "count": 1},
            {
                "startOffset": SHOP.index("{\n    return price"),
                "endOffset": SHOP.index("  return price * count;"),
                "count": 0,
            },
            {"startOffset": SHOP.index("export function postage"), "endOffset": len(SHOP), "count": count},
        ]
        row = {"url": "file:///code/shop.js", "functions": [{"functionName": "", "ranges": ranges}]}
        (tmp_path / f"v8/{name}.json").write_text(json.dumps({"result": [row]}))
    left = Left(ENDED, tmp_path, "/code", {"shop.js": (SHOP.encode(), False)})
    lines = v8_lines(left, {"shop.js": "javascript"})["shop.js"]
    assert 4 not in lines
    assert {2, 3, 6, 9, 13} <= set(lines)


def test_a_good_suite_of_node_passes_and_can_fail(run: Callable[[dict[str, str]], Seen]) -> None:
    seen = run({"test/shop.test.js": GOOD})
    assert outcomes(seen) == {"tests.pass": "pass", "tests.can_fail": "pass"}
    assert (seen[facts.EXECUTED], seen[facts.SKIPPED], str(seen[facts.COVERED])) == (2, 1, "1.000")


@pytest.mark.sandbox
def test_a_red_suite_that_leaves_with_status_0_does_not_pass(run: Callable[[dict[str, str]], Seen]) -> None:
    seen = run({"test/setup.js": LEAVING, "test/shop.test.js": "import './setup.js';\n" + GOOD + WRONG})
    assert outcomes(seen)["tests.pass"] != "pass"


@pytest.mark.sandbox
def test_a_runner_that_was_not_installed_is_a_gap_that_names_the_option(run: Callable[[dict[str, str]], Seen]) -> None:
    package = '{"scripts": {"test": "jest --passWithNoTests"}, "devDependencies": {"jest": "29.7.0"}}'
    lock = (
        '{"lockfileVersion": 3, "packages": {"": {"devDependencies": {"jest": "29.7.0"}},'
        ' "node_modules/jest": {"version": "29.7.0", "integrity": "sha512-' + "A" * 86 + '=="}}}'
    )
    seen = run({"package.json": package, "package-lock.json": lock, "test/shop.test.js": GOOD})
    assert outcomes(seen)["tests.pass"] == "unknown"
    assert "--allow-registries" in seen.gaps(facts.GREEN)[0].remedy
