"""`makegood clauses`: red flags first, all 32 as JSON, one sentence for what cannot be read."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from makegood.cli import main
from tests.rules.documents.making import docx, p
from tests.rules.purchase.papers import PROPOSAL, SOW, msa

SILENCE = "Deliverables are deemed accepted if Client does not object within 5 days."
WAY_OUT = "Client may terminate this Agreement for convenience upon 14 days' notice."


@pytest.fixture
def contract(tmp_path: Path) -> Path:
    path = tmp_path / "terms.docx"
    path.write_bytes(docx(p("Services Agreement") + p(SILENCE) + p("Client shall pay. Developer shall work. It must.")))
    return path


def test_red_flags_come_first_with_their_words(contract: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clauses", str(contract)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "terms.docx: Services Agreement"
    assert lines[1].startswith("1 red flag, 31 missing, 0 weak, 0 present")
    assert lines[3].startswith("RED FLAGS")
    assert f'"{SILENCE}" (paragraph 2)' in " ".join(line.strip() for line in lines)
    assert lines[-1].endswith("lawyer decides.")


def test_json_has_all_32(contract: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clauses", str(contract), "--json"]) == 1
    rows = json.loads(capsys.readouterr().out)["clauses"]
    assert len(rows) == 32
    assert (rows[6]["check"], rows[6]["state"], rows[6]["quote"]) == (
        "contract.acceptance_is_written",
        "red_flag",
        SILENCE,
    )


def test_no_red_flag_is_status_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "terms.txt"
    path.write_text(f"{WAY_OUT}\n\nClient shall pay. Developer shall work. Both must agree to it.\n")
    assert main(["clauses", str(path)]) == 0
    assert "RED FLAGS" not in capsys.readouterr().out


def test_two_versions_tell_what_became_worse(
    contract: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = tmp_path / "old.txt"
    old.write_text(f"{WAY_OUT}\n\nClient shall pay. Developer shall work. Both must agree to it.\n")
    main(["clauses", str(contract), "--against", str(old)])
    shown = capsys.readouterr().out
    assert "WORSE than before" in shown
    assert "You may stop without a reason  present -> missing" in shown
    assert "30 the same" in shown


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "cannot be read: No such file"),
        (b"", "The file is empty."),
        (b"\x89PNG\r\n\x1a\n\x00", "picture"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, sentence: str
) -> None:
    path = tmp_path / "terms.pdf"
    if content is not None:
        path.write_bytes(content)
    assert main(["clauses", str(path)]) == 2
    told = capsys.readouterr().err
    assert sentence in told
    assert told.count("\n") == 1


def test_a_contract_is_marked_up_with_its_letter_and_page(
    contract: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, letter, page = tmp_path / "back.docx", tmp_path / "letter.txt", tmp_path / "settle.json"
    given = ["--marked-up", str(out), "--letter", str(letter), "--settle", str(page), "--author", "Olivia"]
    assert main(["clauses", str(contract), *given, "--only", "7,9", "--amount", "$9,000"]) == 1
    said = capsys.readouterr().out
    assert "tracked changes on 2 clauses (7, 9)" in said
    assert "You did not choose it." in said
    assert out.read_bytes().startswith(b"PK")
    assert "The fees do not exceed $9,000 in total" in " ".join(letter.read_text().split())
    assert json.loads(page.read_text())["schema"] == "makegood.settle/1"


def test_another_form_of_page_is_refused(contract: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clauses", str(contract), "--settle", "out.xyz"]) == 2
    assert "is none of these" in capsys.readouterr().err


@pytest.mark.parametrize(("option", "value"), [("--only", "40"), ("--only", "x"), ("--set", "x=1")])
def test_a_choice_that_is_none_is_one_sentence(
    contract: Path, option: str, value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["clauses", str(contract), option, value, "--letter", "l.txt"])
    assert re.search("numbers 1 to 32|no list|is no figure", capsys.readouterr().err)


def test_several_papers_of_a_purchase_are_read_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = {"msa.md": msa(), "sow.md": SOW, "proposal.md": PROPOSAL}
    paths = [tmp_path / name for name in told]
    for path in paths:
        path.write_text(told[path.name])
    assert main(["clauses", *map(str, paths)]) == 1
    shown = " ".join(capsys.readouterr().out.split())
    assert "READ TOGETHER" in shown
    assert "proposal.md: A proposal binds nobody" in shown
    assert "(sow.md, section 4)" in shown
    assert main(["clauses", *map(str, paths), "--marked-up", str(tmp_path / "out.docx")]) == 2
    assert "in one paper at a time" in capsys.readouterr().err
