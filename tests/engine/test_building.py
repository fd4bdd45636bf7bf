"""The builder itself: what it is told is what git then says."""

from datetime import UTC, datetime
from pathlib import Path

from makegood.engine.repository.git import Git
from makegood.engine.repository.tree import read_tree
from tests.engine.building import BOB, Delivery, executable, link, submodule
from tests.engine.looking import tree_of


def test_a_commit_holds_its_files_author_and_date(repository: Delivery) -> None:
    at = datetime(2026, 3, 1, 12, tzinfo=UTC)
    first = repository.commit({"app.py": "x = 1\n", b"bad\xff\nname": b"\0", "out": link("../secret")})
    second = repository.commit({"app.py": None}, author=BOB, date=at, message="Remove it")
    assert repository.revisions() == [second, first]
    assert repository.git("log", "-1", "--format=%an %aI %s") == "Bob Builder 2026-03-01T12:00:00+00:00 Remove it"
    assert repository.git("show", f"{first}:app.py") == "x = 1"
    assert repository.git("ls-tree", "--name-only", "main").split("\n") == [r'"bad\377\nname"', "out"]


def test_a_merge_has_both_parents(repository: Delivery) -> None:
    base = repository.commit({"a": "1"})
    side = repository.commit({"b": "2"}, branch="side", parents=[base])
    merge = repository.commit({"b": "2"}, parents=[base, side])
    assert repository.git("log", "-1", "--format=%P", merge).split() == [base, side]


def test_its_objects_are_those_that_git_itself_would_write(repository: Delivery, tmp_path: Path) -> None:
    base = repository.commit(
        {"a/b/c": "1", "a-b": "2", "a.b": executable("3"), "out": link("a"), "sub": submodule("1" * 40)}
    )
    side = repository.commit({"a/b": None, "a.b/c": b"\0", "a.b": None}, branch="side", parents=[base], author=BOB)
    repository.commit({"a-b": "2\n", "a/d": "\u00fc"}, message="Zwei\n\nZeilen\n", parents=[base, side])
    other = Delivery(tmp_path / "other.git")
    other.load(repository.git("fast-export", "--all", "--show-original-ids").encode() + b"\n")
    assert other.revisions() == repository.revisions()
    assert repository.git("fsck", "--strict", "--no-dangling") == ""
    git = Git(repository.path)
    assert [tree_of(git, commit) for commit in (base, side)] == [read_tree(git, commit) for commit in (base, side)]


def test_it_goes_on_from_what_git_made(repository: Delivery) -> None:
    first = repository.commit({"a": "1", "b/c": "2"})
    made = repository.git("commit-tree", f"{first}^{{tree}}", "-p", first, "-m", "By git")
    repository.branch("main", made)
    repository.commit({"a": None})
    assert repository.git("ls-tree", "-r", "--name-only", "main") == "b/c"
    assert len(repository.revisions()) == 3
