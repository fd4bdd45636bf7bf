"""The checks that judge tests by what running them showed."""

from __future__ import annotations

from decimal import Decimal

from makegood.engine.evidence import Finding
from makegood.engine.facts import Origin
from makegood.engine.verdict import Verdict
from tests.engine.checks.sheet import judge_one

GREEN = {"test_run.green": True, "test_run.agrees": True, "test_run.executed": 40}
MUTATED = {"test_run.mutants_tried": 8, "test_run.mutants_caught": 6, "test_run.watches_files": False}
FAILURE = Finding.at("test-failed", "“test_total” failed", "tests/test_total.py")


def judged(check: str, values: dict[str, object], **gaps: str) -> Verdict:
    return judge_one(
        check, values, origin=Origin.DECLARED, gaps={f"test_run.{name}": why for name, why in gaps.items()}
    )


def test_a_green_suite_that_faults_turned_red_passes() -> None:
    assert judged("tests.pass", {**GREEN, **MUTATED}).outcome == "pass"


def test_a_red_suite_fails_with_the_test_named() -> None:
    verdict = judged("tests.pass", {**GREEN, "test_run.green": False, "test_run.failures": [FAILURE]})
    assert verdict.outcome == "fail"
    assert verdict.because == "1 test failed of 40 that were run."
    assert verdict.evidence[0].path == "tests/test_total.py"


def test_green_that_no_fault_changes_is_not_believed() -> None:
    assert judged("tests.pass", {**GREEN, **MUTATED, "test_run.mutants_caught": 0}).outcome == "unknown"
    assert judged("tests.pass", GREEN).outcome == "unknown"


def test_green_of_a_suite_that_watches_the_files_is_not_believed() -> None:
    values = {**GREEN, **MUTATED, "test_run.watches_files": True}
    assert judged("tests.pass", values).outcome == "unknown"
    assert judged("tests.can_fail", values).outcome == "unknown"


def test_two_runs_that_disagree_are_unknown() -> None:
    assert judged("tests.pass", {**GREEN, **MUTATED, "test_run.agrees": False}).outcome == "unknown"


def test_a_partly_run_delivery_does_not_pass() -> None:
    assert judged("tests.pass", {**GREEN, **MUTATED}, green="The suite in php was not run.").outcome == "unknown"


def test_six_faults_of_eight_are_noticed() -> None:
    verdict = judged("tests.can_fail", MUTATED)
    assert verdict.outcome == "pass"
    assert "8 faults" in verdict.because
    assert "6 of them" in verdict.because


def test_no_fault_of_eight_is_noticed() -> None:
    assert judged("tests.can_fail", {**MUTATED, "test_run.mutants_caught": 0}).outcome == "fail"


def test_one_of_eight_or_none_of_three_is_no_judgement() -> None:
    assert judged("tests.can_fail", {**MUTATED, "test_run.mutants_caught": 1}).outcome == "unknown"
    few = {**MUTATED, "test_run.mutants_tried": 3, "test_run.mutants_caught": 0}
    assert judged("tests.can_fail", few).outcome == "unknown"


def test_four_fifths_of_the_code_are_enough_and_a_fifth_is_not() -> None:
    assert judged("tests.cover_the_code", {"test_run.covered_share": Decimal("0.8")}).outcome == "pass"
    assert judged("tests.cover_the_code", {"test_run.covered_share": Decimal("0.2")}).outcome == "fail"
