"""Keys as C2SP writes them: a vector of its reference implementation, and names that keep engagements apart."""

from __future__ import annotations

import base64

import pytest

from makegood.rules.signing import KeyRefused, SigningKey, VerifyingKey

# From the tests of golang.org/x/mod/sumdb/note.
LINE = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
TEXT = (
    b"If you think cryptography is the answer to your problem,\n"
    b"then you don't know what your problem is.\n"
)  # fmt: skip
SIGNATURE = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="


def test_the_known_note_verifies() -> None:
    key, raw = VerifyingKey.parse(LINE), base64.b64decode(SIGNATURE)
    assert key.key_id == raw[:4]
    assert key.verify(TEXT, raw[4:])
    assert not key.verify(TEXT + b" ", raw[4:])
    assert not key.verify(TEXT, raw[:4])
    assert key.text() == LINE


def test_a_key_survives_its_line() -> None:
    key = SigningKey.generate("makegood.test/shop")
    read = VerifyingKey.parse(key.verifying_key.text() + "\n")
    assert read == key.verifying_key
    assert read.verify(b"x", key.sign(b"x"))


def test_the_same_key_under_another_name_is_another_key() -> None:
    key = SigningKey.generate("makegood.test/shop")
    assert key.named("makegood.test/other").verifying_key.key_id != key.verifying_key.key_id
    assert key.as_cosigner().verifying_key.key_id != key.verifying_key.key_id
    assert key.named("makegood.test/other").verifying_key.public == key.verifying_key.public


def test_a_secret_shows_in_no_repr() -> None:
    assert "secret" not in repr(SigningKey("a", b"k" * 32))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a+b",
        LINE.replace("Peter", "Petra"),
        LINE.replace("ARpc", "BRpc"),
        LINE.replace("ARpc", "BBpc"),
        LINE[:-2],
        LINE + "=",
        LINE.replace("+c74f", "+C74f"),
        "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "x" * 10_000,
        "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    ],
)
def test_a_line_that_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(KeyRefused):
        VerifyingKey.parse(text)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\n", "a\u00a0b", "a\x00", "x" * 201])
def test_a_name_that_cannot_stand_in_a_note_is_refused(name: str) -> None:
    with pytest.raises(KeyRefused):
        SigningKey(name, b"k" * 32)
    assert SigningKey("x" * 200, b"k" * 32).verifying_key.name == "x" * 200


def test_a_private_key_of_another_size_is_refused() -> None:
    with pytest.raises(KeyRefused):
        SigningKey("a", b"short")


def test_a_private_key_survives_its_line() -> None:
    key = SigningKey.generate("makegood.test/shop")
    assert SigningKey.parse(key.text() + "\n") == key
    for text in ("", key.text()[12:], key.text()[:-3], key.text().replace("shop", "ship"), key.verifying_key.text()):
        with pytest.raises(KeyRefused):
            SigningKey.parse(text)
