"""security.code_has_no_leads, on literal fact sheets."""

from __future__ import annotations

from makegood.engine.check import Outcome
from makegood.engine.evidence import Lead
from tests.engine.checks.sheet import judge_one

CHECK = "security.code_has_no_leads"
LEAD = Lead.at("sql-injection", "It reaches the database.", "app.py", line=3, text="db.execute(q)")


def test_one_lead_that_nobody_looked_at_fails() -> None:
    verdict = judge_one(CHECK, {"code.injection_leads": [LEAD], "code.files_followed": 4})
    assert verdict.outcome is Outcome.FAIL
    assert verdict.because.startswith(
        "1 place needs a look by a person. What strangers send may be part of a database query."
    )
    assert [(place.path, place.line) for place in verdict.evidence] == [("app.py", 3)]


def test_no_lead_passes_and_no_code_does_not_apply() -> None:
    assert judge_one(CHECK, {"code.injection_leads": [], "code.files_followed": 4}).outcome is Outcome.PASS
    assert judge_one(CHECK, {"code.injection_leads": [], "code.files_followed": 0}).outcome is Outcome.NOT_APPLICABLE


def test_code_in_a_language_that_was_not_followed_is_unknown() -> None:
    values = {"code.injection_leads": [], "code.files_followed": 4}
    assert judge_one(CHECK, values, gaps={"code.injection_leads": "3 files of PHP."}).outcome is Outcome.UNKNOWN
