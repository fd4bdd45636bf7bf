"""The checks that judge tests by reading them."""

from __future__ import annotations

from decimal import Decimal

from makegood.engine.evidence import Finding
from tests.engine.checks.sheet import judge_one

ROW = {"language": "python", "framework": "pytest", "kind": "unit", "files": 2, "cases": 20}


def skip(path: str = "tests/test_a.py", rule: str = "test-skipped", whole_file: bool = False) -> Finding:
    return Finding.at(rule, "skipped", path, line=3, detail={"whole_file": whole_file})


def test_twenty_tests_for_a_small_shop_exist() -> None:
    assert (
        judge_one("tests.exist", {"tests.cases": 20, "tests.source_bytes": 90_000, "tests.suites": [ROW]}).outcome
        == "pass"
    )


def test_code_without_tests_fails() -> None:
    verdict = judge_one("tests.exist", {"tests.cases": 0, "tests.source_bytes": 90_000})
    assert verdict.outcome == "fail"
    assert verdict.because.startswith("No tests for 90 kB")


def test_tests_that_were_all_deleted_are_shown_where_they_stood() -> None:
    gone = [Finding.at("test-file-removed", "gone", "tests/test_cart.py", commit="a" * 40)]
    verdict = judge_one("tests.exist", {"tests.cases": 0, "tests.source_bytes": 90_000, "tests.removed": gone})
    assert [one.path for one in verdict.evidence] == ["tests/test_cart.py"]


def test_one_test_for_a_large_shop_fails() -> None:
    assert judge_one("tests.exist", {"tests.cases": 1, "tests.source_bytes": 900_000}).outcome == "fail"


def test_without_code_there_is_nothing_to_test() -> None:
    assert judge_one("tests.exist", {"tests.cases": 0, "tests.source_bytes": 0}).outcome == "not_applicable"


def test_three_kinds_pass_and_two_do_not() -> None:
    facts = {"tests.suites": [ROW], "tests.source_bytes": 1000}
    kinds = ["end_to_end", "integration", "unit"]
    assert judge_one("tests.cover_every_kind", {**facts, "tests.kinds": kinds}).outcome == "pass"
    library = {**facts, "tests.kinds": ["unit"], "dependencies.library": True}
    assert judge_one("tests.cover_every_kind", library).outcome == "not_applicable"
    assert judge_one("tests.cover_every_kind", {**library, "dependencies.library": False}).outcome == "fail"
    verdict = judge_one("tests.cover_every_kind", {**facts, "tests.kinds": ["unit"]})
    assert verdict.outcome == "fail"
    assert "as a user meets it" in verdict.because


def test_one_skip_of_a_hundred_passes_and_is_shown() -> None:
    verdict = judge_one("tests.are_not_skipped", {"tests.skipped": [skip()], "tests.cases": 100})
    assert verdict.outcome == "pass"
    assert verdict.evidence[0].path == "tests/test_a.py"


def test_six_skips_of_a_hundred_fail_and_comments_count() -> None:
    found = [skip()] * 3 + [skip(rule="test-commented-out")] * 3
    verdict = judge_one("tests.are_not_skipped", {"tests.skipped": found, "tests.cases": 97})
    assert verdict.outcome == "fail"
    assert "6 of 100 tests are never run (3 of them commented out or renamed)" in verdict.because


def test_a_whole_file_of_skips_fails_however_many_others_run() -> None:
    found = [skip(whole_file=True)] * 5
    assert judge_one("tests.are_not_skipped", {"tests.skipped": found, "tests.cases": 5000}).outcome == "fail"


def test_a_stricter_limit_is_kept() -> None:
    facts = {"tests.skipped": [skip()], "tests.cases": 100}
    assert judge_one("tests.are_not_skipped", facts, limits={"most_share": Decimal(0)}).outcome == "fail"


def test_half_of_the_tests_check_nothing() -> None:
    hollow = [skip(rule="test-checks-nothing")] * 2 + [skip(rule="test-always-true")]
    verdict = judge_one("tests.assert_something", {"tests.hollow": hollow, "tests.cases": 6, "tests.skipped": []})
    assert verdict.outcome == "fail"
    assert verdict.because == "3 of 6 tests check nothing (1 of them only what cannot be wrong)."


def test_a_setting_counts_for_all_the_tests_it_leaves_out() -> None:
    setting = Finding.at("tests-left-out", "x", "setup.cfg", line=3, detail={"count": 9, "whole_file": False})
    verdict = judge_one("tests.are_not_skipped", {"tests.skipped": [setting], "tests.cases": 100})
    assert (verdict.outcome, verdict.evidence[0].line) == ("fail", 3)


def test_the_one_example_of_a_new_project_does_not_fail() -> None:
    example = [skip(rule="test-always-true")]
    facts = {"tests.hollow": example, "tests.cases": 2, "tests.skipped": []}
    assert judge_one("tests.assert_something", facts).outcome == "pass"
    assert judge_one("tests.assert_something", {**facts, "tests.cases": 1}).outcome == "fail"


