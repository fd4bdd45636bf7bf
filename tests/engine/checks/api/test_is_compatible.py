from __future__ import annotations

from makegood.engine.evidence import Finding
from tests.engine.checks.sheet import judge_one


def outcome(*severities: str) -> str:
    found = [Finding.at("operation-gone", "GET /a is gone", "openapi.yaml", severity=level) for level in severities]
    return judge_one("api.is_compatible", {"api.changes": found}).outcome


def test_nothing_gone_passes_and_anything_gone_fails() -> None:
    assert outcome() == "pass"
    assert outcome("low") == "pass"
    assert outcome("low", "high") == "fail"


def test_without_an_earlier_revision_it_is_unknown() -> None:
    assert (
        judge_one("api.is_compatible", {}, gaps={"api.changes": "No earlier revision was given."}).outcome == "unknown"
    )
