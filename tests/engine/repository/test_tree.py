"""Listing a revision: whole when it can be, cut with a reason when not, in bounded time and memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from makegood.engine.cache import Cache
from makegood.engine.repository import tree as trees
from makegood.engine.repository.digest import content_digest
from makegood.engine.repository.git import Git
from makegood.engine.repository.tree import Tree, read_tree
from tests.engine.building import Delivery, executable, link, submodule


def listed(repository: Delivery) -> Tree:
    return read_tree(Git(repository.path), repository.revisions()[0])


def bomb(repository: Delivery, levels: int) -> str:
    """A commit whose tree holds ten times the same tree, which holds ten times the same tree, and so on."""
    inner = repository.tree(*(("100644", f"f{number}", repository.blob("x")) for number in range(10)))
    for _ in range(levels):
        inner = repository.tree(*(("40000", f"d{number}", inner) for number in range(10)))
    commit = repository.git("commit-tree", inner, "-m", "Bomb")
    repository.branch("main", commit)
    return commit


def test_every_kind_of_entry_is_told_apart(repository: Delivery) -> None:
    repository.commit({"a": "12345", "run": executable("x"), "to": link("a"), "lib": submodule("5" * 40), "none": ""})
    tree = listed(repository)
    assert {entry.path: entry.size for entry in tree.files} == {"a": 5, "run": 1, "none": 0}
    assert [entry.path for entry in tree.entries if entry.is_symlink] == ["to"]
    assert [entry.path for entry in tree.entries if entry.is_submodule] == ["lib"]
    assert tree.cut is None


def test_odd_names_are_kept_and_bad_bytes_escaped(repository: Delivery) -> None:
    deep = "/".join(["d"] * 60) + "/x"
    repository.commit({"new\nline": "", "\x1b[2J": "", b"bad\xff": "", deep: "", "é": ""})
    assert {entry.path for entry in listed(repository).files} == {"new\nline", "\x1b[2J", "bad\\xff", deep, "é"}


def test_a_tree_bomb_is_cut_and_has_no_digest(
    repository: Delivery, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trees, "ENTRY_LIMIT", 2_000)
    bomb(repository, levels=9)
    tree = listed(repository)
    assert len(tree.entries) == 2_000
    assert tree.cut == "The revision lists more than 2,000 files; the rest was not read."
    with Cache(tmp_path, b"k" * 32) as cache:
        assert content_digest(Git(repository.path), tree, cache) is None


def test_a_path_without_end_is_cut(repository: Delivery) -> None:
    repository.commit({"/".join(["d" * 200] * 25): "", "a": ""})
    tree = listed(repository)
    assert [entry.path for entry in tree.entries] == ["a"]
    assert tree.cut is not None


def test_a_folder_that_is_missing_cuts_the_listing(repository: Delivery) -> None:
    repository.commit({"a": "1", "sub/b": "2"})
    id = repository.git("rev-parse", "main:sub")
    (repository.path / "objects" / id[:2] / id[2:]).unlink()
    cut = listed(repository).cut
    assert cut is not None
    assert cut.startswith("Not every folder of the revision can be listed")


def test_a_missing_blob_is_listed_without_a_size(repository: Delivery, tmp_path: Path) -> None:
    repository.commit({"a": "1"})
    id = repository.git("rev-parse", "main:a")
    (repository.path / "objects" / id[:2] / id[2:]).unlink()
    tree = listed(repository)
    assert [(entry.path, entry.size) for entry in tree.files] == [("a", 0)]
    with Cache(tmp_path, b"k" * 32) as cache:
        assert content_digest(Git(repository.path), tree, cache) is None


def test_the_digest_is_of_content_names_and_modes_and_nothing_else(repository: Delivery, tmp_path: Path) -> None:
    def digest(**files: object) -> str | None:
        commit = repository.commit({"a": None, "b": None, **files}, author="X <x@y.test>")  # type: ignore[dict-item]
        return content_digest(Git(repository.path), read_tree(Git(repository.path), commit), cache)

    with Cache(tmp_path, b"k" * 32) as cache:
        first = digest(a="1")
        assert first is not None
        assert first.startswith("sha256:")
        assert digest(a="1") == first
        assert len({first, digest(a="2"), digest(b="1"), digest(a=executable("1")), digest(a=link("1"))}) == 5
