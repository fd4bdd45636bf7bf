"""Passwords, kept as scrypt hashes (RFC 7914)."""

import base64
import hashlib
import hmac
import secrets

SHORTEST = 12
_COST, _BLOCK, _PARALLEL = 2**14, 8, 1


def _scrypt(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=_COST, r=_BLOCK, p=_PARALLEL)


def hash_password(password: str) -> str:
    """`salt$hash`, both in base64."""
    salt = secrets.token_bytes(16)
    parts = (salt, _scrypt(password, salt))
    return "$".join(base64.b64encode(part).decode() for part in parts)


def is_password(password: str, kept: str) -> bool:
    """Compares in constant time."""
    salt, expected = (base64.b64decode(part) for part in kept.split("$"))
    return hmac.compare_digest(_scrypt(password, salt), expected)
