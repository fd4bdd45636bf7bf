"""gate and verify as an owner uses them: one zip, three answers, and one sentence for every refusal (H1)."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from makegood.cli import main
from makegood.engine.bundle import write_bundle
from makegood.engine.dispute.writing import write_dispute
from tests.engine.building import Delivery
from tests.engine.dispute.filing import Engagement, engagement
from tests.rules.ledger.keeping import KEY, PAT
from tests.waiting import PATIENCE

BOOK = 'schema = "makegood.playbook/1"\nname = "mine"\nversion = 1\n[[criterion]]\ncheck = "{}"\npriority = "blocker"\n'


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the home of an installation and two reports that it signed: open.json and held.json."""
    folder = tmp_path_factory.mktemp("installation")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MAKEGOOD_HOME", str(folder / "home"))
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        made = Delivery(folder / "shop")
        made.commit({"README.md": "# Shop\n"})
        for name, check in (("open", "security.no_secrets"), ("held", "documents.start_here")):
            book = folder / f"{name}.toml"
            book.write_text(BOOK.format(check))
            main(["inspect", str(made.path), "--playbook", str(book), "--json", str(folder / f"{name}.json")])
        yield folder


@pytest.fixture(autouse=True)
def home(installation: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAKEGOOD_HOME", str(installation / "home"))


def gate(installation: Path, name: str, out: Path) -> int:
    return main(["gate", str(installation / f"{name}.json"), "--out", str(out)])


def test_an_open_gate_gives_one_zip_that_verifies_with_the_agreed_key(
    installation: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "c.zip"
    assert gate(installation, "open", out) == 0
    said = capsys.readouterr().out
    assert "OK to pay" in said
    key = tmp_path / "agreed.vkey"
    key.write_text("# from the agreement\n" + said.partition("Signed by: ")[2])
    assert main(["verify", str(out), "--key", str(key)]) == 0
    answers = capsys.readouterr().out
    assert re.search(r"It says: +OK to pay", answers)
    assert re.search(r"Intact\? +Intact, signed by installation-", answers)
    assert re.search(r"Anchored by whom\? +By nobody else than its signer", answers)
    assert re.search(r"Time proved by whom\? +By nobody", answers)
    assert "came out the same" in answers


def test_a_gate_that_holds_is_signed_as_held_and_exits_with_one(
    installation: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "c.zip"
    assert gate(installation, "held", out) == 1
    assert "Don't pay yet" in capsys.readouterr().out
    assert main(["verify", str(out), "--key", str(installation / "home/signing.vkey")]) == 1
    assert "Don't pay yet" in capsys.readouterr().out


def test_a_key_that_was_not_given_is_a_key_nobody_agreed_on(
    installation: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "c.zip"
    assert gate(installation, "open", out) == 0
    assert main(["verify", str(out)]) == 1
    assert "Intact, signed by a key nobody agreed on" in capsys.readouterr().out


def test_a_flipped_verdict_is_refused_and_nothing_is_written(
    installation: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = json.loads((installation / "held.json").read_text())
    row = next(row for row in document["verdicts"] if row["check"] == "documents.start_here")
    row["outcome"] = "pass"
    forged = tmp_path / "forged.json"
    forged.write_text(json.dumps(document))
    assert main(["gate", str(forged)]) == 1
    said = capsys.readouterr().err
    assert "Nothing is signed. Not what this installation signed: the verdicts." in said
    assert "documents.start_here of shop: the report says pass, its facts give fail" in said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["forged.json"]


def test_a_report_of_another_installation_is_refused(
    installation: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MAKEGOOD_HOME", str(tmp_path / "other"))
    assert gate(installation, "open", tmp_path / "c.zip") == 1
    assert "not by this installation" in capsys.readouterr().err
    assert not (tmp_path / "c.zip").exists()


def test_the_signing_key_is_readable_by_its_user_only(installation: Path) -> None:
    assert (installation / "home/signing.key").stat().st_mode & 0o77 == 0


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["gate", "/no/such/file"], "cannot be read"),
        (["gate", "{home}/signing.vkey"], "The report cannot be read"),
        (["verify", "/no/such/file"], "There is no file"),
        (["verify", "{home}/signing.vkey"], "is no zip file"),
        (["verify", "x", "--key", "/no/such/key"], "cannot be read"),
        (["verify", "x", "--key", "{home}/signing.key"], "holds no key"),
        (["verify", "x", "--key", "/dev/null"], "holds no key"),
        (["verify", "x", "--receipt", "/dev/zero"], "larger than a key or a receipt"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_two(
    arguments: list[str], why: str, installation: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([word.format(home=installation / "home") for word in arguments]) == 2
    said = capsys.readouterr().err.strip()
    assert why in said
    assert len(said.splitlines()) == 1


ELSEWHERE = "import sys; sys.modules['django'] = None; from makegood.cli import main; sys.exit(main(sys.argv[1:]))"


def test_a_machine_that_has_only_the_engine_verifies_a_dispute_file_and_judges_all_of_it_again(tmp_path: Path) -> None:
    made = engagement()
    write_dispute(tmp_path / "dispute.zip", made.dispute())
    (tmp_path / "agreed.vkey").write_text(KEY.verifying_key.text() + "\n" + PAT.verifying_key.text() + "\n")
    (tmp_path / "mine.txt").write_text(made.receipt)
    arguments = ["verify", "dispute.zip", "--key", "agreed.vkey", "--receipt", "mine.txt"]
    done = subprocess.run(
        [sys.executable, "-c", ELSEWHERE, *arguments],
        cwd=tmp_path,
        env={"PYTHONPATH": str(Path(__file__).parents[2]), "MAKEGOOD_HOME": str(tmp_path / "none")},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"It is of: +Web shop", done.stdout)
    assert re.search(r"Intact\? +Intact\. 6 events\.", done.stdout)
    assert re.search(r"Anchored by whom\? +pat\.test holds the first 5", done.stdout)
    assert re.search(r"Time proved by whom\? +The first 5 events not later than", done.stdout)
    assert re.search(r"Verdicts: +All \d+ verdicts of 2 inspections came out the same", done.stdout)
    assert re.search(r"Certificates: +1 of 1 hold", done.stdout)
    assert not (tmp_path / "none").exists()


def test_a_dispute_file_that_an_old_receipt_contradicts_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = engagement()
    (tmp_path / "mine.txt").write_text(made.receipt)
    (tmp_path / "agreed.vkey").write_text(KEY.verifying_key.text())
    forged = Engagement(made.kept.forged(1, b'{"number":7}'), made.certificates)
    write_dispute(tmp_path / "d.zip", forged.dispute())
    arguments = ["verify", str(tmp_path / "d.zip"), "--key", str(tmp_path / "agreed.vkey")]
    assert main(arguments) == 0
    assert "but only its keeper vouches for it" in capsys.readouterr().out
    assert main([*arguments, "--receipt", str(tmp_path / "mine.txt")]) == 1
    assert "The receipt of whoever kept mine.txt over the first 5 events does not fit them" in capsys.readouterr().out


def test_a_zip_of_something_else_is_one_sentence_and_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_bundle(tmp_path / "x.zip", {"a.txt": b""})
    assert main(["verify", str(tmp_path / "x.zip")]) == 2
    assert "is neither a certificate nor a dispute file" in capsys.readouterr().err
