"""What people type: told apart by the contract, refused with one sentence, never echoed with a password."""

from __future__ import annotations

from pathlib import Path

import pytest

from makegood.engine.deliverable import Kind
from makegood.engine.target import TargetRefused, recognise, recognise_all, shown


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("https://forge.test/acme/shop.git", "shop"),
        ("git+https://forge.test/acme/shop", "shop"),
        ("ssh://git@forge.test/acme/shop", "shop"),
        ("git@forge.test:acme/shop.git", "shop"),
    ],
)
def test_a_git_address_is_a_repository(text: str, name: str) -> None:
    target = recognise(text)
    assert (target.kind, target.name, target.path) == (Kind.REPOSITORY, name, None)


def test_a_web_address_is_an_application_unless_it_says_otherwise() -> None:
    with pytest.raises(TargetRefused, match="--as repository"):
        recognise("https://shop.test/")
    assert recognise("https://forge.test/acme/shop", Kind.REPOSITORY).name == "shop"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "Say what to inspect"),
        ("a\0b", "Say what to inspect"),
        ("/no/such/place", "There is nothing at"),
        ("git://forge.test/shop.git", "only https and ssh"),
        ("http://forge.test/shop.git", "only https and ssh"),
        ("git+ext::sh -c id", "There is nothing at"),
        ("ext+x://forge.test/shop.git", "only https and ssh"),
        ("ssh://-oProxyCommand=id/shop.git", "begins with a dash"),
        ("https://user@-x/shop.git", "begins with a dash"),
        ("x" * 5000, "cannot be read: File name too long"),
    ],
)
def test_what_cannot_be_inspected_is_one_sentence(text: str, why: str) -> None:
    with pytest.raises(TargetRefused, match=why) as refused:
        recognise(text)
    assert str(refused.value).endswith(".")
    assert len(str(refused.value)) < 400


def test_a_file_is_no_repository(tmp_path: Path) -> None:
    (tmp_path / "shop.zip").write_bytes(b"PK")
    with pytest.raises(TargetRefused, match="is a file"):
        recognise(str(tmp_path / "shop.zip"))


def test_a_file_address_is_the_folder_it_names(tmp_path: Path) -> None:
    (tmp_path / "my shop").mkdir()
    assert recognise(f"file://{tmp_path}/my%20shop").path == tmp_path / "my shop"


def test_passwords_and_control_characters_are_not_shown() -> None:
    assert shown("https://user:pass@forge.test/x\x1b[2J\n") == "https://forge.test/x\\x1b[2J\\x0a"
    assert "pass" not in recognise("https://user:pass@forge.test/shop.git").shown


def test_two_targets_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for owner in ("one", "two", "three"):
        (tmp_path / owner / "repo").mkdir(parents=True)
    found = recognise_all(str(tmp_path / owner / "repo") for owner in ("one", "two", "three"))
    assert [target.name for target in found] == ["repo", "repo (2)", "repo (3)"]
