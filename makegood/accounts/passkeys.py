"""A person's passkeys: asking one of them to sign a digest, and telling what it signed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.core.exceptions import ValidationError
from fido2.cose import CoseKey
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    UserVerificationRequirement,
)

from makegood.accounts.models import User
from makegood.rules.signing.assertion import Assertion, AssertionRefused, verify_assertion

LONGEST = 16_000
VERIFICATION = UserVerificationRequirement.PREFERRED
CURVES: Mapping[int, ec.EllipticCurve] = {1: ec.SECP256R1(), 2: ec.SECP384R1(), 3: ec.SECP521R1()}


class PasskeyRefused(Exception):
    """Why this is not the person's signature; one sentence for them."""


def has_passkey(user: User) -> bool:
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).exists())


def credentials_of(users: Sequence[User]) -> dict[bytes, set[object]]:
    """Credential ids and the ids of the people who have them: one passkey of two people is no second person (H12)."""
    found: dict[bytes, set[object]] = {}
    for row in Authenticator.objects.filter(user__in=users, type=Authenticator.Type.WEBAUTHN):
        if (credential := _credential(row)) is not None:
            found.setdefault(credential.credential_id, set()).add(row.user_id)
    return found


def is_known(credential_id: str) -> bool:
    """Whether an account has it already (base64url, as browsers send it)."""
    rows = Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN, data__credential__id=credential_id)
    return bool(rows.exists())


def share_a_passkey(one: User, other: User) -> bool:
    return one != other and any(len(people) > 1 for people in credentials_of([one, other]).values())


def ask_to_sign(user: User, challenge: bytes) -> dict[str, Any]:
    """What the browser is given (`navigator.credentials.get`), as JSON. Nothing is kept: the challenge is ours."""
    options, _ = _server().authenticate_begin(
        credentials=_credentials(user), user_verification=VERIFICATION, challenge=challenge
    )
    asked: dict[str, Any] = json.loads(json.dumps(dict(options), default=dict))
    return asked


def signed_by(user: User, challenge: bytes, response: str) -> Assertion:
    """The person's passkey over this challenge, from the browser's answer. Raises PasskeyRefused with one sentence."""
    credentials = _credentials(user)
    _, state = _server().authenticate_begin(
        credentials=credentials, user_verification=VERIFICATION, challenge=challenge
    )
    try:
        if len(response) > LONGEST:
            raise ValueError("too long")
        answer = AuthenticationResponse.from_dict(json.loads(response))
        credential = _server().authenticate_complete(state, credentials, answer)
        assertion = Assertion(
            site=urlsplit(settings.MAKEGOOD_ADDRESS).hostname or "",
            credential=credential.credential_id,
            public_key=spki(credential.public_key),
            authenticator_data=bytes(answer.response.authenticator_data),
            client_data=bytes(answer.response.client_data),
            signature=answer.response.signature,
        )
        verify_assertion(assertion, challenge)  # as a stranger will, from what is kept
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, ValidationError, AssertionRefused):
        raise PasskeyRefused("The passkey's answer does not fit what is confirmed here. Please try again.") from None
    return assertion


def spki(key: CoseKey) -> bytes:
    """The public key as DER, which every tool reads. Raises ValueError for a kind that is not known here."""
    public: ec.EllipticCurvePublicKey | Ed25519PublicKey | rsa.RSAPublicKey
    if key.get(1) == 2 and key.get(-1) in CURVES:
        x, y = int.from_bytes(key[-2], "big"), int.from_bytes(key[-3], "big")
        public = ec.EllipticCurvePublicNumbers(x, y, CURVES[key[-1]]).public_key()
    elif key.get(1) == 1 and key.get(-1) == 6:
        public = Ed25519PublicKey.from_public_bytes(key[-2])
    elif key.get(1) == 3 and key.get(3) == -257:
        modulus, exponent = int.from_bytes(key[-1], "big"), int.from_bytes(key[-2], "big")
        public = rsa.RSAPublicNumbers(exponent, modulus).public_key()
    else:
        raise ValueError("a passkey of this kind is not known here")
    return public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def _server() -> Fido2Server:
    rp = PublicKeyCredentialRpEntity(**get_adapter().get_public_key_credential_rp_entity())
    return Fido2Server(rp, verify_origin=is_our_address)


def is_our_address(origin: str) -> bool:
    """The page that asked was ours. On this machine any port will do: it is the person's own."""
    ours, given = urlsplit(settings.MAKEGOOD_ADDRESS), urlsplit(origin)
    same_host = (ours.scheme, ours.hostname) == (given.scheme, given.hostname)
    return same_host and (ours.netloc == given.netloc or ours.hostname == "localhost")


def _credentials(user: User) -> list[AttestedCredentialData]:
    rows = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN)
    return [credential for row in rows if (credential := _credential(row)) is not None]


def _credential(row: Authenticator) -> AttestedCredentialData | None:
    try:
        found: AttestedCredentialData | None = row.wrap().authenticator_data.credential_data
    except (ValueError, TypeError, KeyError, ValidationError):
        return None
    return found
