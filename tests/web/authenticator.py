"""A passkey in software, as a phone or a key has it in hardware: it makes credentials and signs challenges."""

from __future__ import annotations

import hashlib
import json
import os
import struct
from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from fido2 import cbor
from fido2.cose import ES256, EdDSA
from fido2.utils import websafe_encode

from makegood.accounts.models import User

ORIGIN = "http://localhost:8000"
SITE = "localhost"
PRESENT, VERIFIED, ATTESTED = 1, 4, 64


class SoftPasskey:
    """One credential. `ed25519`: of that kind instead of P-256."""

    def __init__(self, *, origin: str = ORIGIN, site: str = SITE, ed25519: bool = False) -> None:
        self.origin, self.site = origin, site
        self.id = os.urandom(32)
        self.key: Any = Ed25519PrivateKey.generate() if ed25519 else ec.generate_private_key(ec.SECP256R1())
        self.cose = (EdDSA if ed25519 else ES256).from_cryptography_key(self.key.public_key())

    def _client_data(self, kind: str, challenge: bytes) -> bytes:
        said = {"type": kind, "challenge": websafe_encode(challenge), "origin": self.origin, "crossOrigin": False}
        return json.dumps(said).encode()

    def _data(self, flags: int) -> bytes:
        return hashlib.sha256(self.site.encode()).digest() + bytes([flags]) + struct.pack(">I", 0)

    def made(self, challenge: bytes) -> dict[str, object]:
        """What a browser sends when a passkey is added."""
        attested = bytes(16) + struct.pack(">H", len(self.id)) + self.id + cbor.encode(dict(self.cose))
        data = self._data(PRESENT | VERIFIED | ATTESTED) + attested
        return {
            "id": websafe_encode(self.id),
            "rawId": websafe_encode(self.id),
            "type": "public-key",
            "response": {
                "clientDataJSON": websafe_encode(self._client_data("webauthn.create", challenge)),
                "attestationObject": websafe_encode(cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})),
            },
            "clientExtensionResults": {"credProps": {"rk": True}},
        }

    def signed(self, challenge: bytes, *, flags: int = PRESENT | VERIFIED) -> str:
        """What a browser sends when the passkey signs."""
        client, data = self._client_data("webauthn.get", challenge), self._data(flags)
        message = data + hashlib.sha256(client).digest()
        p256 = isinstance(self.key, ec.EllipticCurvePrivateKey)
        signature = self.key.sign(message, ec.ECDSA(hashes.SHA256())) if p256 else self.key.sign(message)
        return json.dumps(
            {
                "id": websafe_encode(self.id),
                "rawId": websafe_encode(self.id),
                "type": "public-key",
                "response": {
                    "clientDataJSON": websafe_encode(client),
                    "authenticatorData": websafe_encode(data),
                    "signature": websafe_encode(signature),
                },
                "clientExtensionResults": {},
            }
        )

    def given_to(self, user: User) -> SoftPasskey:
        data = {"name": "Phone", "credential": self.made(os.urandom(32))}
        Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data)
        return self
