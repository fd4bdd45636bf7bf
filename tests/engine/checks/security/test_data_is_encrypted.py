"""A readable field or password fails; keys that may be hashed are shown only."""

from __future__ import annotations

from makegood.engine.check import Outcome
from makegood.engine.evidence import Finding
from tests.engine.checks.sheet import judge_one

CHECK = "security.data_is_encrypted"
FIELD = Finding(rule="plain-field", summary="ssn is readable.", path="models.py", line=3, severity="high")
KEY = Finding(rule="plain-key", summary="api_key is readable.", path="models.py", line=4, severity="low")
PASSWORD = Finding(rule="compared-in-clear", summary="Compared.", path="auth.py", line=7, severity="high")


def facts(fields: list[Finding], passwords: list[Finding], tables: int = 2) -> dict[str, object]:
    return {"schema.tables": tables, "schema.plain_fields": fields, "passwords.in_clear": passwords}


def test_a_readable_field_and_a_readable_password_fail_at_their_lines() -> None:
    verdict = judge_one(CHECK, facts([FIELD, KEY], [PASSWORD]))
    assert verdict.outcome is Outcome.FAIL
    assert [place.line for place in verdict.evidence] == [7, 3]


def test_a_key_that_may_be_hashed_is_shown_only() -> None:
    assert judge_one(CHECK, facts([KEY], [])).outcome is Outcome.PASS


def test_without_tables_there_is_nothing_to_encrypt() -> None:
    assert judge_one(CHECK, facts([], [], tables=0)).outcome is Outcome.NOT_APPLICABLE
