"""The breaches are well-formed, and their edits say the true place."""

from pathlib import Path

import pytest

from bench.breaches.cards import EDITS, Words
from bench.breaches.copies import Copy, Place, Unplanted, duplicate
from bench.breaches.families import breaches, decoys
from bench.breaches.invented import filled
from bench.breaches.plants import HOSTS
from tests.engine.building import Delivery


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    delivery = Delivery(tmp_path / "host.git")
    delivery.commit({"app.py": "one\ntwo\nthree\n", "README.md": "# Shop\n\n## Deploy\n\nPush.\n\n## Run\n\nGo.\n"})
    duplicate(delivery.path, tmp_path / "copy.git")
    return Copy(tmp_path / "copy.git")


def edited(copy: Copy, edit: str, **card: object) -> Place | None:
    return EDITS[edit](copy, Words(card, "a seed"))


def test_every_breach_and_decoy_names_a_known_host_and_an_id_of_a_family() -> None:
    known, beside = breaches(), decoys()
    assert len(known) >= 120
    assert len(beside) >= 80
    assert {one.host for one in [*known, *beside]} <= set(HOSTS)
    assert all(one.check.count(".") == 1 for one in known)
    assert len({(one.family, one.name, one.host) for one in known}) == len(known)


def test_an_edit_says_the_line_of_its_mark(copy: Copy) -> None:
    assert edited(copy, "append", path="app.py", text="\nfour\nfive\n", mark="five") == Place("app.py", 6)
    assert edited(copy, "after", path="app.py", anchor="two", text="half\n", mark="half") == Place("app.py", 3)
    assert edited(copy, "swap", path="app.py", anchor="one", text="zero\none", mark="zero") == Place("app.py", 1)
    assert copy.read("app.py") == "zero\none\ntwo\nhalf\nthree\n\nfour\nfive\n"


def test_an_edit_without_its_anchor_is_not_planted(copy: Copy) -> None:
    with pytest.raises(Unplanted):
        edited(copy, "swap", path="app.py", anchor="nine", text="ten")


def test_a_section_is_taken_out_by_its_heading(copy: Copy) -> None:
    assert edited(copy, "without", paths=["deploy"]) is None
    assert copy.read("README.md") == "# Shop\n\n## Run\n\nGo.\n"


def test_a_breach_is_one_commit_by_the_last_author_a_day_later(copy: Copy) -> None:
    edited(copy, "new", path="new.py", text="x = 1\n")
    commit = copy.finish()
    assert copy.git("rev-parse", f"{commit}^") == copy.head
    assert copy.git("log", "-1", "--format=%ae", commit) == copy.git("log", "-1", "--format=%ae", copy.head)
    assert copy.git("diff", "--name-only", copy.head, commit) == "new.py"


def test_an_old_commit_holds_what_the_last_one_does_not(copy: Copy) -> None:
    edited(copy, "in history", path="key.pem", text="x\n")
    tree, before = (copy.git("ls-tree", "--name-only", f"{copy.finish()}{back}") for back in ("", "^"))
    assert "key.pem" not in tree
    assert "key.pem" in before


def test_invented_keys_are_the_same_each_time_and_never_the_placeholder() -> None:
    text = "a = {{AKIA:16:upper}}, b = {{password}}"
    assert filled(text, "seed") == filled(text, "seed") != filled(text, "other")
    assert "{{" not in filled(text, "seed")
