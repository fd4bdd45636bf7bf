import pytest

from larkspur.accounts import passwords


def test_the_right_password_fits_its_hash() -> None:
    assert passwords.is_password(
        "spring in the garden", passwords.hash_password("spring in the garden")
    )


def test_another_password_does_not() -> None:
    kept = passwords.hash_password("spring in the garden")
    assert not passwords.is_password("spring in the gardem", kept)


def test_the_same_password_never_has_the_same_hash() -> None:
    assert passwords.hash_password("twice the same") != passwords.hash_password("twice the same")


def test_the_hash_is_the_one_of_rfc_7914(monkeypatch: pytest.MonkeyPatch) -> None:
    """The third test vector of RFC 7914, section 12, first bytes; its cost is the shop's own."""
    monkeypatch.setattr(passwords, "_COST", 2**14)
    made = passwords._scrypt("pleaseletmein", b"SodiumChloride")
    assert made.hex().startswith("7023bdcb3afd7348461c06cd81fd38eb")
