from __future__ import annotations

from makegood.engine.evidence import Finding
from tests.engine.checks.sheet import judge_one

ROW = {
    "path": ".github/workflows/ci.yml",
    "line": 3,
    "system": "GitHub Actions",
    "read": True,
    "automatic": True,
    "tests": True,
    "checks": True,
    "deploys": False,
    "opaque": False,
    "dead": "",
}
HONEST = {"pipeline.files": [ROW], "pipeline.weakened": [], "pipeline.test_files": 12}
HIDDEN = Finding.at("swallowed", "red tests stay green", "ci.yml", line=9, severity="high")


def outcome(**change: object) -> str:
    return judge_one("process.ci_is_honest", {**HONEST, "pipeline.files": [{**ROW, **change}]}).outcome


def test_tests_that_run_at_each_change_pass() -> None:
    assert judge_one("process.ci_is_honest", HONEST).outcome == "pass"


def test_a_hidden_failure_fails_with_its_place() -> None:
    verdict = judge_one("process.ci_is_honest", {**HONEST, "pipeline.weakened": [HIDDEN]})
    assert verdict.outcome == "fail"
    assert (verdict.evidence[0].path, verdict.evidence[0].line) == ("ci.yml", 9)


def test_a_small_thing_hides_nothing() -> None:
    small = Finding.at("softened", "a second look", "ci.yml", severity="low")
    assert judge_one("process.ci_is_honest", {**HONEST, "pipeline.weakened": [small]}).outcome == "pass"


def test_tests_that_are_not_run_or_only_by_hand_fail() -> None:
    assert outcome(tests=False) == "fail"
    assert outcome(automatic=False) == "fail"
    assert outcome(dead="production") == "fail"


def test_what_stands_elsewhere_is_unknown_and_so_is_a_part() -> None:
    assert outcome(tests=False, opaque=True) == "unknown"
    assert judge_one("process.ci_is_honest", {**HONEST, "pipeline.files": []}).outcome == "unknown"
    gaps = {"pipeline.weakened": "Travis CI was read in part."}
    assert judge_one("process.ci_is_honest", HONEST, gaps=gaps).outcome == "unknown"


def test_no_tests_are_for_another_check() -> None:
    bare = {**HONEST, "pipeline.test_files": 0, "pipeline.files": [{**ROW, "tests": False}]}
    assert judge_one("process.ci_is_honest", bare).outcome == "unknown"
