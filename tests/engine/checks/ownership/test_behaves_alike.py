"""ownership.behaves_alike, on literal fact sheets."""

from __future__ import annotations

from makegood.engine.check import Outcome
from makegood.engine.evidence import Lead
from tests.engine.checks.sheet import judge_one

CHECK = "ownership.behaves_alike"
PLACE = Lead.at("looks-for-inspectors", "It looks.", "shop/a.py", line=3, text="if CI:")


def test_code_that_looks_for_inspectors_fails_with_its_line() -> None:
    verdict = judge_one(CHECK, {"ownership.watched_places": [PLACE], "ownership.files_read": 9})
    assert verdict.outcome is Outcome.FAIL
    assert [(place.path, place.line) for place in verdict.evidence] == [("shop/a.py", 3)]


def test_code_that_does_not_look_passes_and_no_code_does_not_apply() -> None:
    assert judge_one(CHECK, {"ownership.watched_places": [], "ownership.files_read": 9}).outcome is Outcome.PASS
    none = {"ownership.watched_places": [], "ownership.files_read": 0}
    assert judge_one(CHECK, none).outcome is Outcome.NOT_APPLICABLE
