from __future__ import annotations

from tests.engine.checks.sheet import judge_one

REVIEWED = {
    "review.changes": 100,
    "review.seen_by_another": 70,
    "review.by_request": 20,
    "review.by_oneself": 0,
    "git.people": 4,
}


def test_changes_that_a_second_person_merged_pass() -> None:
    verdict = judge_one("process.changes_are_reviewed", REVIEWED)
    assert verdict.outcome == "pass"
    assert "70 of 100" in verdict.because


def test_requests_without_a_record_of_who_looked_are_for_the_owner_to_open() -> None:
    verdict = judge_one(
        "process.changes_are_reviewed", REVIEWED | {"review.seen_by_another": 10, "review.by_request": 85}
    )
    assert (verdict.outcome, verdict.side) == ("unknown", "owner")


def test_a_straight_history_is_unknown_not_failed() -> None:
    plain = REVIEWED | {"review.seen_by_another": 0, "review.by_request": 0}
    assert judge_one("process.changes_are_reviewed", plain).outcome == "unknown"
    assert judge_one("process.changes_are_reviewed", plain | {"git.people": 1}).outcome == "unknown"


def test_authors_who_name_themselves_as_reviewers_fail() -> None:
    assert judge_one("process.changes_are_reviewed", REVIEWED | {"review.by_oneself": 30}).outcome == "fail"


def test_a_few_changes_are_too_few_to_tell() -> None:
    assert judge_one("process.changes_are_reviewed", REVIEWED | {"review.changes": 5}).outcome == "unknown"
