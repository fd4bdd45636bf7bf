import os
import subprocess
import sys
from pathlib import Path

import pytest

from makegood.delivery import Delivery, DeliveryError, build
from makegood.delivery.__main__ import main


def git(repository: Path, *arguments: str) -> str:
    run = subprocess.run(["git", *arguments], cwd=repository, capture_output=True, text=True, check=True)
    return run.stdout.strip()


def test_two_builds_have_the_same_ids(delivery: Delivery, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2001-01-01T00:00:00Z")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    assert build(tmp_path / "again").revisions == delivery.revisions


def test_head_is_the_tagged_revision(delivery: Delivery) -> None:
    for number, name in enumerate(("first", "second"), start=1):
        repository = delivery.paths[name]
        assert git(repository, "rev-parse", "HEAD") == delivery.revisions[name]
        assert git(repository, "rev-parse", f"delivery-{number}^{{commit}}") == delivery.revisions[name]
        assert git(repository, "symbolic-ref", "HEAD") == "refs/heads/main"


def test_the_asked_revision_is_the_path(delivery: Delivery) -> None:
    assert delivery.path == delivery.paths["second"]
    assert build(delivery.path.parent, "first").path == delivery.paths["first"]


def test_git_finds_nothing_to_complain_about(first: Path, second: Path) -> None:
    for repository in (first, second):
        assert git(repository, "fsck", "--strict", "--no-dangling") == ""
        assert git(repository, "status", "--porcelain") == ""
        assert git(repository, "for-each-ref", "--format=%(refname)").count("refs/") == 2


def test_building_again_keeps_what_is_there(delivery: Delivery) -> None:
    assert build(delivery.path.parent).revisions == delivery.revisions


def test_what_is_something_else_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "first").mkdir()
    (tmp_path / "first" / "mine.txt").write_text("mine")
    with pytest.raises(DeliveryError, match="something else"):
        build(tmp_path)
    assert [path.name for path in tmp_path.rglob("*")] == ["first", "mine.txt"]


def test_the_command_prints_where_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path), "--revision", "first"]) == 0
    assert capsys.readouterr().out == f"{tmp_path.resolve() / 'first'}\n"


def test_the_command_fails_with_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "first").write_text("a file")
    run = subprocess.run(
        [sys.executable, "-m", "makegood.delivery", str(tmp_path)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert (run.returncode, run.stdout, run.stderr.count("\n")) == (2, "", 1)


def test_without_git_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DeliveryError, match="needs git"):
        build(tmp_path / "new")
