"""A first delivery has no earlier one to be compared with; work that continues answers for what is new."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from makegood.cli import main
from makegood.engine import catalogue, dictionary, playbook
from makegood.engine.check import Check, Outcome, failed, passed
from makegood.engine.comparing import compared_facts
from makegood.engine.evidence import Finding
from makegood.engine.facts import Earlier
from makegood.engine.gaps import Side
from makegood.engine.judging import judge
from makegood.engine.playbook import PlaybookRefused
from makegood.engine.record import sheets_from_json, sheets_to_json
from makegood.engine.verdict import Verdict
from tests.engine.building import Delivery
from tests.engine.checks.sheet import sheet
from tests.engine.test_types import check

OLD = Finding.at("debug", "Debug is on.", "app.py", line=3, text="DEBUG = True")
NEW = Finding.at("debug", "Debug is on.", "shop.py", line=9, text="DEBUG = True")
CHECK = check(
    id="security.no_debug_left_on",
    needs=("settings.left_on",),
    judge=lambda facts, _: (
        failed("Left on.", facts.findings("settings.left_on"))
        if facts.findings("settings.left_on")
        else passed("None left on.")
    ),
)
BOOK = b"""schema = "makegood.playbook/1"
name = "mine"
version = 1
[[criterion]]
check = "security.no_debug_left_on"
priority = "required"
new_only = true
"""


def judged(findings: list[Finding], earlier: Earlier | None) -> Verdict:
    book = playbook.parse(BOOK, {CHECK.id: CHECK}, "mine.toml")
    made = sheet({"settings.left_on": findings})
    made.earlier = earlier
    return judge([made], {CHECK.id: CHECK}, book, dictionary.load_facts())[0]


def knowing(*findings: Finding) -> Earlier:
    return Earlier("b" * 40, {"settings.left_on": Counter(one.fingerprint for one in findings)})


def test_what_stood_there_already_does_not_count() -> None:
    verdict = judged([OLD], knowing(OLD))
    assert verdict.outcome is Outcome.PASS
    assert "1 place that stood there already is not counted" in verdict.because


def test_what_is_new_counts_alone() -> None:
    verdict = judged([OLD, NEW], knowing(OLD))
    assert (verdict.outcome, [item.path for item in verdict.evidence]) == (Outcome.FAIL, ["shop.py"])


def test_a_second_line_like_an_accepted_one_is_new() -> None:
    again = replace(OLD, line=40)
    verdict = judged([OLD, again], knowing(OLD))
    assert (verdict.outcome, [item.line for item in verdict.evidence]) == (Outcome.FAIL, [40])
    assert judged([OLD, again], knowing(OLD, again)).outcome is Outcome.PASS


def test_how_often_a_line_stood_there_is_kept_with_the_facts() -> None:
    made = sheet({"settings.left_on": [OLD, OLD]})
    made.earlier = knowing(OLD, OLD)
    names = dictionary.load_facts()
    kept = sheets_from_json(json.loads(json.dumps(sheets_to_json([made], names))), names)[0]
    assert kept.earlier == made.earlier


def test_without_an_earlier_revision_new_cannot_be_told() -> None:
    assert (judged([OLD], None).outcome, judged([OLD], None).side) == (Outcome.UNKNOWN, Side.OWNER)


def test_what_could_not_be_seen_there_is_not_called_new() -> None:
    assert judged([OLD], Earlier("b" * 40)).outcome is Outcome.UNKNOWN


def test_a_check_that_shows_no_places_cannot_be_asked_for_new_ones() -> None:
    checks: dict[str, Check] = {CHECK.id: check(id=CHECK.id, needs=("git.commits",))}
    with pytest.raises(PlaybookRefused, match="shows no places"):
        compared_facts(playbook.parse(BOOK, checks, "mine.toml"), checks, dictionary.load_facts())


@pytest.fixture
def delivery(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Delivery:
    monkeypatch.setenv("MAKEGOOD_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    made = Delivery(tmp_path / "shop")
    made.commit({"shop/settings.py": "DEBUG = True\n", "shop/till.py": "def total(): return 1\n"})
    made.tag("accepted", made.revisions()[0])
    return made


def inspected(tmp_path: Path, *arguments: str) -> dict[str, dict[str, object]]:
    main(["inspect", str(tmp_path / "shop"), "--json", str(tmp_path / "out.json"), *arguments])
    document = json.loads((tmp_path / "out.json").read_text())
    return {verdict["check"]: verdict for verdict in document["verdicts"]}


@pytest.mark.usefixtures("delivery")
def test_in_a_first_delivery_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    verdicts = inspected(tmp_path, "--playbook", "first-delivery")
    for check_id in ("tests.are_kept", "api.is_compatible"):
        assert verdicts[check_id]["outcome"] == "not_applicable"
    assert inspected(tmp_path)["tests.are_kept"]["outcome"] == "unknown"


def test_a_continuing_partner_answers_for_what_is_new(delivery: Delivery, tmp_path: Path) -> None:
    delivery.commit({"shop/till.py": "def total():\n    return 2\n"})
    arguments = ["--playbook", "continuing", "--since", "accepted", "--only", "security.no_debug_left_on"]
    assert inspected(tmp_path, *arguments)["security.no_debug_left_on"]["outcome"] == "pass"
    delivery.commit({"shop/run.py": "from flask import Flask\napp = Flask(__name__)\napp.run(debug=True)\n"})
    verdict = inspected(tmp_path, *arguments)["security.no_debug_left_on"]
    assert verdict["outcome"] == "fail"
    assert [(item["path"], item["line"]) for item in verdict["evidence"]] == [("shop/run.py", 3)]  # type: ignore[attr-defined]


def test_kept_facts_remember_what_stood_there(delivery: Delivery, tmp_path: Path) -> None:
    delivery.commit({"shop/till.py": "def total():\n    return 2\n"})
    kept = str(tmp_path / "facts.json")
    arguments = ["--playbook", "continuing", "--since", "accepted", "--save-facts", kept]
    first = inspected(tmp_path, *arguments)
    main(["judge", kept, "--playbook", "continuing", "--json", str(tmp_path / "again.json")])
    again = json.loads((tmp_path / "again.json").read_text())["verdicts"]
    assert {verdict["check"]: verdict for verdict in again} == first


@pytest.mark.parametrize("name", playbook.names())
def test_each_playbook_of_ours_compares_what_can_be_compared(name: str) -> None:
    compared_facts(playbook.load(name, catalogue.load()), catalogue.load(), dictionary.load_facts())
