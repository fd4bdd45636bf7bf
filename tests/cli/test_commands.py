"""The command line: exit statuses of the contract, one sentence on standard error, never a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from makegood.cli import main
from makegood.engine import catalogue, inspection
from tests.engine.building import Delivery


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAKEGOOD_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def delivery(tmp_path: Path) -> Delivery:
    made = Delivery(tmp_path / "shop")
    made.commit({"README.md": "# Shop\n"})
    return made


@pytest.fixture
def playbook(tmp_path: Path) -> str:
    path = tmp_path / "mine.toml"
    path.write_text(
        'schema = "makegood.playbook/1"\nname = "mine"\nversion = 1\n'
        '[[criterion]]\ncheck = "process.work_is_steady"\npriority = "advisory"\n'
        '[[criterion]]\ncheck = "documents.start_here"\npriority = "required"\n'
    )
    return str(path)


def said(capsys: pytest.CaptureFixture[str]) -> str:
    sentence = capsys.readouterr().err.strip()
    assert "Traceback" not in sentence
    assert len(sentence.splitlines()) == 1
    return sentence


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["inspect", "/no/such/place"], "There is nothing at /no/such/place."),
        (["inspect", "/dev/null"], "/dev/null is a file"),
        (["inspect", "."], "There is no check 'x.y'"),
        (["inspect", ".", "--playbook", "none"], "There is no playbook 'none'"),
        (["inspect", ".", "--offline", "--allow-registries"], "exclude each other"),
        (["inspect", "https://shop.test/"], "--as repository"),
        (["inspect", ".", "--json", "/no/such/folder/x.json"], "cannot be written"),
        (["inspect", ".", "--attested-by", "x"], "--attested-by takes NAME=FILE"),
        (["inspect", ".", "--jobs", "0"], "--jobs takes a number from 1 on"),
        (["inspect", ".", "--only", "security.no_secret"], "Did you mean security.no_secrets?"),
        (["judge", "/no/such/file"], "cannot be read"),
        (["explain", "security.no_secret"], "Did you mean security.no_secrets?"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_two(
    arguments: list[str], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    only = ["--only", "x.y"] if arguments == ["inspect", "."] else []
    assert main([*arguments, *only]) == 2
    assert why in said(capsys)


@pytest.mark.parametrize("arguments", [[], ["nothing"], ["inspect"], ["inspect", ".", "--jobs", "x"], ["judge"]])
def test_bad_arguments_are_one_sentence_and_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert said(capsys).startswith("makegood: ")


def test_an_inspection_that_is_judged_again_gives_the_same_verdicts(
    delivery: Delivery, playbook: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts, first, second = tmp_path / "facts.json", tmp_path / "first.json", tmp_path / "second.json"
    arguments = ["--playbook", playbook, "--only", "documents.start_here"]
    status = main(["inspect", str(delivery.path), *arguments, "--save-facts", str(facts), "--json", str(first)])
    assert status == 1
    assert main(["judge", str(facts), "--playbook", playbook, "--json", str(second)]) == 1
    assert "facts not signed" in capsys.readouterr().out
    documents = [json.loads(path.read_text()) for path in (first, second)]
    verdicts = [
        {row["check"]: row["outcome"] for row in document["verdicts"] if row["check"] == "documents.start_here"}
        for document in documents
    ]
    assert verdicts[0] == verdicts[1] != {}
    assert documents[0]["schema"] == "makegood.inspection/1"
    assert documents[0]["facts"]["shop"] == documents[1]["facts"]["shop"]


@pytest.mark.parametrize("content", ["", "{", "[]", "[" * 100_000, '{"schema": "makegood.facts/1"}', "\udcff"])
def test_a_facts_file_that_is_none_is_one_sentence(
    content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "facts.json").write_bytes(content.encode("utf-8", "surrogateescape"))
    assert main(["judge", str(tmp_path / "facts.json")]) == 2
    assert said(capsys)


def test_a_plain_folder_never_opens_the_gate(tmp_path: Path, playbook: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/README.md").write_text("# Shop\n")
    out = tmp_path / "out.json"
    assert main(["inspect", str(tmp_path / "folder"), "--playbook", playbook, "--json", str(out)]) == 1
    capsys.readouterr()
    document = json.loads(out.read_text())
    assert document["gate"]["state"] != "open"
    assert document["targets"][0]["revision"] is None


def test_a_fault_of_ours_is_one_sentence_and_a_trace_in_the_run_folder(
    delivery: Delivery, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(inspection, "read_tree", lambda *_: 1 // 0)
    assert main(["inspect", str(delivery.path)]) == 2
    assert "This is a fault of Makegood (ZeroDivisionError); nothing was decided." in said(capsys)
    traces = list((tmp_path / "home/runs").glob("*/trace.txt"))
    assert len(traces) == 1
    assert "1 // 0" in traces[0].read_text()


@pytest.mark.parametrize("place", ["cache", "home"])
def test_a_folder_of_ours_that_is_a_file_is_one_sentence(
    place: str, delivery: Delivery, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / place).write_text("")
    assert main(["inspect", str(delivery.path)]) == 2
    assert said(capsys)


def test_checks_and_explain_show_the_whole_catalogue(capsys: pytest.CaptureFixture[str]) -> None:
    checks = catalogue.load()
    assert main(["checks"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == list(checks)
    assert main(["checks", "--json"]) == 0
    assert [row["id"] for row in json.loads(capsys.readouterr().out)["checks"]] == list(checks)
    for id in checks:
        assert main(["explain", id]) == 0
        assert "nothing gives this yet" not in capsys.readouterr().out
