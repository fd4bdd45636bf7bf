"""Serious holes fail however old the records are; old records never pass."""

from __future__ import annotations

import pytest

from makegood.engine.check import Outcome
from makegood.engine.evidence import Finding
from tests.engine.checks.sheet import judge_one


@pytest.mark.parametrize(
    ("severity", "age", "outcome"),
    [
        (None, 3, Outcome.PASS),
        ("low", 3, Outcome.PASS),
        ("high", 3, Outcome.FAIL),
        ("critical", 900, Outcome.FAIL),
        (None, 31, Outcome.UNKNOWN),
    ],
)
def test_holes_and_age_decide(severity: str | None, age: int, outcome: Outcome) -> None:
    holes = [Finding.at("PYSEC-1", "a hole", "requirements.txt", line=2, severity=severity)] if severity else []
    values = {"dependencies.vulnerable": holes, "dependencies.records_age": age, "dependencies.count": 9}
    assert judge_one("security.dependencies_are_safe", values).outcome is outcome


@pytest.mark.parametrize(
    ("detail", "outcome"),
    [({"rated": False}, Outcome.FAIL), ({"rated": True}, Outcome.PASS), ({"rated": False, "dev": True}, Outcome.PASS)],
)
def test_a_hole_that_nobody_rated_counts_unless_only_developers_use_the_package(
    detail: dict[str, object], outcome: Outcome
) -> None:
    hole = Finding.at("PYSEC-1", "a hole", "requirements.txt", line=2, severity="medium", detail=detail)
    values = {"dependencies.vulnerable": [hole], "dependencies.records_age": 3, "dependencies.count": 9}
    assert judge_one("security.dependencies_are_safe", values).outcome is outcome


def test_an_ecosystem_without_records_never_passes() -> None:
    values = {"dependencies.vulnerable": [], "dependencies.records_age": 3, "dependencies.count": 9}
    gaps = {"dependencies.vulnerable": "There are no records for npm."}
    assert judge_one("security.dependencies_are_safe", values, gaps=gaps).outcome is Outcome.UNKNOWN
