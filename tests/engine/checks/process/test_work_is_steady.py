from __future__ import annotations

from decimal import Decimal

from tests.engine.checks.sheet import judge_one

STEADY = {
    "review.changes": 200,
    "git.weeks": 30,
    "git.active_weeks": 26,
    "git.last_week_share": Decimal("0.05"),
    "git.longest_pause": 2,
}


def test_work_in_most_weeks_passes() -> None:
    assert judge_one("process.work_is_steady", STEADY).outcome == "pass"


def test_a_rush_in_the_last_week_fails() -> None:
    verdict = judge_one("process.work_is_steady", STEADY | {"git.last_week_share": Decimal("0.72")})
    assert verdict.outcome == "fail"
    assert "72%" in verdict.because


def test_a_young_project_is_too_young_to_tell() -> None:
    young = STEADY | {"git.weeks": 2, "git.last_week_share": Decimal(1)}
    assert judge_one("process.work_is_steady", young).outcome == "unknown"


def test_work_that_lay_for_years_is_not_steady() -> None:
    lain = STEADY | {"git.weeks": 136, "git.active_weeks": 8, "git.longest_pause": 97}
    verdict = judge_one("process.work_is_steady", lain)
    assert verdict.outcome == "fail"
    assert "8 of 136 weeks" in verdict.because
