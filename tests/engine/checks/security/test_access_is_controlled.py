"""security.access_is_controlled, on literal fact sheets."""

from __future__ import annotations

from makegood.engine.check import Outcome
from makegood.engine.evidence import Lead
from tests.engine.checks.sheet import judge_one

CHECK = "security.access_is_controlled"
LEAD = Lead.at("guard-missing", "`pay` asks nobody who they are.", "app.py", line=3, text="def pay():")


def test_one_lead_that_nobody_looked_at_fails() -> None:
    verdict = judge_one(CHECK, {"access.leads": [LEAD], "access.routes": 4})
    assert verdict.outcome is Outcome.FAIL
    assert verdict.because.startswith("1 place needs a look by a person: no check, though its neighbours have one.")
    assert [(place.path, place.line) for place in verdict.evidence] == [("app.py", 3)]


def test_no_lead_passes_and_no_route_does_not_apply() -> None:
    assert judge_one(CHECK, {"access.leads": [], "access.routes": 4}).outcome is Outcome.PASS
    assert judge_one(CHECK, {"access.leads": [], "access.routes": 0}).outcome is Outcome.NOT_APPLICABLE


def test_code_in_a_language_that_was_not_read_is_unknown() -> None:
    values = {"access.leads": [], "access.routes": 4}
    assert judge_one(CHECK, values, gaps={"access.leads": "3 files of PHP."}).outcome is Outcome.UNKNOWN
