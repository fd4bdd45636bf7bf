"""ownership.code_is_yours, on literal fact sheets."""

from __future__ import annotations

from makegood.engine.check import Outcome
from makegood.engine.evidence import Finding
from tests.engine.checks.sheet import judge_one

CHECK = "ownership.code_is_yours"
CLAIM = Finding.at("notice-of-the-authors", "Names it.", "app.py", line=1, text="Copyright Partner Ltd")


def values(claims: list[Finding], opened: bool) -> dict[str, object]:
    return {"notices.of_authors_company": claims, "notices.files_read": 4, "notices.open_licence": opened}


def test_the_partners_name_in_a_file_fails_with_its_line() -> None:
    verdict = judge_one(CHECK, values([CLAIM], False))
    assert verdict.outcome is Outcome.FAIL
    assert [(place.path, place.line) for place in verdict.evidence] == [("app.py", 1)]


def test_the_same_name_under_an_open_licence_passes() -> None:
    assert judge_one(CHECK, values([CLAIM], True)).outcome is Outcome.PASS


def test_no_such_notice_passes() -> None:
    assert judge_one(CHECK, values([], False)).outcome is Outcome.PASS
