"""Where django-allauth asks us."""

from __future__ import annotations

from typing import ClassVar
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest

from makegood.connectors.secretbox import Secretbox, SecretUnreadable

PURPOSE = "second factor"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    def get_login_redirect_url(self, request: HttpRequest) -> str:
        del request
        return "/"

    def is_safe_url(self, url: str | None) -> bool:
        """Only our own address: a forged Host header must not make another one safe (H22)."""
        from django.utils.http import url_has_allowed_host_and_scheme

        host = settings.MAKEGOOD_ADDRESS.partition("://")[2]
        return url_has_allowed_host_and_scheme(url, allowed_hosts={host})


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    error_messages: ClassVar = {
        **DefaultMFAAdapter.error_messages,
        "unreadable": "This code app was sealed under a key that is gone. Use a recovery code, then set it up anew.",
    }

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Passkeys belong to our own address, whatever host a request names (H22)."""
        return {"id": urlsplit(settings.MAKEGOOD_ADDRESS).hostname or "localhost", "name": "Makegood"}

    def encrypt(self, text: str) -> str:
        return Secretbox(settings.MAKEGOOD_HOME).seal(text, PURPOSE)

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return Secretbox(settings.MAKEGOOD_HOME).open(encrypted_text, PURPOSE)
        except SecretUnreadable:
            raise self.validation_error("unreadable") from None
