from __future__ import annotations

from makegood.engine.evidence import Finding
from makegood.engine.verdict import Verdict
from tests.engine.checks.sheet import judge_one


def grown(ways: int, before: int | None) -> Finding:
    detail = {"ways": ways, "lines": 90, "statements": 60}
    more = {} if before is None else {"ways_before": before, "statements_before": 50}
    return Finding.at(
        "new-tangle" if before is None else "grown-tangle", "f.", "a.py", line=3, detail={**detail, **more}
    )


def copy(statements: int, likeness: str) -> Finding:
    detail = {"other": "b.py", "other_line": 7, "statements": statements, "variety": 20, "likeness": likeness}
    return Finding.at("new-copy", "It stands again.", "a.py", line=3, detail=detail)


def circle(*, direct: bool, files: bool) -> Finding:
    return Finding.at("new-circle", "a and b.", "a.py", line=3, detail={"direct": direct, "files": files})


def verdict(*worse: Finding, after: str = "0.02") -> Verdict:
    trend = [{"measure": "copied", "before": "0.010", "after": after}]
    return judge_one("structure.gets_no_worse", {"structure.worse": list(worse), "structure.trend": trend})


def test_a_little_growth_passes() -> None:
    small = (grown(28, None), grown(42, 37), copy(22, "1.00"), copy(40, "0.50"), circle(direct=False, files=False))
    assert verdict(*small).outcome == "pass"


def test_what_is_new_beyond_the_limits_fails_with_its_place() -> None:
    new = (grown(31, None), grown(36, 22), grown(60, 40), copy(40, "0.80"))
    for worse in (*new, circle(direct=True, files=False), circle(direct=False, files=True)):
        failed = verdict(worse)
        assert failed.outcome == "fail"
        assert (failed.evidence[0].path, failed.evidence[0].line) == ("a.py", 3)


def test_many_little_steps_fail_together() -> None:
    assert verdict(copy(22, "0.90"), after="0.08").outcome == "fail"


def test_hot_spots_are_shown_where_nothing_is_worse() -> None:
    row = {"path": "a.py", "line": 9, "changes": 40, "ways": 120}
    facts = {"structure.worse": [], "structure.trend": [], "structure.hot_spots": [row]}
    assert [item.line for item in judge_one("structure.gets_no_worse", facts).evidence] == [9]


def test_without_an_earlier_revision_it_is_unknown() -> None:
    gaps = {"structure.worse": "No earlier revision was given."}
    assert judge_one("structure.gets_no_worse", {}, gaps=gaps).outcome == "unknown"
