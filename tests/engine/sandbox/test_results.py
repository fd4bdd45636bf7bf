"""What a run left is hostile: only plain files within limits come back, and nothing makes the reader wait."""

import os
import socket
import threading
from pathlib import Path

import pytest

from makegood.engine.sandbox import ReadLimits, ResultRefused, collect, read_result


def test_a_plain_file_is_read_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "junit.xml").write_bytes(b"<testsuite/>")
    assert read_result(tmp_path, "a/b/junit.xml") == b"<testsuite/>"
    assert collect(tmp_path).files == {"a/b/junit.xml": b"<testsuite/>"}


def test_what_is_absent_is_said_to_be_absent(tmp_path: Path) -> None:
    with pytest.raises(ResultRefused, match=r"junit.xml is not there\.") as refusal:
        read_result(tmp_path, "junit.xml")
    assert refusal.value.absent


def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "junit.xml")
    answer: list[str] = []

    def read() -> None:
        try:
            read_result(tmp_path, "junit.xml")
        except ResultRefused as refusal:
            answer.append(str(refusal))

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    reader.join(2)
    assert answer == ["junit.xml is a pipe, not a plain file."]
    assert collect(tmp_path).refused == ("junit.xml is a pipe and was not opened.",)


def test_a_link_is_not_followed_at_any_step(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "key").write_text("private")
    out = tmp_path / "out"
    out.mkdir()
    (out / "direct").symlink_to(secret / "key")
    (out / "folder").symlink_to(secret)
    for name in ("direct", "folder/key"):
        with pytest.raises(ResultRefused, match="leads through a link"):
            read_result(out, name)
    assert collect(out).files == {}
    assert len(collect(out).refused) == 2


def test_a_socket_is_refused(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
        assert collect(tmp_path).refused == ("s is a socket and was not opened.",)
        with pytest.raises(ResultRefused, match="cannot be opened"):
            read_result(tmp_path, "s")


@pytest.mark.parametrize("name", ["", "/etc/passwd", "../out", "a/../../b", "a//b", "./a", "a\0b"])
def test_a_name_cannot_leave_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(ResultRefused, match="no plain path"):
        read_result(tmp_path, name)


def test_a_folder_is_no_result(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(ResultRefused, match="is a folder"):
        read_result(tmp_path, "a")


def test_a_large_file_is_refused_even_if_it_is_sparse(tmp_path: Path) -> None:
    with (tmp_path / "a").open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(ResultRefused, match="larger than 1,000 bytes"):
        read_result(tmp_path, "a", ReadLimits(file_bytes=1000))


def test_a_file_of_exactly_the_limit_passes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 1000)
    assert len(read_result(tmp_path, "a", ReadLimits(file_bytes=1000))) == 1000


def test_many_small_files_are_refused_by_count_and_by_sum(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / str(number)).write_bytes(b"x" * 100)
    with pytest.raises(ResultRefused, match="more than 10 files"):
        collect(tmp_path, ReadLimits(entries=10))
    with pytest.raises(ResultRefused, match="more than 1,500 bytes"):
        collect(tmp_path, ReadLimits(total_bytes=1500))
    assert len(collect(tmp_path, ReadLimits(entries=20, total_bytes=2000)).files) == 20


def test_deep_folders_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a" / "b" / "c" / "d").mkdir(parents=True)
    (tmp_path / "a" / "b" / "c" / "d" / "e").touch()
    for read in (
        lambda: collect(tmp_path, ReadLimits(depth=3)),
        lambda: read_result(tmp_path, "a/b/c/d/e", ReadLimits(depth=3)),
    ):
        with pytest.raises(ResultRefused, match="deeper than 3 folders"):
            read()
    assert list(collect(tmp_path, ReadLimits(depth=4)).files) == ["a/b/c/d/e"]


def test_a_name_with_bad_bytes_is_escaped(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.xml")).write_bytes(b"1")
    assert collect(tmp_path).files == {"\\xff.xml": b"1"}
