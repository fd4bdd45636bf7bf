"""`makegood read`: exit statuses, one sentence for bad input, JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from makegood.cli import main
from tests.rules.reading.test_together import BILL, CONTRACT


def test_a_bill_that_does_not_fit_its_contract_is_status_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "contract.md").write_bytes(CONTRACT)
    (tmp_path / "bill.txt").write_bytes(BILL)
    files = [str(tmp_path / "contract.md"), str(tmp_path / "bill.txt"), str(tmp_path / "lost.pdf")]
    assert main(["read", *files, "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [paper["kind"] for paper in told["papers"]] == ["contract", "bill"]
    assert told["unread"][0]["file"].endswith("lost.pdf")


def test_a_contract_alone_is_read_and_a_file_that_is_none_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "contract.md").write_bytes(CONTRACT)
    assert main(["read", str(tmp_path / "contract.md")]) == 0
    assert "Total price: $31,000" in capsys.readouterr().out
    (tmp_path / "x.bin").write_bytes(b"\x00\x01\x02\x03" * 50)
    assert main(["read", str(tmp_path / "x.bin")]) == 2
    error = capsys.readouterr().err
    assert error.startswith("makegood: ")
    assert len(error.strip().splitlines()) == 1


def test_a_bill_alone_says_that_nothing_agreed_was_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bill.txt").write_bytes(BILL)
    main(["read", str(tmp_path / "bill.txt")])
    told = " ".join(capsys.readouterr().out.split())
    assert "(no contract or proposal was given)" in told
    assert "no rate card was read" not in told
