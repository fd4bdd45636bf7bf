"""security.no_debug_left_on, on literal fact sheets."""

from __future__ import annotations

from makegood.engine.check import Outcome
from makegood.engine.evidence import Finding
from tests.engine.checks.sheet import judge_one

CHECK = "security.no_debug_left_on"
PLACE = Finding.at("debug-setting", "The debug mode is on.", "shop/config.py", line=2, text="DEBUG = True")


def test_a_debug_mode_that_is_on_fails_with_its_line() -> None:
    verdict = judge_one(CHECK, {"settings.left_on": [PLACE], "settings.files_read": 9})
    assert verdict.outcome is Outcome.FAIL
    assert verdict.because == "1 place: debug mode on."
    assert [(place.path, place.line) for place in verdict.evidence] == [("shop/config.py", 2)]


def test_nothing_left_on_passes_and_no_code_does_not_apply() -> None:
    assert judge_one(CHECK, {"settings.left_on": [], "settings.files_read": 9}).outcome is Outcome.PASS
    assert judge_one(CHECK, {"settings.left_on": [], "settings.files_read": 0}).outcome is Outcome.NOT_APPLICABLE


def test_files_that_could_not_be_read_leave_it_unknown() -> None:
    values = {"settings.left_on": [], "settings.files_read": 9}
    assert judge_one(CHECK, values, gaps={"settings.left_on": "1 file."}).outcome is Outcome.UNKNOWN
