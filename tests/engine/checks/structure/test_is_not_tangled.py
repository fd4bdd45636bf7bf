from __future__ import annotations

from decimal import Decimal

from makegood.engine.evidence import Finding
from makegood.engine.verdict import Verdict
from tests.engine.checks.sheet import judge_one


def function(ways: int, lines: int, statements: int = 90, *, depth: int = 3, whole_file: bool = False) -> Finding:
    detail = {"ways": ways, "lines": lines, "statements": statements, "depth": depth, "whole_file": whole_file}
    return Finding.at("tangled-function", f"f has {ways} ways.", "a.py", line=3, detail=detail)


def large(statements: int) -> Finding:
    detail = {"ways": 90, "lines": 9_000, "statements": statements, "depth": 0}
    return Finding.at("large-file", "a.py is large.", "a.py", line=1, detail=detail)


def circle(size: int = 2, *, direct: bool = True, files: bool = True, fronts: bool = False) -> Finding:
    detail = {"direct": direct, "files": files, "fronts": fronts, "size": size, "places": [["a.py", 1], ["b.py", 2]]}
    return Finding.at("circle", "a.py and b.py need each other.", "a.py", line=1, detail=detail)


def verdict(*tangles: Finding, circles: tuple[Finding, ...] = (), share: str = "0.02") -> Verdict:
    facts = {
        "structure.size": [{"language": "python", "files": 9, "statements": 900, "ways": 90}],
        "structure.tangles": list(tangles),
        "structure.tangled_share": Decimal(share),
        "structure.circles": list(circles),
    }
    return judge_one("structure.is_not_tangled", facts)


def test_what_admired_code_shows_passes() -> None:
    passed = verdict(function(42, 181), function(61, 248), function(46, 468), function(47, 1_306, 325, whole_file=True))
    assert passed.outcome == "pass"


def test_a_function_that_nobody_can_follow_fails_with_its_place() -> None:
    nested, script = function(25, 60, depth=10), function(90, 900, whole_file=True)
    for worst in (function(61, 300), function(85, 120), function(30, 900, 400), nested, script):
        failed = verdict(worst, function(25, 60))
        assert failed.outcome == "fail"
        assert [(item.path, item.line) for item in failed.evidence] == [("a.py", 3)]


def test_a_file_that_holds_everything_fails() -> None:
    assert verdict(large(2_300)).outcome == "pass"
    assert verdict(large(3_500)).outcome == "fail"


def test_two_files_that_need_each_other_fail_and_looser_ties_do_not() -> None:
    assert verdict(circles=(circle(),)).outcome == "fail"
    assert verdict(circles=(circle(3, direct=False),)).outcome == "fail"
    assert verdict(circles=(circle(12, direct=False, fronts=True),)).outcome == "fail"
    assert verdict(circles=(circle(4, direct=False, fronts=True), circle(files=False))).outcome == "pass"


def test_tangles_everywhere_fail_together() -> None:
    assert verdict(function(25, 60), share="0.40").outcome == "fail"
