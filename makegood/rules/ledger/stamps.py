"""Time stamps of an authority (RFC 3161) over a checkpoint: this state existed at that time, by no clock of ours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

ANSWER_LIMIT = 60_000


class StampRefused(ValueError):
    """Why this is no time stamp of that checkpoint; one sentence."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question to an authority, and what its answer must repeat. `query` is DER, `application/timestamp-query`."""

    query: bytes
    nonce: int


@dataclass(frozen=True, slots=True)
class KeptStamp:
    """A signed note, and the answer (DER) of an authority over its checkpoint; `authority` is where it was asked."""

    note: str
    answer: bytes
    authority: str


def wanted(body: bytes) -> Wanted:
    """`body`: a checkpoint's text (`Checkpoint.body`). The authority sees its SHA-256 and nothing else."""
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    request = TimestampRequestBuilder().data(body).hash_algorithm(HashAlgorithm.SHA256).build()
    return Wanted(request.as_bytes(), int(request.nonce or 0))


def claimed_time(answer: bytes, body: bytes, asked: Wanted | None = None) -> datetime:
    """The time that an answer names, if it is about these bytes; its signer is not looked at. Raises StampRefused."""
    if len(answer) > ANSWER_LIMIT:
        raise StampRefused("The answer is larger than a time stamp can be.")
    from rfc3161_client import decode_timestamp_response

    try:
        found = decode_timestamp_response(answer)
        granted = int(found.status) == 0
        info = found.tst_info if granted else None
    except Exception:  # a decoder in Rust, whose errors have no common class
        raise StampRefused("The answer is no time stamp.") from None
    if info is None:
        why = ", ".join(found.status_string)[:200].rstrip(".") or "it does not say why"
        raise StampRefused(f"The authority refused: {why}.")
    if info.message_imprint.message != sha256(body).digest():
        raise StampRefused("The time stamp is over something else.")
    if asked is not None and info.nonce != asked.nonce:
        raise StampRefused("The time stamp answers another question.")
    return info.gen_time.astimezone(UTC)


def proved_time(answer: bytes, body: bytes, roots: Iterable[bytes]) -> datetime:
    """The time, where one of the roots (certificates, DER) vouches for who signed it. Raises StampRefused."""
    from cryptography.x509 import load_der_x509_certificate
    from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response

    at = claimed_time(answer, body)
    builder = VerifierBuilder()
    for root in roots:
        builder = builder.add_root_certificate(load_der_x509_certificate(root))
    try:
        builder.build().verify_message(decode_timestamp_response(answer), body)
    except (VerificationError, ValueError) as refused:
        raise StampRefused(f"No certificate that was given vouches for it ({refused}).") from None
    return at


def read_roots(pem: bytes) -> list[bytes]:
    """The certificates of a PEM file, as DER. Raises StampRefused where there is none."""
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.x509 import load_pem_x509_certificates

    try:
        return [one.public_bytes(Encoding.DER) for one in load_pem_x509_certificates(pem)]
    except ValueError:
        raise StampRefused("This holds no certificate in PEM.") from None
