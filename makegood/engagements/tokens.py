"""Tokens of links that are mailed: 256 random bits in the link, their SHA-256 in the database (H22)."""

from __future__ import annotations

import hashlib
import secrets
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse


def new_token() -> tuple[str, str]:
    """The token and its digest (hex); only the digest is kept."""
    token = secrets.token_urlsafe(32)
    return token, digest_of(token)


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def link_to(name: str, token: str) -> str:
    """An absolute link under the installation's own address."""
    return urljoin(f"{settings.MAKEGOOD_ADDRESS}/", reverse(name, kwargs={"token": token}).lstrip("/"))
