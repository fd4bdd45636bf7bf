"""The builder itself: what it is told is what git then says."""

from datetime import UTC, datetime

from tests.engine.building import BOB, Delivery, link


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
