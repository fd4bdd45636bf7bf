"""ownership.no_foreign_code, on literal fact sheets."""

from __future__ import annotations

from decimal import Decimal

from makegood.engine.check import Outcome
from makegood.engine.evidence import Finding
from tests.engine.checks.sheet import judge_one

CHECK = "ownership.no_foreign_code"
NOTICE = Finding.at("code-of-another", "It is theirs.", "lib/graph.py", line=1, text="(c) Graphworks Inc.")
SHARED = Finding.at("same-file", "The whole file is a.py of other.", "shop/a.py", line=1)
ALONE = {"notices.of_others": [], "notices.files_read": 9, "foreign_code.compared": 0}


def test_a_file_that_names_another_owner_fails_with_its_line() -> None:
    verdict = judge_one(CHECK, {**ALONE, "notices.of_others": [NOTICE]})
    assert verdict.outcome is Outcome.FAIL
    assert [(place.path, place.line) for place in verdict.evidence] == [("lib/graph.py", 1)]


def test_a_file_of_another_repository_fails_with_the_share() -> None:
    compared = {"foreign_code.shared": [SHARED], "foreign_code.share": Decimal("0.12"), "foreign_code.compared": 1}
    verdict = judge_one(CHECK, {**ALONE, **compared})
    assert verdict.outcome is Outcome.FAIL
    assert "12.0% of the code" in verdict.because


def test_without_another_repository_it_is_unknown() -> None:
    assert judge_one(CHECK, ALONE).outcome is Outcome.UNKNOWN


def test_nothing_shared_passes() -> None:
    compared = {"foreign_code.shared": [], "foreign_code.share": Decimal(0), "foreign_code.compared": 1}
    assert judge_one(CHECK, {**ALONE, **compared}).outcome is Outcome.PASS
