"""Ed25519 keys in C2SP's text form, and DSSE envelopes over exact bytes."""

from makegood.rules.signing.envelope import (
    Envelope,
    EnvelopeRefused,
    pae,
    read_envelope,
    sign_envelope,
    verified_by,
)
from makegood.rules.signing.keys import KeyRefused, Signer, SigningKey, VerifyingKey

__all__ = [
    "Envelope",
    "EnvelopeRefused",
    "KeyRefused",
    "Signer",
    "SigningKey",
    "VerifyingKey",
    "pae",
    "read_envelope",
    "sign_envelope",
    "verified_by",
]
