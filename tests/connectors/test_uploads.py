"""What is handed in is known by its content, limited, and kept whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makegood.connectors.uploads import KINDS, UploadRefused, display_name, kept_path, receive, serving_headers
from makegood.connectors.uploads.kinds import PAPER
from makegood.connectors.uploads.pictures import cleaned_picture
from tests.connectors.pictures_of_tests import jpeg, png, webp


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(mode: str = "w:gz") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        info = tarfile.TarInfo("a.txt")
        info.size = 2
        archive.addfile(info, io.BytesIO(b"hi"))
    return out.getvalue()


GOOD = {
    "png": png(),
    "jpeg": jpeg(),
    "webp": webp(),
    "pdf": b"%PDF-1.7\n%\xe2\xe3",
    "text": "Grüße,\r\nall is well.\n".encode(),
    "json": b'\xef\xbb\xbf {"version": "2.1.0", "runs": []}\n',
    "xml": b'<?xml version="1.0"?><testsuite tests="1"><testcase name="a"/></testsuite>',
    "zip": zipped(a=b"x"),
    "tar": tarred("w"),
    "tar.gz": tarred(),
    "bundle": b"# v2 git bundle\n0000 refs/heads/main\n\nPACK",
}


def files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("name", KINDS)
def test_each_kind_is_told_by_its_content_and_kept_by_its_digest(name: str, tmp_path: Path) -> None:
    kept = receive([GOOD[name][:3], GOOD[name][3:]], tmp_path, KINDS)
    assert kept.kind.name == name
    path = kept_path(tmp_path, kept.digest)
    assert path == tmp_path / kept.digest[:2] / kept.digest
    assert hashlib.sha256(path.read_bytes()).hexdigest() == kept.digest
    assert kept.received == hashlib.sha256(GOOD[name]).hexdigest()
    assert path.stat().st_mode & 0o777 == 0o600
    assert files_below(tmp_path) == [path]


REFUSED = {
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "svg with a head": b'<?xml version="1.0"?>\n<!-- x --><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
    "svg behind a prefix": b'<a:b xmlns:a="http://www.w3.org/2000/svg"/>',
    "svg inside a report": b'<report><svg onload="x"/></report>',
    "page": b"<!DOCTYPE html><script>alert(1)</script>",
    "page in small": b"  \n<HTML><body onload=x>",
    "page that is XML": b'<r><x:html xmlns:x="http://www.w3.org/1999/xhtml"/></r>',
    "style sheet": b'<?xml version="1.0"?><?xml-stylesheet href="x.xsl"?><r/>',
    "entity bomb": b'<!DOCTYPE r [<!ENTITY a "aaaa">]><r>&a;</r>',
    "reader of files": b'<?xml version="1.0"?><!DOCTYPE r SYSTEM "file:///etc/passwd"><r/>',
    "document type": b"<!DOCTYPE testsuite><testsuite/>",
    "png with a changed byte": png().replace(b"\x08\0\0\0\0", b"\x08\0\0\0\1", 1),
    "deep XML": b"<a>" * 300 + b"</a>" * 300,
    "half XML": b"<testsuite><testcase>",
    "program": b"\x7fELF\x02\x01\x01" + bytes(50),
    "script": b"#!/bin/sh\nrm -rf /\n",
    "windows program": b"MZ\x90\x00",
    "gif": b"GIF89a" + bytes(20),
    "control characters": b"hello\x00world",
    "latin-1": "Grüße".encode("latin-1"),
    "broken png": png()[:40],
    "broken jpeg": jpeg()[:-20],
    "not really webp": b"RIFF\x04\0\0\0WEBP",
    "gzip without tar": b"\x1f\x8b\x08" + bytes(40),
    "half a zip": GOOD["zip"][:30],
    "nothing": b"",
}


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED)
def test_what_could_do_harm_or_is_damaged_is_refused_and_leaves_nothing(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(UploadRefused, match=r"^This .*\.$"):
        receive([content], tmp_path, KINDS)
    assert files_below(tmp_path) == []


def test_a_kind_that_is_not_wanted_here_is_named(tmp_path: Path) -> None:
    with pytest.raises(UploadRefused, match="is a PDF; here only a PNG picture or a JPEG picture"):
        receive([GOOD["pdf"]], tmp_path, {"png", "jpeg"})


def test_a_file_over_the_limit_is_left_at_the_limit(tmp_path: Path) -> None:
    given_out = 0

    def endless() -> Iterator[bytes]:
        nonlocal given_out
        while True:
            given_out += 1_000_000
            yield b"a" * 1_000_000

    with pytest.raises(UploadRefused, match="larger than 5 MB"):
        receive(endless(), tmp_path, {"text"})
    assert given_out <= 7_000_000
    assert files_below(tmp_path) == []


def test_the_limit_of_the_kind_holds_where_a_larger_kind_is_taken_too(tmp_path: Path) -> None:
    with pytest.raises(UploadRefused, match="5 MB, the most for plain text"):
        receive([b"a" * 1_000_000] * 6, tmp_path, {"text", "pdf"})


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
@pytest.mark.parametrize("call", ["fsync", "rename"])
def test_a_full_disk_is_one_sentence_and_nothing_half(
    number: int, call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(number, "No space left on device")

    monkeypatch.setattr(*((os, "fsync") if call == "fsync" else (Path, "rename")), full)
    with pytest.raises(UploadRefused, match="disk of this installation is full"):
        receive([b"hello"], tmp_path, KINDS)
    monkeypatch.undo()
    assert files_below(tmp_path) == []


def test_an_upload_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"hello"
        raise ConnectionError("gone")

    with pytest.raises((ConnectionError, UploadRefused)):
        receive(broken(), tmp_path, KINDS)
    assert files_below(tmp_path) == []


def test_the_same_file_twice_is_kept_once(tmp_path: Path) -> None:
    assert receive([GOOD["pdf"]], tmp_path, KINDS) == receive([GOOD["pdf"]], tmp_path, KINDS)
    assert len(files_below(tmp_path)) == 1


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "A" * 64, "a" * 63, "a" * 64 + "\n"])
def test_only_a_digest_leads_to_a_file(digest: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="digest"):
        kept_path(tmp_path, digest)


@pytest.mark.parametrize("name", ["png", "jpeg", "webp"])
def test_a_picture_loses_place_names_comments_and_what_follows_it(name: str) -> None:
    build = {"png": png, "jpeg": jpeg, "webp": webp}[name]
    cleaned = cleaned_picture(name, build(secret=b"GPS 48.1 Olivia") + b"PK\x03\x04 <script>")
    assert b"Olivia" not in cleaned
    assert b"script" not in cleaned
    assert cleaned == cleaned_picture(name, cleaned)


def test_a_cleaned_webp_promises_nothing_that_is_gone() -> None:
    cleaned = cleaned_picture("webp", webp(secret=b"Olivia"))
    assert cleaned[12:16] == b"VP8X"
    assert cleaned[20] == 0


@pytest.mark.parametrize("turn", [1, 3, 6, 8])
def test_a_photograph_keeps_its_turn(turn: int) -> None:
    cleaned = cleaned_picture("jpeg", jpeg(secret=b"Olivia", turn=turn))
    assert (b"Exif" in cleaned) == (turn != 1)
    assert cleaned_picture("jpeg", cleaned) == cleaned


@pytest.mark.parametrize("name", ["png", "jpeg", "webp"])
@pytest.mark.parametrize("size", [(16_001, 1), (9_000, 9_000), (0, 5)])
def test_a_picture_with_too_many_dots_is_refused(name: str, size: tuple[int, int]) -> None:
    if name == "webp" and (max(size) > 16_383 or not min(size)):
        pytest.skip("this form cannot say it")
    with pytest.raises(UploadRefused, match=r"dots|damaged"):
        cleaned_picture(name, {"png": png, "jpeg": jpeg, "webp": webp}[name](size=size))


@given(st.sampled_from(["png", "jpeg", "webp"]), st.integers(0, 400), st.integers(0, 255), st.integers(0, 400))
def test_a_damaged_picture_is_cleaned_or_refused_and_nothing_else(name: str, at: int, byte: int, cut: int) -> None:
    content = bytearray({"png": png, "jpeg": jpeg, "webp": webp}[name](secret=b"Olivia"))
    if at < len(content) and at > 12:
        content[at] = byte
    with suppress(UploadRefused):
        cleaned_picture(name, bytes(content[: max(len(content) - cut, 12)]))


@pytest.mark.parametrize(
    ("given_name", "kind", "shown"),
    [
        ("../../etc/passwd", "text", "passwd.txt"),
        ("C:\\Users\\pat\\report.PDF", "pdf", "report.pdf"),
        ("invoice\u202efdp.exe", "png", "invoicefdp.exe.png"),
        ("a\r\nSet-Cookie: x=1.png", "png", "aSet-Cookie_ x=1.png"),
        ("...", "zip", "file.zip"),
        ("", "json", "file.json"),
        ("scan.sarif", "json", "scan.sarif"),
        ("<script>.jpeg", "jpeg", "_script_.jpeg"),
        ("Übersicht 1.tgz", "tar.gz", "Übersicht 1.tgz"),
        ("x" * 500 + ".png", "png", "x" * 120 + ".png"),
    ],
)
def test_a_name_is_made_harmless(given_name: str, kind: str, shown: str) -> None:
    assert display_name(given_name, KINDS[kind]) == shown


@given(st.text(max_size=300), st.sampled_from(sorted(KINDS)))
def test_no_name_breaks_out_of_its_header(given_name: str, kind: str) -> None:
    headers = serving_headers(display_name(given_name, KINDS[kind]), KINDS[kind])
    value = headers["Content-Disposition"]
    assert value.startswith("attachment; ")
    assert value.isascii()
    assert value.isprintable()
    assert value.count('"') == 2


def test_a_served_file_can_do_nothing() -> None:
    for kind in KINDS.values():
        headers = serving_headers("x", kind)
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in headers["Content-Security-Policy"]
        assert not {"html", "svg", "xml", "javascript"} & set(headers["Content-Type"].replace("/", " ").split())


@pytest.mark.parametrize(
    ("name", "served"), [("bill.PDF", "bill.PDF"), ("bill.pdf.hta", "bill.pdf.hta.txt"), ("bill", "bill.txt")]
)
def test_a_paper_is_served_under_no_name_that_a_double_click_runs(name: str, served: str) -> None:
    assert f'filename="{served}"' in serving_headers(name, PAPER)["Content-Disposition"]
