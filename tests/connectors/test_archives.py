"""An archive lands inside of its folder or not at all."""

from __future__ import annotations

import io
import stat
import tarfile
import zipfile
from pathlib import Path

import pytest

from makegood.connectors.uploads import UploadRefused, archives, receive
from makegood.connectors.uploads.archives import look_through

Entry = tuple[str, bytes | str]
"""A name with its content (bytes) or the target of a link (text)."""


def zip_of(path: Path, *entries: Entry) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            info = zipfile.ZipInfo(name)
            info.external_attr = (stat.S_IFLNK | 0o777 if isinstance(content, str) else stat.S_IFREG | 0o755) << 16
            archive.writestr(info, content, zipfile.ZIP_DEFLATED)
    return path


def tar_of(path: Path, *entries: Entry) -> Path:
    with tarfile.open(path, "w") as archive:
        for name, content in entries:
            info = tarfile.TarInfo(name)
            if isinstance(content, str):
                info.type, info.linkname = tarfile.SYMTYPE, content
                archive.addfile(info)
            else:
                info.size, info.mode = len(content), 0o4755
                archive.addfile(info, io.BytesIO(content))
    return path


MAKERS = {"zip": zip_of, "tar": tar_of}
both = pytest.mark.parametrize("kind", ["zip", "tar"])


@both
def test_an_ordinary_archive_is_taken(kind: str, tmp_path: Path) -> None:
    entries = [("shop/run.sh", b"#!/bin/sh\n"), ("shop/docs/a.md", b"hello"), ("shop/link", "docs/a.md"), ("./b", b"")]
    look_through(MAKERS[kind](tmp_path / "given", *entries), kind)


@both
@pytest.mark.parametrize(
    "name",
    ["../evil", "/etc/evil", "a/../../evil", "..\\evil", "C:/evil", "a/" * 70 + "b", "a" * 300, "x/" + "b" * 1200],
)
def test_a_path_that_leads_outside_is_refused(kind: str, name: str, tmp_path: Path) -> None:
    path = MAKERS[kind](tmp_path / "given", ("good", b"x"), (name, b"evil"))
    with pytest.raises(UploadRefused, match="outside of it or is too long"):
        look_through(path, kind)


@both
@pytest.mark.parametrize(
    "entries",
    [
        [("l", "/etc/passwd")],
        [("l", "../secret")],
        [("a/l", "../../secret")],
        [("l", ""), ],
    ],
)  # fmt: skip
def test_a_link_that_leads_outside_is_refused(kind: str, entries: list[Entry], tmp_path: Path) -> None:
    with pytest.raises(UploadRefused):
        look_through(MAKERS[kind](tmp_path / "given", *entries), kind)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@both
def test_a_name_twice_is_refused(kind: str, tmp_path: Path) -> None:
    with pytest.raises(UploadRefused, match="twice"):
        look_through(MAKERS[kind](tmp_path / "given", ("a", b"1"), ("./a", b"2")), kind)


@pytest.mark.parametrize("type", [tarfile.FIFOTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.LNKTYPE])
def test_devices_pipes_and_hard_links_are_refused(type: bytes, tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "given", "w") as archive:
        info = tarfile.TarInfo("x")
        info.type, info.linkname = type, "/etc/passwd"
        archive.addfile(info)
    with pytest.raises(UploadRefused, match="device, pipe or hard link"):
        look_through(tmp_path / "given", "tar")


@both
def test_a_bomb_stops_at_the_limit(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_BYTES", 1_000_000_000 // 100)
    path = MAKERS[kind](tmp_path / "given", ("a", bytes(6_000_000)), ("b", bytes(6_000_000)))
    with pytest.raises(UploadRefused, match="once it is unpacked"):
        look_through(path, kind)


@both
def test_too_many_files_are_refused(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_FILES", 3)
    with pytest.raises(UploadRefused, match="more than 3 files"):
        look_through(MAKERS[kind](tmp_path / "given", *((f"f{n}", b"") for n in range(4))), kind)


def test_an_endless_header_of_tar_is_not_read_into_memory(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "given", "w", pax_headers={"comment": "x" * 3_000_000}) as archive:
        archive.addfile(tarfile.TarInfo("x"))
    with pytest.raises(UploadRefused, match="damaged"):
        look_through(tmp_path / "given", "tar")


def test_an_index_of_zip_without_end_is_not_read(tmp_path: Path) -> None:
    end = b"PK\x05\x06" + bytes(8) + (400_000_000).to_bytes(4, "little") + bytes(6)
    (tmp_path / "given").write_bytes(b"PK\x03\x04" + bytes(1000) + end)
    with pytest.raises(UploadRefused, match="more than 200,000 files"):
        look_through(tmp_path / "given", "zip")


def test_an_archive_with_a_bad_path_is_refused_when_it_is_handed_in(tmp_path: Path) -> None:
    given = zip_of(tmp_path / "given", ("../evil", b"x")).read_bytes()
    with pytest.raises(UploadRefused, match="outside"):
        receive([given], tmp_path / "kept", {"zip"})


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_slow_way_of_packing_is_refused(method: int, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "given", "w", method) as archive:
        archive.writestr("a", bytes(100))
    with pytest.raises(UploadRefused, match="rare way"):
        look_through(tmp_path / "given", "zip")
