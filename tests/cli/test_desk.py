"""`makegood desk`: exit statuses, letters as files, one sentence for bad input; `read --known`."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from makegood.cli import main
from tests.rules.desk.papers import ACCEPTED, CODE, FULL, bill


@pytest.fixture
def desk(tmp_path: Path) -> list[str]:
    """The papers as files, as arguments."""
    for name, text in FULL.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "seen.json").write_text(json.dumps([CODE.as_json()]), encoding="utf-8")
    return ["desk", *(str(tmp_path / name) for name in FULL), "--today", "2026-04-02"]


def test_a_bill_that_fits_is_status_0_with_its_letters(
    desk: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [*desk, "--confirm", f"accepted={ACCEPTED}", "--seen", str(tmp_path / "seen.json")]
    assert main([*given, "--letters", str(tmp_path / "letters")]) == 0
    assert capsys.readouterr().out.startswith("OK to pay 38,000 dollars.\n")
    told = sorted(path.name for path in (tmp_path / "letters").iterdir())
    assert told == ["1-partner-bill-nw-3.txt", "2-bookkeeper.txt"]


def test_what_does_not_fit_is_status_1_with_reasons_and_what_would_change_it(
    desk: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bill.txt").write_text(bill("$38,500.00"), encoding="utf-8")
    assert main([*desk, "--confirm", f"accepted={ACCEPTED}", "--without", "code", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["schema"], told["state"], told["cents"]) == ("makegood.judgement/1", "held", 3_850_000)
    assert [one["name"] for one in told["would_change"]] == ["code_access", "corrected_bill"]


def test_known_facts_come_from_a_file_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in FULL.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    known = tmp_path / "known.json"
    known.write_text(json.dumps({"accepted": ["Milestone 1: Design"], "roster": ["Mara Quinn"]}), encoding="utf-8")
    papers = [str(tmp_path / name) for name in ("contract.md", "bill.txt")]
    assert main(["desk", *papers, "--known", str(known), "--json"]) == 1
    assert "bills.before_acceptance" in [one["name"] for one in json.loads(capsys.readouterr().out)["reasons"]]
    assert main(["read", *papers, "--known", str(known), "--json"]) == 1
    bills = [paper for paper in json.loads(capsys.readouterr().out)["papers"] if "bill" in paper]
    assert "before_acceptance" in {fault["fault"] for paper in bills for fault in paper["faults"]}


def test_the_code_is_looked_at(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    repository = tmp_path / "repository"
    repository.mkdir()
    (repository / "a.py").write_text("print(1)\n", encoding="utf-8")
    who = ["-c", "user.name=Pat", "-c", "user.email=pat@partner.test"]
    for command in (["init", "-q"], ["add", "-A"], [*who, "commit", "-qm", "Begin"]):
        subprocess.run(["git", "-C", str(repository), *command], check=True, timeout=30)
    (tmp_path / "bill.txt").write_text(bill(), encoding="utf-8")
    given = ["desk", str(tmp_path / "bill.txt"), "--repository", str(repository), "--json"]
    assert main(given) == 1
    told = {one["name"]: one for one in json.loads(capsys.readouterr().out)["reasons"]}
    assert "hardly any code" in told["seen.code.work"]["sentence"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--confirm", "owner"], "--confirm takes NAME=VALUE"),
        (["--confirm", "colour=red"], "is nothing that can be confirmed"),
        (["--confirm", "paid=a lot"], "That is not an amount"),
        (["--today", "soon"], "--today takes a day"),
        (["--known", "nowhere.json"], "cannot be read"),
        (["--repository", "nowhere"], "nowhere"),
    ],
)
def test_bad_input_is_one_sentence(
    desk: list[str], more: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*desk, *more]) == 2
    error = capsys.readouterr().err
    assert error.startswith("makegood: ")
    assert said in error
    assert len(error.strip().splitlines()) == 1


def test_files_that_are_none_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["desk", str(tmp_path / "lost.pdf")]) == 2
    assert "lost.pdf" in capsys.readouterr().err


def test_a_door_without_papers_has_a_first_step(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["desk", "--door", "start"]) == 1
    assert capsys.readouterr().out.startswith("Start with one sentence")
