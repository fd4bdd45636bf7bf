from __future__ import annotations

from decimal import Decimal

from tests.engine.checks.sheet import judge_one

SHARED = {
    "knowledge.truck_factor": 2,
    "knowledge.files": 83,
    "knowledge.shared": Decimal("0.64"),
    "git.people": 5,
}


def test_code_that_several_people_changed_passes() -> None:
    verdict = judge_one("knowledge.is_shared", SHARED)
    assert verdict.outcome == "pass"
    assert "64%" in verdict.because


def test_one_main_author_is_no_failure_while_others_change_files() -> None:
    assert judge_one("knowledge.is_shared", SHARED | {"knowledge.truck_factor": 1}).outcome == "pass"


def test_code_that_only_one_person_ever_changed_fails() -> None:
    assert judge_one("knowledge.is_shared", SHARED | {"git.people": 1}).outcome == "fail"
    assert judge_one("knowledge.is_shared", SHARED | {"knowledge.shared": Decimal("0.02")}).outcome == "fail"


def test_a_truck_factor_of_nought_is_unknown() -> None:
    assert judge_one("knowledge.is_shared", SHARED | {"knowledge.truck_factor": 0}).outcome == "unknown"


def test_a_handful_of_files_is_too_few_to_tell() -> None:
    assert judge_one("knowledge.is_shared", SHARED | {"knowledge.files": 4, "git.people": 1}).outcome == "unknown"
