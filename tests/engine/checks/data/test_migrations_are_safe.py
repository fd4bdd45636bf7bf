"""A grave fault fails, a remark is shown, and a delivery without migrations is none of this check's business."""

from __future__ import annotations

from makegood.engine.check import Outcome
from makegood.engine.evidence import Finding
from tests.engine.checks.sheet import judge_one

CHECK = "data.migrations_are_safe"
GRAVE = Finding(rule="rows-deleted", summary="Every row of orders is deleted.", path="m/2.sql", line=3, severity="high")
SMALL = Finding(rule="index-locks", summary="Building the index locks orders.", path="m/2.sql", line=4, severity="low")


def facts(*faults: Finding, steps: int = 3) -> dict[str, object]:
    return {"migrations.steps": steps, "migrations.new_steps": 1, "migrations.faults": list(faults)}


def test_rows_that_would_be_lost_fail_at_their_place() -> None:
    verdict = judge_one(CHECK, facts(GRAVE, SMALL))
    assert verdict.outcome is Outcome.FAIL
    assert [(place.path, place.line) for place in verdict.evidence] == [("m/2.sql", 3)]


def test_a_remark_is_shown_and_fails_nothing() -> None:
    verdict = judge_one(CHECK, facts(SMALL))
    assert verdict.outcome is Outcome.PASS
    assert len(verdict.evidence) == 1


def test_without_migrations_there_is_nothing_to_judge() -> None:
    assert judge_one(CHECK, facts(steps=0)).outcome is Outcome.NOT_APPLICABLE


def test_unread_migrations_are_no_proof_of_safety() -> None:
    verdict = judge_one(CHECK, facts(), gaps={"migrations.faults": "Migrations in Go are not read."})
    assert verdict.outcome is Outcome.UNKNOWN
