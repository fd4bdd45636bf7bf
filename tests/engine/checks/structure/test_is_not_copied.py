from __future__ import annotations

from decimal import Decimal

from makegood.engine.evidence import Finding
from makegood.engine.verdict import Verdict
from tests.engine.checks.sheet import judge_one

SIZE = [{"language": "python", "files": 9, "statements": 900, "ways": 90}]


def copy(statements: int, likeness: str, *, variety: int = 30, whole: bool = False, other: str = "b.py") -> Finding:
    detail = {"other": other, "other_line": 7, "statements": statements, "variety": variety, "likeness": likeness}
    return Finding.at("copied-code", "It stands again.", "a.py", line=3, detail={**detail, "whole": whole})


def verdict(*copies: Finding, share: str = "0.02") -> Verdict:
    facts = {"structure.size": SIZE, "structure.copies": list(copies), "structure.copied_share": Decimal(share)}
    return judge_one("structure.is_not_copied", facts)


def test_a_long_copy_fails_with_both_places() -> None:
    failed = verdict(copy(55, "0.80"))
    assert failed.outcome == "fail"
    assert [(item.path, item.line) for item in failed.evidence] == [("a.py", 3), ("b.py", 7)]


def test_small_copies_and_code_of_the_same_form_pass() -> None:
    assert verdict(copy(24, "1.00", whole=True), copy(60, "0.55"), copy(90, "0.95", variety=12)).outcome == "pass"


def test_a_whole_function_in_another_file_fails_earlier() -> None:
    assert verdict(copy(26, "0.95", whole=True)).outcome == "fail"
    assert verdict(copy(36, "0.80", whole=True)).outcome == "fail"
    assert verdict(copy(36, "0.80")).outcome == "pass"
    assert verdict(copy(36, "0.95", whole=True, other="a.py")).outcome == "pass"


def test_many_small_copies_fail_together() -> None:
    assert verdict(copy(22, "0.90"), share="0.31").outcome == "fail"


def test_a_delivery_without_code_has_no_copies() -> None:
    facts = {"structure.size": [], "structure.copies": [], "structure.copied_share": Decimal(0)}
    assert judge_one("structure.is_not_copied", facts).outcome == "not_applicable"
