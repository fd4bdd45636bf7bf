"""A flaw fails at its place; no tables, nothing to judge."""

from __future__ import annotations

from makegood.engine.check import Outcome
from makegood.engine.evidence import Finding
from tests.engine.checks.sheet import judge_one

CHECK = "data.schema_is_sound"
FLAW = Finding(rule="money-as-float", summary="Order.total rounds.", path="models.py", line=9, severity="high")
SMALL = Finding(rule="reference-without-key", summary="No key.", path="s.sql", line=2, severity="low")


def test_money_that_rounds_fails_at_its_line() -> None:
    verdict = judge_one(CHECK, {"schema.tables": 4, "schema.flaws": [FLAW, SMALL]})
    assert verdict.outcome is Outcome.FAIL
    assert [place.line for place in verdict.evidence] == [9]


def test_remarks_pass() -> None:
    assert judge_one(CHECK, {"schema.tables": 4, "schema.flaws": [SMALL]}).outcome is Outcome.PASS


def test_without_tables_there_is_nothing_to_judge() -> None:
    assert judge_one(CHECK, {"schema.tables": 0, "schema.flaws": []}).outcome is Outcome.NOT_APPLICABLE