def test_three_of_a_hundred_that_check_nothing_pass() -> None:
    hollow = [skip(rule="test-checks-nothing")] * 3
    facts = {"tests.hollow": hollow, "tests.cases": 100, "tests.skipped": []}
    assert judge_one("tests.assert_something", facts).outcome == "pass"


def test_a_lowered_threshold_fails_alone() -> None:
    lowered = Finding.at("threshold-lowered", "The threshold fail_under was lowered from 90 to 40.", "setup.cfg")
    facts = {"tests.weakened": [], "tests.cases_before": 50, "tests.cases": 60, "tests.measures_changed": [lowered]}
    assert judge_one("tests.are_kept", facts).outcome == "fail"


def test_more_tests_than_before_are_kept() -> None:
    facts = {"tests.weakened": [], "tests.cases_before": 50, "tests.cases": 60, "tests.measures_changed": []}
    assert judge_one("tests.are_kept", facts).outcome == "pass"


def test_twenty_assertions_that_went_one_by_one_are_not_kept() -> None:
    thinner = [Finding.at("assertions-removed", "x", "a.py", line=1, severity="low", detail={"gone": 1})] * 20
    facts = {"tests.weakened": thinner, "tests.cases_before": 900, "tests.cases": 900}
    assert judge_one("tests.are_kept", facts).outcome == "fail"
    assert judge_one("tests.are_kept", {**facts, "tests.weakened": thinner[:9]}).outcome == "pass"


def test_one_accepted_test_that_is_skipped_now_is_not_kept() -> None:
    facts = {"tests.weakened": [skip(rule="test-newly-skipped")], "tests.cases_before": 900, "tests.cases": 900}
    assert judge_one("tests.are_kept", facts).outcome == "fail"
    assert judge_one("tests.are_kept", {**facts, "tests.weakened": [skip(rule="test-deleted")]}).outcome == "pass"


def test_a_test_file_that_is_gone_is_not_kept_however_many_others_are_left() -> None:
    gone = [Finding.at("test-deleted", "x", "tests/test_pay.py", line=1, detail={"whole_file": True})] * 3
    verdict = judge_one("tests.are_kept", {"tests.weakened": gone, "tests.cases_before": 900, "tests.cases": 900})
    assert verdict.outcome == "fail"
    assert "tests/test_pay.py" in verdict.because


def test_many_deleted_tests_are_not_kept() -> None:
    gone = [skip(rule="test-deleted")] * 10
    facts = {"tests.weakened": gone, "tests.cases_before": 50, "tests.cases": 40}
    assert judge_one("tests.are_kept", facts).outcome == "fail"


def test_a_thinned_test_whose_old_form_fails_names_the_code_it_guarded() -> None:
    thinned = Finding.at(
        "assertions-removed", "x", "a.py", line=3, severity="low", detail={"name": "test_a", "gone": 1}
    )
    detail = {"name": "test_a", "path": "a.py"}
    broken = [
        Finding.at("accepted-test-fails", "“test_a” fails", "a.py", line=3, detail=detail),
        Finding.at("guarded-code-changed", "changed", "shop.py", line=9, detail=detail),
    ]
    facts = {"tests.weakened": [thinned], "tests.cases_before": 900, "tests.cases": 900}
    verdict = judge_one("tests.are_kept", {**facts, "test_run.accepted_tests_fail": broken})
    assert verdict.outcome == "fail"
    assert [(one.path, one.line) for one in verdict.evidence[:2]] == [("a.py", 3), ("shop.py", 9)]
    assert judge_one("tests.are_kept", {**facts, "test_run.accepted_tests_fail": []}).outcome == "pass"


SUITE = {"suite": "pytest", "state": "ran", "executed": 9, "green": True, "agrees": True, "tried": 8, "caught": 7}
RUN = {
    "test_run.green": True,
    "test_run.agrees": True,
    "test_run.executed": 9,
    "test_run.mutants_tried": 8,
    "test_run.mutants_caught": 7,
    "test_run.watches_files": False,
}


def test_a_suite_that_was_not_run_leaves_the_rest_unknown_and_says_why() -> None:
    left = {
        "suite": "web",
        "state": "not_run",
        "files": 3,
        "reason": "no Node",
        "cause": "tool_missing",
        "side": "ours",
    }
    assert judge_one("tests.pass", {**RUN, "test_run.suites": [SUITE]}).outcome == "pass"
    verdict = judge_one("tests.pass", {**RUN, "test_run.suites": [SUITE, left]})
    assert (verdict.outcome, verdict.cause) == ("unknown", "tool_missing")
    assert "web: no Node" in verdict.because
    red = {**RUN, "test_run.green": False, "test_run.suites": [SUITE, left]}
    assert judge_one("tests.pass", red).outcome == "fail"


def test_one_hollow_suite_is_not_hidden_by_a_good_one() -> None:
    hollow = {**SUITE, "suite": "web", "caught": 0}
    facts = {**RUN, "test_run.mutants_tried": 16, "test_run.suites": [SUITE, hollow]}
    assert judge_one("tests.pass", facts).outcome == "unknown"
    assert judge_one("tests.can_fail", facts).outcome == "fail"
