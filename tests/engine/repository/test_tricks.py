"""The tricks of H4 and H4b, one repository each: the neighbour's secret never appears, nothing is executed,
and what is read is what was delivered."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from makegood.engine.repository.intake.mirror import MirrorRefused
from tests.engine.building import Delivery, git
from tests.engine.repository.reading import contents, everything_under, opened

SECRET = "the neighbour's secret 4711"


@pytest.fixture
def neighbour(tmp_path: Path) -> Delivery:
    made = Delivery(tmp_path / "neighbour.git")
    made.commit({"secret.txt": SECRET})
    return made


@pytest.fixture
def mirrors(tmp_path: Path) -> Path:
    return tmp_path / "mirrors"


def refusal(path: Path, mirrors: Path) -> str:
    with pytest.raises(MirrorRefused) as refused:
        opened(path, mirrors)
    sentence = str(refused.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert SECRET.encode() not in everything_under(mirrors)
    return sentence


@pytest.mark.parametrize("name", ["alternates", "http-alternates"])
def test_objects_of_a_neighbour_are_not_borrowed(
    repository: Delivery, neighbour: Delivery, mirrors: Path, name: str
) -> None:
    repository.commit({"a": "1"})
    (repository.path / "objects/info").mkdir(exist_ok=True)
    (repository.path / "objects/info" / name).write_text(f"{neighbour.path}/objects\n")
    neighbours = neighbour.revisions()[0]
    (repository.path / "packed-refs").write_text(f"{neighbours} refs/heads/main\n")
    assert "takes objects from another folder" in refusal(repository.path, mirrors)


@pytest.mark.usefixtures("neighbour")
def test_relative_alternates_are_not_followed_through_a_file_address(repository: Delivery, mirrors: Path) -> None:
    repository.commit({"a": "1"})
    (repository.path / "objects/info").mkdir(exist_ok=True)
    (repository.path / "objects/info/alternates").write_text("../../neighbour.git/objects\n")
    with pytest.raises(MirrorRefused, match="takes objects from another folder"):
        opened(f"file://{repository.path}", mirrors)


def test_a_git_file_leads_nowhere(tmp_path: Path, neighbour: Delivery, mirrors: Path) -> None:
    folder = tmp_path / "delivered"
    folder.mkdir()
    (folder / ".git").write_text(f"gitdir: {neighbour.path}\n")
    assert "submodule or an extra work tree" in refusal(folder, mirrors)


def test_a_linked_git_folder_leads_nowhere(tmp_path: Path, neighbour: Delivery, mirrors: Path) -> None:
    folder = tmp_path / "delivered"
    folder.mkdir()
    (folder / ".git").symlink_to(neighbour.path)
    assert "link to another place" in refusal(folder, mirrors)


def test_commondir_leads_nowhere(repository: Delivery, neighbour: Delivery, mirrors: Path) -> None:
    repository.commit({"a": "1"})
    (repository.path / "commondir").write_text(f"{neighbour.path}\n")
    assert "commondir" in refusal(repository.path, mirrors)


@pytest.mark.parametrize("part", ["objects/pack", "objects", "refs", "refs/heads", "packed-refs", "HEAD"])
def test_links_inside_the_git_folder_lead_nowhere(
    repository: Delivery, neighbour: Delivery, mirrors: Path, part: str
) -> None:
    repository.commit({"a": "1"})
    neighbour.git("repack", "-adq")
    neighbour.git("pack-refs", "--all")
    place = repository.path / part
    if place.exists():
        place.rename(repository.path.parent / "aside")
    place.symlink_to(neighbour.path / part)
    assert "link" in refusal(repository.path, mirrors)


def test_a_replaced_object_is_read_as_it_was_delivered(repository: Delivery, mirrors: Path) -> None:
    evil = repository.commit({"app.py": "evil\n"})
    good = repository.blob("good\n")
    bad = repository.git("rev-parse", f"{evil}:app.py")
    repository.git("update-ref", f"refs/replace/{bad}", good)
    assert contents(opened(repository.path, mirrors)) == {"app.py": b"evil\n"}


def test_grafts_cut_no_history(repository: Delivery, mirrors: Path) -> None:
    repository.commit({"a": "1"})
    head = repository.commit({"a": "2"})
    (repository.path / "info").mkdir(exist_ok=True)
    (repository.path / "info/grafts").write_text(f"{head}\n")
    found = opened(repository.path, mirrors)
    assert found.git.text("rev-list", "--count", found.revision) == "2"


def test_export_ignore_hides_nothing(repository: Delivery, mirrors: Path) -> None:
    repository.commit({".gitattributes": "hidden.py export-ignore\n", "hidden.py": "evil\n"})
    assert "hidden.py" in contents(opened(repository.path, mirrors))


def test_a_folder_that_lists_a_name_twice_is_refused(repository: Delivery, mirrors: Path) -> None:
    good, evil = repository.blob("good\n"), repository.blob("evil\n")
    tree = repository.tree(("100644", "app.py", good), ("100644", "app.py", evil))
    repository.branch("main", repository.git("commit-tree", tree, "-m", "Two faces"))
    assert "lists one name twice" in refusal(repository.path, mirrors)


@pytest.mark.parametrize("name", ["..", ".git", "a/b"])
def test_a_name_that_would_lead_out_of_the_folder_is_refused(repository: Delivery, mirrors: Path, name: str) -> None:
    tree = repository.tree(("100644", name, repository.blob("evil\n")))
    repository.branch("main", repository.git("commit-tree", tree, "-m", "Outside"))
    assert f"{name!r}" in refusal(repository.path, mirrors) or name == "a/b"


def test_cosmetic_faults_of_old_commits_are_kept_as_facts(repository: Delivery, mirrors: Path) -> None:
    tree = repository.tree(("0100644", "a", repository.blob("1\n")))
    head = repository.git("commit-tree", tree, "-m", "Old")
    raw = repository.git("cat-file", "commit", head).replace("+0000", "+51800").encode() + b"\n"
    odd = repository.git("hash-object", "-t", "commit", "-w", "--stdin", "--literally", stdin=raw)
    (repository.path / "refs/heads/main").write_text(odd + "\n")
    delivered = opened(repository.path, mirrors).delivered
    assert set(delivered.cosmetic) == {"zeroPaddedFilemode", "badTimezone"}


def test_nothing_that_the_partner_configured_is_executed(tmp_path: Path, mirrors: Path) -> None:
    work, canary = tmp_path / "delivered", tmp_path / "canary"
    git("init", "--quiet", "--initial-branch=main", str(work))
    (work / "a.txt").write_text("one\n")
    (work / ".gitattributes").write_text("* filter=evil diff=evil\n")
    git("-C", str(work), "add", ".")
    git("-C", str(work), "commit", "--quiet", "-m", "Work")
    (work / "a.txt").write_text("two\n")
    program = tmp_path / "evil"
    program.write_text(f"#!/bin/sh\ntouch {canary}\ncat\n")
    program.chmod(0o755)
    (tmp_path / "more").write_text(f"[core]\n\tsshCommand = {program}\n")
    (work / ".git/config").write_text(
        f"[core]\n\trepositoryformatversion = 1\n\tfsmonitor = {program}\n\thooksPath = {tmp_path}\n"
        f"\tsshCommand = {program}\n\tpager = {program}\n\talternateRefsCommand = {program}\n"
        f"[uploadpack]\n\tpackObjectsHook = {program}\n[filter \"evil\"]\n\tclean = {program}\n\tsmudge = {program}\n"
        f"[diff \"evil\"]\n\tcommand = {program}\n\ttextconv = {program}\n[extensions]\n\tpartialClone = origin\n"
        f"[remote \"origin\"]\n\tpromisor = true\n\turl = {work}\n\tuploadpack = {program}\n"
        f"[includeIf \"gitdir:/**\"]\n\tpath = {tmp_path}/more\n"
    )  # fmt: skip
    for hook in ("post-index-change", "reference-transaction", "pre-auto-gc"):
        (work / ".git/hooks").mkdir(exist_ok=True)
        (work / ".git/hooks" / hook).write_text(program.read_text())
        (work / ".git/hooks" / hook).chmod(0o755)
    blob = git("-C", str(work), "rev-parse", ":a.txt").decode().strip() if not canary.exists() else ""
    canary.unlink(missing_ok=True)
    (work / ".git/objects" / blob[:2] / blob[2:]).chmod(0o644)
    (work / ".git/objects" / blob[:2] / blob[2:]).unlink()  # a missing blob is what made git fetch, and so execute
    found = opened(work, mirrors)
    assert contents(found)["a.txt"] is None
    assert found.delivered.missing == (blob,)
    assert found.delivered.uncommitted == ("a.txt",)
    assert not canary.exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_repository_is_one_sentence(repository: Delivery, mirrors: Path) -> None:
    repository.commit({"a": "1"})
    (repository.path / "objects").chmod(0)
    assert "Permission denied" in refusal(repository.path, mirrors)
