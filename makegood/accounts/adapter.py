"""Where django-allauth asks us."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    def get_login_redirect_url(self, request: HttpRequest) -> str:
        del request
        return "/"

    def is_safe_url(self, url: str | None) -> bool:
        """Only our own address: a forged Host header must not make another one safe (H22)."""
        from django.utils.http import url_has_allowed_host_and_scheme

        host = settings.MAKEGOOD_ADDRESS.partition("://")[2]
        return url_has_allowed_host_and_scheme(url, allowed_hosts={host})
