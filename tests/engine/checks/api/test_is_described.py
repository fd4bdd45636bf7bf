from __future__ import annotations

from tests.engine.checks.sheet import judge_one

OPENAPI = {"path": "openapi.yaml", "line": 1, "kind": "OpenAPI", "operations": 9, "generated": False}


def routes(described: int, bare: int, kind: str = "api") -> list[dict[str, object]]:
    row = {"method": "GET", "path": "/a", "file": "a.py", "kind": kind, "framework": ""}
    return [{**row, "line": n, "described": n < described} for n in range(described + bare)]


def outcome(rows: list[dict[str, object]], *descriptions: dict[str, object]) -> str:
    values = {"api.routes": rows, "api.descriptions": list(descriptions)}
    return judge_one("api.is_described", values).outcome


def test_described_routes_pass_and_bare_ones_fail() -> None:
    assert outcome(routes(9, 1), OPENAPI) == "pass"
    assert outcome(routes(5, 5), OPENAPI) == "fail"
    assert outcome(routes(0, 3)) == "fail"


def test_a_description_that_makes_the_routes_passes() -> None:
    assert outcome([], OPENAPI) == "pass"


def test_pages_alone_need_no_description() -> None:
    assert outcome(routes(0, 5, "page")) == "not_applicable"
    assert outcome([]) == "not_applicable"
    assert outcome(routes(0, 5, "unclear")) == "unknown"


def test_a_few_answers_for_its_own_pages_are_unknown() -> None:
    assert outcome(routes(0, 3) + routes(0, 9, "page")) == "unknown"
    called = [{**row, "path": "/api/a"} for row in routes(0, 3)]
    assert outcome(called + routes(0, 9, "page")) == "fail"


def test_graphql_describes_itself() -> None:
    assert outcome(routes(0, 2), {**OPENAPI, "kind": "GraphQL", "operations": 0}) == "pass"
    assert outcome(routes(0, 20), {**OPENAPI, "kind": "GraphQL", "operations": 0}) == "fail"


def test_a_language_that_is_not_read_is_unknown() -> None:
    values = {"api.routes": [], "api.descriptions": []}
    verdict = judge_one("api.is_described", values, gaps={"api.routes": "Routes in Java are not read."})
    assert verdict.outcome == "unknown"


def test_a_route_beside_described_ones_is_one_of_them_even_where_its_answer_is_not_seen() -> None:
    assert outcome(routes(5, 0) + routes(0, 5, "unclear"), OPENAPI) == "fail"
    elsewhere = [{**row, "file": "pages.py"} for row in routes(0, 5, "unclear")]
    assert outcome(routes(5, 0) + elsewhere, OPENAPI) == "pass"
