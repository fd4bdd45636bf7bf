"""What a passkey signed, so that a stranger can check it without our server: WebAuthn level 2, section 7.2.

A passkey signs `authenticator_data || SHA-256(client_data)`; the challenge inside `client_data` is the SHA-256 digest
of the act's exact bytes, so the signature is over the act (H16).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_der_public_key

PRESENT, VERIFIED = 1, 4
SIZE_LIMIT = 16_000
CURVE_HASHES: Mapping[str, hashes.HashAlgorithm] = {
    "secp256r1": hashes.SHA256(),
    "secp384r1": hashes.SHA384(),
    "secp521r1": hashes.SHA512(),
}


class AssertionRefused(ValueError):
    """Why this is no signature of that act by that key; one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """`public_key`: SubjectPublicKeyInfo as DER. `site`: the relying party's id, a host name."""

    site: str
    credential: bytes
    public_key: bytes
    authenticator_data: bytes
    client_data: bytes
    signature: bytes

    @property
    def person_verified(self) -> bool:
        """The device asked for a finger, a face or a PIN; otherwise only for a touch."""
        return bool(self.authenticator_data[32] & VERIFIED)

    def to_json(self) -> dict[str, str]:
        """As it stands in an event: base64url without padding, but for the site."""
        return {
            "site": self.site,
            "credential": _text(self.credential),
            "public_key": _text(self.public_key),
            "authenticator_data": _text(self.authenticator_data),
            "client_data": _text(self.client_data),
            "signature": _text(self.signature),
        }


def read_assertion(given: Mapping[str, object]) -> Assertion:
    """From the JSON of an event. Raises AssertionRefused."""
    try:
        return Assertion(
            site=_string(given["site"]),
            credential=_bytes(given["credential"]),
            public_key=_bytes(given["public_key"]),
            authenticator_data=_bytes(given["authenticator_data"]),
            client_data=_bytes(given["client_data"]),
            signature=_bytes(given["signature"]),
        )
    except (KeyError, TypeError, binascii.Error, ValueError):
        raise AssertionRefused("This is no passkey's assertion.") from None


def verify_assertion(assertion: Assertion, challenge: bytes) -> None:
    """Raises AssertionRefused unless this key signed exactly this challenge, for its site, with somebody present."""
    try:
        said = json.loads(assertion.client_data)
        kind, signed = said["type"], _bytes(said["challenge"])
    except (ValueError, KeyError, TypeError, binascii.Error, RecursionError):
        raise AssertionRefused("What the browser signed cannot be read.") from None
    if kind != "webauthn.get" or not hmac.compare_digest(signed, challenge):
        raise AssertionRefused("The passkey signed something else.")
    data = assertion.authenticator_data
    if len(data) < 37 or not hmac.compare_digest(data[:32], hashlib.sha256(assertion.site.encode()).digest()):
        raise AssertionRefused("The passkey signed for another site.")
    if not data[32] & PRESENT:
        raise AssertionRefused("The passkey signed without anybody touching it.")
    _verify_signature(assertion, data + hashlib.sha256(assertion.client_data).digest())


def _verify_signature(assertion: Assertion, message: bytes) -> None:
    try:
        key = load_der_public_key(assertion.public_key)
        if isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name in CURVE_HASHES:
            key.verify(assertion.signature, message, ec.ECDSA(CURVE_HASHES[key.curve.name]))
        elif isinstance(key, Ed25519PublicKey):
            key.verify(assertion.signature, message)
        elif isinstance(key, rsa.RSAPublicKey):
            key.verify(assertion.signature, message, padding.PKCS1v15(), hashes.SHA256())
        else:
            raise AssertionRefused("This kind of passkey is not known here.")
    except (InvalidSignature, UnsupportedAlgorithm):
        raise AssertionRefused("The signature is not this passkey's.") from None
    except ValueError as broken:
        if isinstance(broken, AssertionRefused):
            raise
        raise AssertionRefused("The passkey's public key cannot be read.") from None


def _text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _string(given: object) -> str:
    if not isinstance(given, str) or len(given) > SIZE_LIMIT:
        raise ValueError
    return given


def _bytes(given: object) -> bytes:
    text = _string(given)
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
