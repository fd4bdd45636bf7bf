"""An uploaded archive becomes one commit of ours, within limits, and none of its names leads anywhere else."""

from __future__ import annotations

import bz2
import gzip
import io
import struct
import tarfile
import zipfile
from pathlib import Path

import pytest

from makegood.engine.repository.git import Git
from makegood.engine.repository.intake import archive
from makegood.engine.repository.intake.mirror import MirrorRefused
from makegood.engine.repository.intake.receiving import open_mirror, receive_upload

FILES = {"shop/app.py": b"x = 1\n", "shop/docs/read me.md": b"# Shop\n"}


@pytest.fixture
def mirror(tmp_path: Path) -> Path:
    return tmp_path / "shop.git"


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return path


def tarred(path: Path, files: dict[str, bytes], *more: tarfile.TarInfo) -> Path:
    with tarfile.open(path, "w") as made:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            made.addfile(info, io.BytesIO(content))
        for info in more:
            made.addfile(info)
    return path


def listed(mirror: Path, commit: str) -> list[str]:
    return Git(mirror).text("ls-tree", "-r", "--name-only", "-z", commit).rstrip("\0").split("\0")


def test_every_form_of_archive_gives_the_same_delivery_without_a_history(mirror: Path, tmp_path: Path) -> None:
    plain = tarred(tmp_path / "a.tar", FILES)
    forms = [zipped(tmp_path / "a.zip", FILES), plain, tmp_path / "a.tar.gz", tmp_path / "a.tar.bz2"]
    forms[2].write_bytes(gzip.compress(plain.read_bytes()))
    forms[3].write_bytes(bz2.compress(plain.read_bytes()))
    found = [receive_upload(mirror, number, path) for number, path in enumerate(forms, start=1)]
    assert len({(one.revision, one.digest) for one in found}) == 1
    assert not found[0].history
    assert listed(mirror, found[0].revision) == ["app.py", "docs/read me.md"]
    assert not open_mirror(mirror, found[0].revision).history


def test_two_folders_at_the_top_stay(mirror: Path, tmp_path: Path) -> None:
    received = receive_upload(mirror, 1, zipped(tmp_path / "a.zip", {"a/x.py": b"", "b/y.py": b""}))
    assert listed(mirror, received.revision) == ["a/x.py", "b/y.py"]


@pytest.mark.parametrize("name", ["../evil.py", "/etc/cron.d/evil", "a/../../evil", "..\\evil", "C:/evil", "a/" * 300])
def test_a_name_that_leads_out_is_refused(name: str, mirror: Path, tmp_path: Path) -> None:
    for path in (
        zipped(tmp_path / "a.zip", {"a/ok": b"", f"{name}x": b"bad"}),
        tarred(tmp_path / "a.tar", {name: b""}),
    ):
        with pytest.raises(MirrorRefused, match=r"leads out|deep"):
            receive_upload(mirror, 1, path)
    assert [path.name for path in tmp_path.parent.rglob("*evil*")] == []


@pytest.mark.parametrize(
    "names", [("a.py", "a.py"), ("a", "a/b.py"), ("a/b.py", "a"), ("a.py", "./a.py"), ("a/b", "a//b")]
)
def test_a_name_that_means_two_things_is_refused(names: tuple[str, str], mirror: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        for content, name in enumerate(("other", *names)):
            made.writestr(zipfile.ZipInfo(name), str(content))
    with pytest.raises(MirrorRefused, match="twice"):
        receive_upload(mirror, 1, tmp_path / "a.zip")


def test_links_stay_links_and_other_things_are_left_out(mirror: Path, tmp_path: Path) -> None:
    link, pipe, hard = tarfile.TarInfo("a/link"), tarfile.TarInfo("a/pipe"), tarfile.TarInfo("a/hard")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    pipe.type = tarfile.FIFOTYPE
    hard.type, hard.linkname = tarfile.LNKTYPE, "a/x.py"
    made = tarred(
        tmp_path / "a.tar", {"a/x.py": b"x", "a/.git/config": b"[core]\n\tfsmonitor = evil\n"}, link, pipe, hard
    )
    received = receive_upload(mirror, 1, made)
    assert listed(mirror, received.revision) == ["link", "x.py"]
    assert Git(mirror).output("cat-file", "blob", f"{received.revision}:link") == b"/etc/passwd"
    assert received.left_out == (
        "A repository lies inside the archive; only its files were read. Send a bundle to give the history.",
        "hard is a second name of another file and was not opened.",
        "pipe is no file and was not opened.",
    )
    assert open_mirror(mirror, received.revision).delivered.left_out == received.left_out


def test_a_bomb_is_refused_before_it_is_unpacked(mirror: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "TOTAL_BYTES", 1_000_000)
    zipped(tmp_path / "a.zip", {"a/x": b"0" * 600_000, "a/y": b"0" * 600_000})
    tarred(tmp_path / "a.tar", {"a/x": b"0" * 3_000_000})
    (tmp_path / "a.tar.gz").write_bytes(gzip.compress((tmp_path / "a.tar").read_bytes()))
    for name in ("a.zip", "a.tar", "a.tar.gz"):
        with pytest.raises(MirrorRefused, match=r"holds more than .* GB when it is unpacked"):
            receive_upload(mirror, 1, tmp_path / name)


def test_a_length_that_lies_is_refused(mirror: Path, tmp_path: Path) -> None:
    content = zipped(tmp_path / "a.zip", {"a/x": b"0" * 1000}).read_bytes()
    place = content.index(b"PK\x01\x02") + 24
    (tmp_path / "b.zip").write_bytes(content[:place] + struct.pack("<I", 10) + content[place + 4 :])
    with pytest.raises(MirrorRefused):
        receive_upload(mirror, 1, tmp_path / "b.zip")


def test_a_header_without_measure_is_refused(mirror: Path, tmp_path: Path) -> None:
    header = tarfile.TarInfo("pax")
    header.type, header.size = tarfile.XHDTYPE, 1_500_000_000
    (tmp_path / "a.tar").write_bytes(header.tobuf() + b"0" * 4096)
    with pytest.raises(MirrorRefused, match="no archive that can be read"):
        receive_upload(mirror, 1, tmp_path / "a.tar")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\x1f\x8bgarbage", b"BZh9garbage", b"MZ" * 400])
def test_what_is_no_archive_is_refused(content: bytes, mirror: Path, tmp_path: Path) -> None:
    (tmp_path / "upload").write_bytes(content)
    with pytest.raises(MirrorRefused, match=r"^The upload is (neither|no archive).*\.$"):
        receive_upload(mirror, 1, tmp_path / "upload")


def test_a_locked_archive_says_so(mirror: Path, tmp_path: Path) -> None:
    content = bytearray(zipped(tmp_path / "a.zip", {"a/x": b"0"}).read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "a.zip").write_bytes(content)
    with pytest.raises(MirrorRefused, match="locked with a password"):
        receive_upload(mirror, 1, tmp_path / "a.zip")
