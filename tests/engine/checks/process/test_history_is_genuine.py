from __future__ import annotations

from decimal import Decimal

from makegood.engine.evidence import Finding
from tests.engine.checks.sheet import judge_one


def odd(rule: str, *, strong: bool = True) -> Finding:
    return Finding.at(rule, f"Seen: {rule}", "", commit="a" * 40, severity="info", detail={"strong": strong})


HONEST = {
    "git.commits": 400,
    "git.questions": [],
    "git.import_share": Decimal("0.2"),
    "review.changes": 360,
    "knowledge.files": 120,
}


def test_an_ordinary_history_passes() -> None:
    assert judge_one("process.history_is_genuine", HONEST).outcome == "pass"


def test_dates_alone_raise_questions_and_never_fail() -> None:
    dates = [odd("equal-intervals"), odd("committed-at-once"), odd("date-in-future")]
    verdict = judge_one("process.history_is_genuine", HONEST | {"git.questions": dates})
    assert verdict.outcome == "pass"
    assert "3 questions to ask" in verdict.because
    assert len(verdict.evidence) == 3


def test_a_made_up_history_fails_on_independent_signs() -> None:
    signs = [odd("equal-intervals"), odd("mechanical-messages")]
    assert judge_one("process.history_is_genuine", HONEST | {"git.questions": signs}).outcome == "fail"


def test_a_weak_sign_beside_a_strong_one_is_a_question() -> None:
    signs = [odd("equal-intervals", strong=False), odd("mechanical-messages")]
    assert judge_one("process.history_is_genuine", HONEST | {"git.questions": signs}).outcome == "pass"


def test_all_files_in_one_change_were_delivered_without_history() -> None:
    dumped = {"git.commits": 1, "review.changes": 1, "git.import_share": Decimal(1)}
    verdict = judge_one("process.history_is_genuine", HONEST | dumped)
    assert verdict.outcome == "fail"
    assert "1 change" in verdict.because


def test_a_few_small_changes_behind_one_large_one_are_no_history() -> None:
    dumped = {"git.commits": 13, "review.changes": 13, "git.import_share": Decimal(1), "knowledge.files": 900}
    assert judge_one("process.history_is_genuine", HONEST | dumped).outcome == "fail"


def test_code_that_came_late_and_without_a_past_fails() -> None:
    questions = {"git.questions": [odd("without-past")]}
    assert judge_one("process.history_is_genuine", HONEST | questions).outcome == "fail"


def test_a_long_history_that_began_with_an_import_passes() -> None:
    assert judge_one("process.history_is_genuine", HONEST | {"git.import_share": Decimal(1)}).outcome == "pass"


def test_a_small_beginning_is_too_little_to_tell() -> None:
    small = {"git.commits": 2, "review.changes": 2, "knowledge.files": 6, "git.import_share": Decimal(1)}
    assert judge_one("process.history_is_genuine", HONEST | small).outcome == "unknown"


def test_an_accepted_revision_that_is_gone_fails() -> None:
    assert judge_one("process.history_is_genuine", HONEST | {"git.rewritten": True}).outcome == "fail"
    assert judge_one("process.history_is_genuine", HONEST | {"git.rewritten": False}).outcome == "pass"
