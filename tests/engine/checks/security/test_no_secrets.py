"""Passwords in the code hold the money back; a place to look at does not."""

from __future__ import annotations

from makegood.engine.check import Outcome
from makegood.engine.evidence import Finding
from tests.engine.checks.sheet import judge_one

CHECK = "security.no_secrets"
KEY = Finding(rule="stripe-live-key", summary="This is a Stripe key.", path="a.py", severity="critical")
DOUBT = Finding(rule="signed-token", summary="This is a signed token.", path="b.py", severity="medium")
SAMPLE = Finding(rule="password", summary="This is a password.", path="tests/c.py", severity="info")


def test_code_without_secrets_passes() -> None:
    verdict = judge_one(CHECK, {"secrets.in_tree": [SAMPLE], "secrets.in_history": [], "secrets.files_read": 1200})
    assert verdict.outcome is Outcome.PASS
    assert "1,200 files" in verdict.because


def test_a_key_in_the_code_fails() -> None:
    verdict = judge_one(CHECK, {"secrets.in_tree": [KEY, KEY], "secrets.in_history": [], "secrets.files_read": 9})
    assert verdict.outcome is Outcome.FAIL
    assert verdict.because == "1 password or key stands in the code."


def test_a_key_that_only_the_history_holds_fails() -> None:
    verdict = judge_one(CHECK, {"secrets.in_tree": [], "secrets.in_history": [KEY], "secrets.files_read": 9})
    assert verdict.outcome is Outcome.FAIL
    assert "only in the history" in verdict.because


def test_what_only_may_be_a_secret_is_shown_and_fails_nothing() -> None:
    verdict = judge_one(CHECK, {"secrets.in_tree": [DOUBT], "secrets.in_history": [], "secrets.files_read": 9})
    assert verdict.outcome is Outcome.PASS
    assert [place.path for place in verdict.evidence] == ["b.py"]


def test_contents_that_could_not_be_read_leave_it_open() -> None:
    values = {"secrets.in_tree": [], "secrets.in_history": [], "secrets.files_read": 9}
    assert judge_one(CHECK, values, gaps={"secrets.in_history": "3 contents are missing."}).outcome is Outcome.UNKNOWN
