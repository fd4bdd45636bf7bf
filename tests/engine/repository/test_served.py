"""Served files are the code's own only byte for byte; a file of the same name with other bytes speaks against it."""

from __future__ import annotations

from pathlib import Path

import pytest

from makegood.engine.repository.intake.receiving import receive_address
from makegood.engine.repository.served import CannotHold, Held, hold, names_of
from tests.engine.building import Delivery

LONG = "body { color: #123456 }\n" * 20
OLD = {"shop/static/a.css": LONG, "shop/static/old.js": LONG + "1", "src/main.css": LONG + "2", "logo.png": LONG + "3"}
NEW = {"shop/static/new.js": LONG + "4"}


@pytest.fixture
def mirror(repository: Delivery, tmp_path: Path) -> tuple[Path, str, str]:
    """(mirror, the earlier revision, the later one)"""
    before, after = repository.commit(OLD), repository.commit(NEW)
    receive_address(tmp_path / "m.git", 1, str(repository.path), {"GIT_ALLOW_PROTOCOL": "file"})
    return tmp_path / "m.git", before, after


def test_the_same_bytes_link_and_those_that_the_version_before_had_too_are_told_apart(
    mirror: tuple[Path, str, str],
) -> None:
    place, before, after = mirror
    served = {"/static/a.css": LONG.encode(), "/static/x.123.js": (LONG + "4").encode()}
    assert hold(place, after, served, before) == Held(
        same=("shop/static/a.css", "shop/static/new.js"), known=("shop/static/a.css",)
    )


def test_other_bytes_under_the_same_name_in_a_public_folder_differ(mirror: tuple[Path, str, str]) -> None:
    place, _, after = mirror
    other = ("z" * 500).encode()
    served = {"/static/old.js": other, "/main.css": other, "/logo.png": other, "/elsewhere/old.js": other}
    assert hold(place, after, served) == Held(differ=("shop/static/old.js",))


def test_small_files_say_nothing(mirror: tuple[Path, str, str]) -> None:
    place, _, after = mirror
    assert hold(place, after, {"/static/a.css": b"", "/static/old.js": b"x"}) == Held()


def test_names_are_known_beforehand(mirror: tuple[Path, str, str]) -> None:
    place, _, after = mirror
    knows = names_of(place, after)
    assert (knows("/static/a.css"), knows("/static/b.css")) == (True, False)


def test_a_revision_that_is_not_there_is_one_sentence(mirror: tuple[Path, str, str]) -> None:
    with pytest.raises(CannotHold):
        hold(mirror[0], "0" * 40, {})
