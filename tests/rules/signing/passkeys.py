"""What a passkey gives when it signs a challenge, made in software."""

from __future__ import annotations

import base64
import json
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from makegood.rules.signing import Assertion, SigningKey

SITE = "localhost"


def signed_with(key: SigningKey, challenge: bytes) -> Assertion:
    secret = Ed25519PrivateKey.from_private_bytes(key.secret)
    text = base64.urlsafe_b64encode(challenge).rstrip(b"=").decode()
    client = json.dumps({"type": "webauthn.get", "challenge": text, "origin": f"http://{SITE}:8000"}).encode()
    data = sha256(SITE.encode()).digest() + b"\x05" + bytes(4)
    return Assertion(
        site=SITE,
        credential=b"c",
        public_key=secret.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
        authenticator_data=data,
        client_data=client,
        signature=secret.sign(data + sha256(client).digest()),
    )
