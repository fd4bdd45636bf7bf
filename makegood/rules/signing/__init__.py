"""Ed25519 keys in C2SP's text form, DSSE envelopes over exact bytes, and what a passkey signed."""

from makegood.rules.signing.assertion import Assertion, AssertionRefused, read_assertion, verify_assertion
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
    "Assertion",
    "AssertionRefused",
    "Envelope",
    "EnvelopeRefused",
    "KeyRefused",
    "Signer",
    "SigningKey",
    "VerifyingKey",
    "pae",
    "read_assertion",
    "read_envelope",
    "sign_envelope",
    "verified_by",
    "verify_assertion",
]
