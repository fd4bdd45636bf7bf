"""What every answer carries, and what a signed-out visitor may reach."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase

from makegood.accounts.urls import OPEN as ACCOUNT
from makegood.connectors.uploads.kinds import KINDS
from makegood.web import errors

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
OPEN = (*ACCOUNT, "/static/", "/first-look/", "/invitations/", "/start/")
"""Paths that a visitor without an account may reach; each checks its own token. All others ask to sign in first."""

GUESTS_MOST = 100_000
"""Bytes of a form that somebody may send who has not signed in."""
MOST = max(kind.most for kind in KINDS.values()) + settings.DATA_UPLOAD_MAX_MEMORY_SIZE

Answer = Callable[[HttpRequest], HttpResponseBase]


class ContentSecurity:
    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        if not request.path.startswith(f"/{settings.STATIC_URL.strip('/')}/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class LimitBodies:
    """Django writes a file to the disk before any view, and the check of forgery, has looked at who sends it: strangers
    could fill the disk through the sign-in form. So this stands before both, and reads nothing."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        sent = request.META.get("CONTENT_LENGTH") or "0"
        size = int(sent) if sent.isdecimal() and len(sent) < 20 else MOST + 1
        if size > MOST or (size > GUESTS_MOST and SESSION_KEY not in request.session):
            return errors.answer(errors.TOO_BIG)
        return self.get_response(request)


class SignInFirst:
    """Signed out, every inside path leads to sign-in, existing or not (design section 1)."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated or request.path in ("/", "/health") or request.path.startswith(OPEN):
            return self.get_response(request)
        return redirect_to_login(request.get_full_path())
