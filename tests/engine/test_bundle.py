"""Zip files of strangers are opened with care: no foreign names, no links, no bombs (hostile input is normal)."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest

from makegood.engine import bundle as room
from makegood.engine.bundle import Bundle, BundleRefused, write_bundle


def zipped(path: Path, *members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as made:
        for name, content in members:
            made.writestr(name, content)
    return path


def test_what_was_written_is_read_again_and_the_same_parts_give_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(b"l" * 3_000_000)
    parts: dict[str, bytes | Path] = {"b/c.json": b"{}", "a.txt": b"", "large": tmp_path / "large"}
    first, second = io.BytesIO(), io.BytesIO()
    write_bundle(first, parts)
    write_bundle(second, dict(reversed(parts.items())))
    assert first.getvalue() == second.getvalue()
    (tmp_path / "x.zip").write_bytes(first.getvalue())
    with Bundle(tmp_path / "x.zip") as bundle:
        assert sorted(bundle.names) == ["a.txt", "b/c.json", "large"]
        assert bundle.read("b/c.json") == b"{}"
        assert bundle.read("large") == b"l" * 3_000_000
        assert list(bundle.lines("b/c.json", 1)) == [b"{", b"}"]


@pytest.mark.parametrize(
    "name",
    ["../a", "/etc/passwd", "a/../b", "C:\\a", "a\\b", "a//b", ".hidden", "a/", "é", "a b", "x" * 101, "a/b/c/d/e"],
)
def test_a_name_that_none_of_ours_has_closes_the_file(name: str, tmp_path: Path) -> None:
    with pytest.raises(BundleRefused):
        Bundle(zipped(tmp_path / "x.zip", (name, b"")))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("names", [("a", "a"), ("a", "A")])
def test_one_name_twice_closes_the_file(names: tuple[str, str], tmp_path: Path) -> None:
    with pytest.raises(BundleRefused, match="twice"):
        Bundle(zipped(tmp_path / "x.zip", *((name, b"") for name in names)))


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFDIR, stat.S_IFCHR])
def test_what_is_no_ordinary_file_closes_the_file(kind: int, tmp_path: Path) -> None:
    info = zipfile.ZipInfo("a")
    info.external_attr = (kind | 0o777) << 16
    with pytest.raises(BundleRefused, match="ordinary"):
        Bundle(zipped(tmp_path / "x.zip", (info, b"/etc/passwd")))


def test_other_ways_of_packing_are_not_read(tmp_path: Path) -> None:
    with pytest.raises(BundleRefused, match="packed"):
        Bundle(zipped(tmp_path / "x.zip", ("a", b"a"), method=zipfile.ZIP_LZMA))


def test_a_part_that_unpacks_to_more_than_is_read_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped(tmp_path / "x.zip", ("a", b"\0" * 5_000_000), ("b", b"\0" * 5_000_000))
    with Bundle(path) as bundle, pytest.raises(BundleRefused, match="more than is read"):
        bundle.read("a", limit=1_000_000)
    monkeypatch.setattr(room, "TOTAL_LIMIT", 6_000_000)
    with Bundle(path) as bundle:
        bundle.digest("a")
        with pytest.raises(BundleRefused, match="more than is read"):
            bundle.digest("b")


def test_too_many_parts_close_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MEMBERS_LIMIT", 2)
    with pytest.raises(BundleRefused, match="more than 2 files"):
        Bundle(zipped(tmp_path / "x.zip", ("a", b""), ("b", b""), ("c", b"")))


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped(tmp_path / "x.zip", ("a", b"a"))
    monkeypatch.setattr(room, "FILE_LIMIT", 10)
    with pytest.raises(BundleRefused, match="larger"):
        Bundle(path)


@pytest.mark.parametrize("content", [b"", b"PK", b"not a zip", b"PK\x05\x06" + b"\xff" * 18])
def test_what_is_no_zip_is_said(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(content)
    with pytest.raises(BundleRefused):
        Bundle(tmp_path / "x.zip")
    with pytest.raises(BundleRefused, match="no file"):
        Bundle(tmp_path / "gone.zip")


def test_a_broken_part_is_said(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", ("a", b"hello world" * 100))
    content = bytearray(path.read_bytes())
    content[40:44] = b"\xff\xff\xff\xff"
    path.write_bytes(bytes(content))
    with Bundle(path) as bundle:
        with pytest.raises(BundleRefused):
            bundle.read("a")
        with pytest.raises(BundleRefused, match="holds no b"):
            bundle.read("b")
