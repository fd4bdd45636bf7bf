"""Records taken over, kept under the installation's key, and matched."""

import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest

from makegood.engine.advisories.index import HEAD, IndexRefused, read_head, records_of
from makegood.engine.advisories.matching import is_affected, merged
from makegood.engine.advisories.source import SourceRefused
from makegood.engine.advisories.update import update_from

KEY = b"k" * 32


def osv(name: str = "flask", *, id: str = "PYSEC-1", modified: str = "2026-05-01T00:00:00Z", **more: object) -> dict:
    events = [{"introduced": "0"}, {"fixed": "2.0"}]
    package = {"ecosystem": "PyPI", "name": name}
    affected = [{"package": package, "ranges": [{"type": "ECOSYSTEM", "events": events}]}]
    return {"id": id, "modified": modified, "affected": affected, **more}


def folder(path: Path, *documents: dict) -> Path:
    path.mkdir()
    for number, document in enumerate(documents):
        (path / f"{number}.json").write_text(json.dumps(document))
    return path


def test_records_of_a_folder_are_found_by_package_and_version(tmp_path: Path) -> None:
    [part] = update_from(folder(tmp_path / "in", osv()), tmp_path / "index", KEY)
    [record] = records_of(tmp_path / "index", part, ["flask", "django"])
    assert (part.records, part.newest) == (1, "2026-05-01")
    assert is_affected(record, "1.9")
    assert not is_affected(record, "2.0")


def test_a_withdrawn_record_is_none(tmp_path: Path) -> None:
    with pytest.raises(SourceRefused):
        update_from(folder(tmp_path / "in", osv(withdrawn="2026-01-01T00:00:00Z")), tmp_path / "index", KEY)


def test_an_altered_head_is_refused(tmp_path: Path) -> None:
    update_from(folder(tmp_path / "in", osv()), tmp_path / "index", KEY)
    head = tmp_path / "index" / HEAD
    head.write_text(head.read_text().replace("2026-05-01", "2026-06-01"))
    with pytest.raises(IndexRefused):
        read_head(tmp_path / "index", KEY)


def test_an_altered_file_of_records_is_refused(tmp_path: Path) -> None:
    [part] = update_from(folder(tmp_path / "in", osv()), tmp_path / "index", KEY)
    path = tmp_path / "index" / part.file
    path.write_bytes(path.read_bytes().replace(b"PYSEC-1", b"PYSEC-2"))
    with pytest.raises(IndexRefused):
        list(records_of(tmp_path / "index", part, ["flask"]))


def test_older_records_do_not_replace_newer_ones(tmp_path: Path) -> None:
    update_from(folder(tmp_path / "new", osv()), tmp_path / "index", KEY)
    assert update_from(folder(tmp_path / "old", osv(modified="2020-01-01T00:00:00Z")), tmp_path / "index", KEY) == []
    assert read_head(tmp_path / "index", KEY)[0].newest == "2026-05-01"


def test_one_weakness_under_two_ids_is_one(tmp_path: Path) -> None:
    both = (osv(id="PYSEC-1", aliases=["CVE-1"]), osv(id="GHSA-1", aliases=["CVE-1"]), osv(id="PYSEC-3"))
    [part] = update_from(folder(tmp_path / "in", *both), tmp_path / "index", KEY)
    assert sorted(len(group) for group in merged(records_of(tmp_path / "index", part, ["flask"]))) == [1, 2]


def test_friends_of_php_in_a_tar_are_read(tmp_path: Path) -> None:
    text = b"title: Hole\ncve: CVE-2020-1\nbranches:\n    a:\n        time: 2026-01-02 03:04:05\n"
    text += b"        versions: ['>=2.0.0', '<2.0.19']\nreference: composer://acme/http\n"
    with tarfile.open(tmp_path / "php.tar.gz", "w:gz") as archive:
        member = tarfile.TarInfo("acme/http/CVE-2020-1.yaml")
        member.size = len(text)
        archive.addfile(member, io.BytesIO(text))
    [part] = update_from(tmp_path / "php.tar.gz", tmp_path / "index", KEY)
    [record] = records_of(tmp_path / "index", part, ["acme/http"])
    assert [is_affected(record, version) for version in ("1.9", "2.0.0", "2.0.18", "2.0.19")] == [
        False,
        True,
        True,
        False,
    ]


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.json", b" " * 4_900_000)
    with pytest.raises(SourceRefused):
        update_from(tmp_path / "all.zip", tmp_path / "index", KEY)


def test_yaml_aliases_are_not_unfolded(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.yaml").write_text("a: &x [1, 2]\nid: PYSEC-1\naffected: [*x, *x]\n")
    with pytest.raises(SourceRefused):
        update_from(tmp_path / "in", tmp_path / "index", KEY)


def test_a_folder_of_archives_is_read_like_their_records(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with zipfile.ZipFile(tmp_path / "in" / "pypi.zip", "w") as archive:
        archive.writestr("PYSEC-1.json", json.dumps(osv()))
    [part] = update_from(tmp_path / "in", tmp_path / "index", KEY)
    assert [record.package for record in records_of(tmp_path / "index", part, ["flask"])] == ["flask"]
