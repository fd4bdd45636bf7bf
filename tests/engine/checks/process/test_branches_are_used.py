from __future__ import annotations

from tests.engine.checks.sheet import judge_one


def test_merged_branches_pass() -> None:
    assert judge_one("process.branches_are_used", {"review.changes": 100, "review.by_branch": 60}).outcome == "pass"


def test_a_straight_line_is_unknown_because_a_rebase_leaves_no_trace() -> None:
    verdict = judge_one("process.branches_are_used", {"review.changes": 100, "review.by_branch": 2})
    assert verdict.outcome == "unknown"
    assert "no trace" in verdict.because


def test_a_few_changes_are_too_few_to_tell() -> None:
    assert judge_one("process.branches_are_used", {"review.changes": 4, "review.by_branch": 4}).outcome == "unknown"
