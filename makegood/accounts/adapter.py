"""Where django-allauth asks us."""

from __future__ import annotations

import logging
import time
from types import SimpleNamespace
from typing import Any, ClassVar
from urllib.parse import urlsplit, urlunsplit

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from makegood.accounts.posting import NOT_POSTED, new_id, our_host
from makegood.connectors.secretbox import Secretbox, SecretUnreadable

log = logging.getLogger(__name__)
PURPOSE = "second factor"
NOT_SENT = "The mail could not be sent: this installation cannot send mail at the moment."
FAILED = "mail_failed"
"""In the session, for the page that would else say that one was sent."""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The e-mail address or the password is not right.",
        "too_many_login_attempts": (
            "That was wrong too often. Please wait five minutes, then try again, or sign in with a passkey."
        ),
        "rate_limited": "That was too often. Please wait a minute, then try again.",
        "email_taken": "There is an account with this address already. Sign in, or have your password reset.",
        "incorrect_password": "This is not your password.",
        "enter_current_password": "This is not your password.",
        "incorrect_code": "This code is not right, or was used already.",
    }

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        del request
        return "/"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        del request
        return "/account/"

    def is_safe_url(self, url: str | None) -> bool:
        """Only our own address: a forged Host header must not make another one safe (H22)."""
        ours = urlsplit(settings.MAKEGOOD_ADDRESS)
        return url_has_allowed_host_and_scheme(url, allowed_hosts={ours.netloc}, require_https=ours.scheme == "https")

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Not again within five minutes of signing in: who just made an account goes on to a second factor."""
        records = get_authentication_records(self.request, self.request.user)
        at = max((float(record["at"]) for record in records), default=0.0)
        recently = time.time() - at < account_settings.REAUTHENTICATION_TIMEOUT
        return not recently and bool(super().is_reauthentication_required(app=app, **more))

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        **more: Any,
    ) -> None:
        """Nothing is said to be sent where no mail goes out."""
        context = {"mail_is_set": settings.MAKEGOOD_MAIL is not None, "request": request, **(message_context or {})}
        super().add_message(request, level, message_template, context, **more)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Links lead to our own address, whatever host a request names (H22). A mail server that is down is told."""
        ours = {name: at_our_address(value) if isinstance(value, str) else value for name, value in context.items()}
        site = SimpleNamespace(name="Makegood", domain=urlsplit(settings.MAKEGOOD_ADDRESS).netloc)
        try:
            super().send_mail(template_prefix, email, {**ours, "current_site": site})
        except NOT_POSTED as failed:
            log.warning("a mail of kind %s could not be sent: %s", template_prefix, failed)
            messages.warning(self.request, NOT_SENT)
            self.request.session[FAILED] = True
        else:
            self.request.session.pop(FAILED, None)

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        message: EmailMessage = super().render_mail(
            template_prefix, email, context, {"Message-ID": new_id(), **(headers or {})}
        )
        return message


def at_our_address(text: str) -> str:
    """An absolute link under our own scheme, host and port; any other text as it is."""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or any(space in text for space in " \n"):
        return text
    ours = urlsplit(settings.MAKEGOOD_ADDRESS)
    return urlunsplit((ours.scheme, ours.netloc, parts.path, parts.query, ""))


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    error_messages: ClassVar = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This code is not right, or was used already.",
        "unverified_email": (
            "Please confirm your e-mail address first: the link is in the mail to you. Where no mail goes out, whoever "
            "made the first account finds it under their name, in “Mail, keys, background work and disk”."
        ),
        "unreadable": "This code app was sealed under a key that is gone. Use a recovery code, then set it up anew.",
        "known_passkey": "This passkey belongs to an account already.",
    }

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Passkeys belong to our own address, whatever host a request names (H22)."""
        return {"id": our_host(), "name": "Makegood"}

    def generate_authenticator_name(self, user: object, type: object) -> str:
        del user, type
        return "My passkey"

    def encrypt(self, text: str) -> str:
        return Secretbox(settings.MAKEGOOD_HOME).seal(text, PURPOSE)

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return Secretbox(settings.MAKEGOOD_HOME).open(encrypted_text, PURPOSE)
        except SecretUnreadable:
            raise self.validation_error("unreadable") from None
