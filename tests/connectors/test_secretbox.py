"""Small secrets at rest: who has the database has nothing, and a lost key is one clear sentence."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from makegood.connectors.keyring import KeyringDamaged, add_key, forget_keys, made_keyring, read_keyring
from makegood.connectors.secretbox import Secretbox, SecretUnreadable

TOKEN, PLACE = "ghp_read-only-ÄÖ", "read token of engagement 7"


def test_a_sealed_secret_opens_in_its_own_place_only(tmp_path: Path) -> None:
    box = Secretbox(tmp_path)
    sealed = box.seal(TOKEN, PLACE)
    assert TOKEN[:8] not in sealed
    assert box.open(sealed, PLACE) == TOKEN
    with pytest.raises(SecretUnreadable, match="belongs elsewhere"):
        box.open(sealed, "read token of engagement 8")


def test_the_same_secret_never_looks_the_same(tmp_path: Path) -> None:
    assert Secretbox(tmp_path).seal(TOKEN, PLACE) != Secretbox(tmp_path).seal(TOKEN, PLACE)


@pytest.mark.parametrize("position", [0, 5, 20, 30, 60, -1])
def test_one_changed_letter_is_found(position: int, tmp_path: Path) -> None:
    box = Secretbox(tmp_path)
    sealed = list(box.seal(TOKEN, PLACE))
    sealed[position] = "A" if sealed[position] != "A" else "B"
    with pytest.raises(SecretUnreadable):
        box.open("".join(sealed), PLACE)


@pytest.mark.parametrize("junk", ["", "x", "mg1", "mg1..", "mg1.abc.!!!!", "mg1.abc.AAAA", "ghp_plain", "mg2.a.b"])
def test_what_is_no_sealed_secret_is_told(junk: str, tmp_path: Path) -> None:
    with pytest.raises(SecretUnreadable, match="give the secret anew"):
        Secretbox(tmp_path).open(junk, PLACE)


def test_a_missing_key_is_one_sentence_and_makes_no_new_one(tmp_path: Path) -> None:
    sealed = Secretbox(tmp_path).seal(TOKEN, PLACE)
    (tmp_path / "secrets.key").unlink()
    with pytest.raises(SecretUnreadable, match=r"is missing, .* put it back from a backup"):
        Secretbox(tmp_path).open(sealed, PLACE)
    assert not (tmp_path / "secrets.key").exists()
    Secretbox(tmp_path).seal("other", PLACE)
    with pytest.raises(SecretUnreadable, match="sealed under key"):
        Secretbox(tmp_path).open(sealed, PLACE)


@pytest.mark.parametrize("damage", [b"", b"nonsense\n", b"\xff\xfe", b"0123456789ab AAAA\n"])
def test_a_damaged_key_is_one_sentence_and_is_left_alone(damage: bytes, tmp_path: Path) -> None:
    sealed = Secretbox(tmp_path).seal(TOKEN, PLACE)
    (tmp_path / "secrets.key").write_bytes(damage)
    with pytest.raises(SecretUnreadable, match="put it back from a backup"):
        Secretbox(tmp_path).open(sealed, PLACE)
    with pytest.raises(KeyringDamaged):
        Secretbox(tmp_path).seal(TOKEN, PLACE)
    assert (tmp_path / "secrets.key").read_bytes() == damage


def test_a_key_cut_in_half_is_found(tmp_path: Path) -> None:
    made_keyring(tmp_path)
    path = tmp_path / "secrets.key"
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(KeyringDamaged, match="is damaged"):
        read_keyring(tmp_path)


def test_a_key_with_one_changed_letter_is_found(tmp_path: Path) -> None:
    made_keyring(tmp_path)
    text = (tmp_path / "secrets.key").read_text()
    (tmp_path / "secrets.key").write_text(text[:20] + ("A" if text[20] != "A" else "B") + text[21:])
    with pytest.raises(KeyringDamaged, match="is damaged"):
        read_keyring(tmp_path)


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    made_keyring(tmp_path)
    (tmp_path / "secrets.key").chmod(0o644)
    with pytest.raises(KeyringDamaged, match="chmod 600"):
        read_keyring(tmp_path)


def test_rotation_opens_the_old_seals_the_new_and_then_forgets(tmp_path: Path) -> None:
    box = Secretbox(tmp_path)
    old = box.seal(TOKEN, PLACE)
    assert box.resealed(old, PLACE) == old
    add_key(tmp_path)
    assert box.open(old, PLACE) == TOKEN
    new = box.resealed(old, PLACE)
    assert new.split(".")[1] != old.split(".")[1]
    forget_keys(tmp_path)
    assert box.open(new, PLACE) == TOKEN
    with pytest.raises(SecretUnreadable):
        box.open(old, PLACE)


def test_a_race_for_the_first_key_makes_one(tmp_path: Path) -> None:
    sealed: list[str] = []
    threads = [
        threading.Thread(target=lambda: sealed.append(Secretbox(tmp_path).seal(TOKEN, PLACE))) for _ in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({text.split(".")[1] for text in sealed}) == 1
    assert {Secretbox(tmp_path).open(text, PLACE) for text in sealed} == {TOKEN}
    assert (tmp_path / "secrets.key").stat().st_mode & 0o777 == 0o600
