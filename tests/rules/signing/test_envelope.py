"""DSSE: the vector of its specification, and signatures over bytes that are never made anew."""

from __future__ import annotations

import base64
import json

import pytest

from makegood.rules.signing import EnvelopeRefused, SigningKey, pae, read_envelope, sign_envelope, verified_by

KEY = SigningKey("makegood.test/shop", b"k" * 32)
OTHER = SigningKey("makegood.test/shop", b"o" * 32)
KIND = "application/vnd.in-toto+json"


def test_the_encoding_is_as_the_specification_shows_it() -> None:
    assert pae("http://example.com/HelloWorld", b"hello world") == (
        b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    )


def test_an_envelope_tells_which_of_the_keys_signed_it() -> None:
    envelope = read_envelope(sign_envelope(KIND, b'{"a": 1}', [KEY, OTHER]).to_bytes())
    assert envelope.payload == b'{"a": 1}'
    assert verified_by(envelope, [KEY.verifying_key]) == [KEY.verifying_key]
    assert verified_by(envelope, [SigningKey("makegood.test/shop", b"x" * 32).verifying_key]) == []


def test_a_key_id_is_a_hint_and_proves_nothing() -> None:
    document = sign_envelope(KIND, b"{}", [OTHER]).to_json()
    document["signatures"][0]["keyid"] = KEY.verifying_key.id_text  # type: ignore[index]
    envelope = read_envelope(document)
    assert verified_by(envelope, [KEY.verifying_key]) == []
    assert verified_by(envelope, [OTHER.verifying_key]) == [OTHER.verifying_key]


def test_neither_payload_nor_its_kind_can_be_changed() -> None:
    document = sign_envelope(KIND, b"{}", [KEY]).to_json()
    for part, value in (("payload", base64.b64encode(b"{ }").decode()), ("payloadType", "text/plain")):
        assert verified_by(read_envelope({**document, part: value}), [KEY.verifying_key]) == []


def test_a_cosigners_key_signs_no_envelope() -> None:
    envelope = sign_envelope(KIND, b"{}", [KEY])
    assert verified_by(envelope, [KEY.as_cosigner().verifying_key]) == []


@pytest.mark.parametrize(
    "change",
    [
        {"payload": None},
        {"payload": "é"},
        {"payload": "a"},
        {"payloadType": 1},
        {"signatures": []},
        {"signatures": [{}]},
        {"signatures": ["x"]},
        {"signatures": [{"sig": "AAAA"}]},
        {"signatures": [{"sig": base64.b64encode(b"s" * 64).decode()}] * 17},
    ],
)
def test_what_is_no_envelope_is_refused(change: dict[str, object]) -> None:
    document = {**sign_envelope(KIND, b"{}", [KEY]).to_json(), **change}
    with pytest.raises(EnvelopeRefused):
        read_envelope(json.dumps(document).encode())


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b"[" * 100_000, b"null"])
def test_what_is_no_json_is_refused(content: bytes) -> None:
    with pytest.raises(EnvelopeRefused):
        read_envelope(content)
