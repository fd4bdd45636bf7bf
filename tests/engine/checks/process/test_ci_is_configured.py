from __future__ import annotations

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


def outcome(*rows: dict[str, object]) -> str:
    return judge_one("process.ci_is_configured", {"pipeline.files": list(rows)}).outcome


def test_a_pipeline_that_checks_each_change_passes() -> None:
    assert outcome(ROW) == "pass"
    assert outcome(ROW, {**ROW, "read": False}) == "pass"


def test_none_or_one_that_checks_nothing_fails() -> None:
    assert outcome() == "fail"
    assert outcome({**ROW, "checks": False, "tests": False}) == "fail"
    assert outcome({**ROW, "automatic": False}) == "fail"


def test_one_for_a_branch_that_is_not_there_fails_with_its_name() -> None:
    verdict = judge_one("process.ci_is_configured", {"pipeline.files": [{**ROW, "dead": "production"}]})
    assert verdict.outcome == "fail"
    assert "production" in verdict.because


def test_what_stands_elsewhere_or_is_broken_is_unknown() -> None:
    assert outcome({**ROW, "checks": False, "opaque": True}) == "unknown"
    assert outcome({"path": "x", "line": 1, "system": "Drone", "read": False, "dead": ""}) == "unknown"
