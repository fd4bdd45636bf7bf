from __future__ import annotations

from makegood.engine.evidence import Finding
from tests.engine.checks.sheet import judge_one


def outcome(*severities: str) -> str:
    found = [Finding.at("rule", "changes unseen", "file", line=4, severity=severity) for severity in severities]
    return judge_one("security.images_are_safe", {"pipeline.images": found, "pipeline.recipes": 1}).outcome


def test_nothing_and_small_things_pass() -> None:
    assert outcome() == "pass"
    assert outcome("low", "low") == "pass"


def test_one_grave_or_middling_place_fails() -> None:
    assert outcome("low", "high") == "fail"
    assert outcome("medium") == "fail"


def test_no_container_is_not_applicable() -> None:
    assert (
        judge_one("security.images_are_safe", {"pipeline.images": [], "pipeline.recipes": 0}).outcome
        == "not_applicable"
    )


def test_a_part_that_was_not_read_is_unknown() -> None:
    verdict = judge_one(
        "security.images_are_safe",
        {"pipeline.images": [], "pipeline.recipes": 1},
        gaps={"pipeline.images": "One file is broken."},
    )
    assert verdict.outcome == "unknown"
