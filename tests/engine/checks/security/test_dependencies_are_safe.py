"""Serious holes fail however old the records are; old records never pass."""

from __future__ import annotations

import pytest

from makegood.engine.check import Outcome
from makegood.engine.evidence import Finding
from tests.engine.checks.sheet import judge_one

MANIFEST = {"path": "package.json", "ecosystem": "npm", "kind": "application", "packages": 3, "locks": ["x"]}
SEEN = {"dependencies.count": 9, "dependencies.suspicious": [], "dependencies.manifests": [MANIFEST]}


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
    values = {"dependencies.vulnerable": holes, "dependencies.records_age": age, **SEEN}
    assert judge_one("security.dependencies_are_safe", values).outcome is outcome


@pytest.mark.parametrize(
    ("detail", "outcome"),
    [({"rated": False}, Outcome.FAIL), ({"rated": True}, Outcome.PASS), ({"rated": False, "dev": True}, Outcome.PASS)],
)
def test_a_hole_that_nobody_rated_counts_unless_only_developers_use_the_package(
    detail: dict[str, object], outcome: Outcome
) -> None:
    hole = Finding.at("PYSEC-1", "a hole", "requirements.txt", line=2, severity="medium", detail=detail)
    values = {"dependencies.vulnerable": [hole], "dependencies.records_age": 3, **SEEN}
    assert judge_one("security.dependencies_are_safe", values).outcome is outcome


def test_an_ecosystem_without_records_never_passes() -> None:
    values = {"dependencies.vulnerable": [], "dependencies.records_age": 3, **SEEN}
    gaps = {"dependencies.vulnerable": "There are no records for npm."}
    assert judge_one("security.dependencies_are_safe", values, gaps=gaps).outcome is Outcome.UNKNOWN


def test_a_hole_that_nobody_mends_in_a_part_nobody_imports_does_not_fail() -> None:
    detail = {"rated": False, "reached": False}
    hole = Finding.at("GO-1", "unsafe by design", "go.mod", line=2, severity="medium", detail=detail)
    values = {"dependencies.vulnerable": [hole], "dependencies.records_age": 3, **SEEN}
    assert judge_one("security.dependencies_are_safe", values).outcome is Outcome.PASS


def test_an_imitation_fails_without_any_records() -> None:
    imitation = Finding.at("imitated-name", "reqeusts resembles requests", "requirements.txt", line=1)
    values = {"dependencies.vulnerable": [], **SEEN, "dependencies.suspicious": [imitation]}
    gaps = {"dependencies.vulnerable": "There are no records for PyPI."}
    assert judge_one("security.dependencies_are_safe", values, gaps=gaps).outcome is Outcome.FAIL


def test_no_manifest_is_not_safe() -> None:
    values = {"dependencies.vulnerable": [], "dependencies.records_age": 0, **SEEN, "dependencies.count": 0}
    assert (
        judge_one("security.dependencies_are_safe", {**values, "dependencies.manifests": []}).outcome is Outcome.UNKNOWN
    )
