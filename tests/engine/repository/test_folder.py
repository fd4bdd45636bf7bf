"""A plain folder: every file is read, nothing outside it is, and what cannot be read is named."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from makegood.engine.repository.intake import folder as folders
from makegood.engine.repository.intake.mirror import MirrorRefused
from tests.engine.building import git
from tests.engine.repository.reading import contents, everything_under, opened


@pytest.fixture
def mirrors(tmp_path: Path) -> Path:
    return tmp_path / "mirrors"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "delivered"
    (made / "app").mkdir(parents=True)
    (made / "app/main.py").write_text("print('hello')\n")
    return made


def test_ignored_and_oddly_named_files_are_read(folder: Path, mirrors: Path) -> None:
    (folder / ".gitignore").write_text("*\n")
    (folder / "empty").write_bytes(b"")
    (folder / 'new\nline "quoted" \\ \x1b[2J').write_text("odd")
    (folder / os.fsdecode(b"bad-\xff")).write_text("bytes")
    deep = folder.joinpath(*(f"d{number}" for number in range(60)))
    deep.mkdir(parents=True)
    (deep / "x").write_text("deep")
    found = contents(opened(folder, mirrors))
    assert set(found.values()) == {b"*\n", b"", b"odd", b"bytes", b"deep", b"print('hello')\n"}
    assert 'new\nline "quoted" \\ \x1b[2J' in found
    assert "bad-\\xff" in found


def test_a_folder_has_no_history_and_no_revision(folder: Path, mirrors: Path) -> None:
    found = opened(folder, mirrors)
    assert not found.history
    with pytest.raises(MirrorRefused, match="no revisions to choose from"):
        opened(folder, mirrors, ref="main")


def test_the_same_content_is_the_same_commit(folder: Path, mirrors: Path) -> None:
    first = opened(folder, mirrors).revision
    assert opened(folder, mirrors).revision == first
    (folder / "app/main.py").write_text("print('other')\n")
    assert opened(folder, mirrors).revision != first


def test_links_stay_links_and_special_files_are_named(folder: Path, mirrors: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("the neighbour's secret 4711")
    (tmp_path / "aside").mkdir()
    (tmp_path / "aside/more").write_text("the neighbour's secret 4712")
    (folder / "file-link").symlink_to(tmp_path / "secret")
    (folder / "folder-link").symlink_to(tmp_path / "aside")
    os.mkfifo(folder / "pipe")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(folder / "s"))
    found = opened(folder, mirrors)
    assert set(contents(found)) == {"app/main.py"}
    assert found.delivered.left_out == ("pipe is a pipe and was not opened.", "s is a socket and was not opened.")
    assert b"4711" not in everything_under(mirrors)
    assert b"4712" not in everything_under(mirrors)


def test_a_repository_inside_the_folder_is_not_opened(folder: Path, mirrors: Path) -> None:
    git("init", "--quiet", str(folder / "inner"))
    (folder / "inner/x").write_text("1")
    found = opened(folder, mirrors)
    assert set(contents(found)) == {"app/main.py", "inner/x"}
    assert "inner/.git belongs to a repository inside the folder" in found.delivered.left_out[0]


def test_too_large_a_file_is_named_and_too_many_files_are_refused(
    folder: Path, mirrors: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (folder / "video.bin").open("wb") as large:
        large.truncate(5_000_000_000)  # takes no room on the disk, and would take 5 GB of it if it were read
    assert "video.bin is larger than 2 GB" in opened(folder, mirrors).delivered.left_out[0]
    monkeypatch.setattr(folders, "ENTRY_LIMIT", 0)
    with pytest.raises(MirrorRefused, match="holds more than 0 files"):
        opened(folder, mirrors)


def test_an_empty_folder_is_one_sentence(tmp_path: Path, mirrors: Path) -> None:
    (tmp_path / "nothing").mkdir()
    with pytest.raises(MirrorRefused, match="holds no file that can be read"):
        opened(tmp_path / "nothing", mirrors)
