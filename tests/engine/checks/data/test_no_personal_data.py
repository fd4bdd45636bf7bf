"""Records of people hold the money back; a list of addresses is shown."""

from __future__ import annotations

from makegood.engine.check import Outcome
from makegood.engine.evidence import Finding
from tests.engine.checks.sheet import judge_one

CHECK = "data.no_personal_data"
RECORDS = Finding(rule="personal-data", summary="Records of 60 people.", path="a.csv", severity="high")
LIST = Finding(rule="personal-data", summary="Addresses of 30 people.", path="b.csv", severity="medium")


def test_data_files_without_people_pass() -> None:
    assert judge_one(CHECK, {"personal_data.records": [], "personal_data.files_read": 3}).outcome is Outcome.PASS


def test_records_of_people_fail() -> None:
    verdict = judge_one(CHECK, {"personal_data.records": [RECORDS], "personal_data.files_read": 3})
    assert verdict.outcome is Outcome.FAIL
    assert verdict.because == "1 file holds what looks like records of real people."


def test_a_list_of_addresses_is_shown_and_fails_nothing() -> None:
    verdict = judge_one(CHECK, {"personal_data.records": [LIST], "personal_data.files_read": 3})
    assert verdict.outcome is Outcome.PASS
    assert len(verdict.evidence) == 1
