"""ownership.no_foreign_hosts, on literal fact sheets."""

from __future__ import annotations

from makegood.engine.check import Outcome
from makegood.engine.evidence import Finding
from tests.engine.checks.sheet import judge_one

CHECK = "ownership.no_foreign_hosts"
PLACE = Finding.at("authors-host", "It is theirs.", "shop/beat.py", line=7, text="requests.post(URL)")


def test_a_call_to_the_authors_company_fails_with_its_line() -> None:
    verdict = judge_one(CHECK, {"hosts.foreign": [PLACE], "hosts.files_read": 9, "hosts.called": []})
    assert verdict.outcome is Outcome.FAIL
    assert [(place.path, place.line) for place in verdict.evidence] == [("shop/beat.py", 7)]


def test_known_hosts_pass_and_no_code_does_not_apply() -> None:
    assert judge_one(CHECK, {"hosts.foreign": [], "hosts.files_read": 9, "hosts.called": []}).outcome is Outcome.PASS
    assert judge_one(CHECK, {"hosts.foreign": [], "hosts.files_read": 0}).outcome is Outcome.NOT_APPLICABLE
