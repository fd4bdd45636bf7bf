"""ownership.no_lockout, on literal fact sheets."""

from __future__ import annotations

from makegood.engine.check import Outcome
from makegood.engine.evidence import Finding
from tests.engine.checks.sheet import judge_one

CHECK = "ownership.no_lockout"
PLACE = Finding.at("stops-on-a-date", "It stops.", "shop/licence.py", line=10, text="if today() > LAST:")


def test_a_program_that_stops_on_a_date_fails_with_its_line() -> None:
    verdict = judge_one(CHECK, {"ownership.locks": [PLACE], "ownership.files_read": 9})
    assert verdict.outcome is Outcome.FAIL
    assert verdict.because == "1 place: stops on a date (1 ×)."
    assert [(place.path, place.line) for place in verdict.evidence] == [("shop/licence.py", 10)]


def test_no_lock_passes_and_no_code_does_not_apply() -> None:
    assert judge_one(CHECK, {"ownership.locks": [], "ownership.files_read": 9}).outcome is Outcome.PASS
    assert judge_one(CHECK, {"ownership.locks": [], "ownership.files_read": 0}).outcome is Outcome.NOT_APPLICABLE
