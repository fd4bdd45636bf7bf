"""DSSE envelopes (secure-systems-lab/dsse, protocol 1.0): signed are the bytes as they lie, never bytes made anew."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable
from dataclasses import dataclass

from makegood.rules.signing.keys import ED25519, SIGNATURE_SIZE, Signer, VerifyingKey

SIZE_LIMIT = 64_000_000
SIGNATURES_LIMIT = 16


class EnvelopeRefused(ValueError):
    """What is no envelope; the message is one sentence."""


def pae(payload_type: str, payload: bytes) -> bytes:
    """The bytes that are signed: the pre-authentication encoding of type and payload."""
    kind = payload_type.encode()
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)


@dataclass(frozen=True, slots=True)
class Envelope:
    """A payload, what it is, and who signed it: pairs of key id (`name+hash`, a hint only) and signature."""

    payload_type: str
    payload: bytes
    signatures: tuple[tuple[str, bytes], ...]

    def to_json(self) -> dict[str, object]:
        return {
            "payloadType": self.payload_type,
            "payload": base64.b64encode(self.payload).decode(),
            "signatures": [
                {"keyid": keyid, "sig": base64.b64encode(signature).decode()} for keyid, signature in self.signatures
            ],
        }

    def to_bytes(self) -> bytes:
        return (json.dumps(self.to_json(), indent=1, ensure_ascii=False) + "\n").encode()


def sign_envelope(payload_type: str, payload: bytes, signers: Iterable[Signer]) -> Envelope:
    message = pae(payload_type, payload)
    signatures = tuple((signer.verifying_key.id_text, signer.sign(message)) for signer in signers)
    return Envelope(payload_type, payload, signatures)


def read_envelope(content: bytes | dict[str, object]) -> Envelope:
    """An envelope from its JSON. Raises EnvelopeRefused with one sentence."""
    try:
        if isinstance(content, bytes):
            if len(content) > SIZE_LIMIT:
                raise EnvelopeRefused("The envelope is larger than an envelope can be (64 MB).")
            content = json.loads(content)
        assert isinstance(content, dict)
        kind, rows = content["payloadType"], content["signatures"]
        assert isinstance(kind, str)
        assert isinstance(rows, list)
        assert 0 < len(rows) <= SIGNATURES_LIMIT
        signatures = tuple((str(row.get("keyid", "")), _decoded(row["sig"])) for row in rows)
        payload = _decoded(content["payload"])
    except (ValueError, KeyError, TypeError, AttributeError, AssertionError, RecursionError) as broken:
        if isinstance(broken, EnvelopeRefused):
            raise
        raise EnvelopeRefused("This is no DSSE envelope.") from None
    if any(len(signature) != SIGNATURE_SIZE for _, signature in signatures):
        raise EnvelopeRefused("A signature of the envelope does not have 64 bytes.")
    return Envelope(kind, payload, signatures)


def _decoded(text: object) -> bytes:
    assert isinstance(text, str)
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        raise EnvelopeRefused("The envelope holds what is no base64.") from None


def verified_by(envelope: Envelope, keys: Iterable[VerifyingKey]) -> list[VerifyingKey]:
    """The keys among these that signed these very bytes. A key id is a hint that nobody signed: every key is tried."""
    message = pae(envelope.payload_type, envelope.payload)
    signatures = [signature for _, signature in envelope.signatures]
    return [key for key in keys if key.algorithm == ED25519 and any(key.verify(message, one) for one in signatures)]
