from __future__ import annotations

from makegood.engine.evidence import Finding
from tests.engine.checks.sheet import judge_one

OPENAPI = {"path": "openapi.yaml", "line": 1, "kind": "OpenAPI", "operations": 1, "generated": False}
ROUTE = {
    "method": "GET",
    "path": "/a",
    "file": "a.py",
    "line": 3,
    "kind": "api",
    "framework": "",
    "described": True,
}
TRUE = {"api.routes": [ROUTE], "api.descriptions": [OPENAPI], "api.unserved": []}


def outcome(**change: object) -> str:
    return judge_one(
        "api.matches_description", {**TRUE, **{f"api.{name}": value for name, value in change.items()}}
    ).outcome


def test_the_same_on_both_sides_passes() -> None:
    assert outcome() == "pass"


def test_a_route_too_many_on_either_side_fails() -> None:
    assert outcome(routes=[ROUTE, {**ROUTE, "described": False}]) == "fail"
    assert outcome(unserved=[Finding.at("unserved", "GET /b is not there", "openapi.yaml", line=4)]) == "fail"


def test_a_description_made_from_the_code_cannot_differ() -> None:
    assert outcome(descriptions=[{**OPENAPI, "generated": True}]) == "pass"


def test_nothing_to_compare_is_unknown() -> None:
    assert outcome(descriptions=[]) == "unknown"
    assert outcome(routes=[]) == "unknown"
