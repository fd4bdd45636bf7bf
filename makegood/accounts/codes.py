"""Codes from an app on the phone (TOTP): each is taken once, however often and wherever it is sent."""

from __future__ import annotations

import time

from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as allauth_codes
from django.db import IntegrityError, transaction

from makegood.accounts.models import UsedCode, User

DRIFT = (0, -1, 1)
"""How many half minutes a phone's clock may differ."""


class CodeRefused(Exception):
    """Why a code is not taken; one sentence for the person."""


class CodeUsed(CodeRefused):
    """It is right, and was taken before: no guess of somebody who does not know it, and worth nothing to anybody."""

    def __init__(self) -> None:
        super().__init__("This code was used already. The app shows the next one within half a minute.")


def code_app_of(user: User) -> Authenticator | None:
    found: Authenticator | None = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    return found


def give_code_app(user: User) -> None:
    """A code app for a person of the sample, whose codes the pages show."""
    if code_app_of(user) is None:
        allauth_codes.TOTP.activate(user, allauth_codes.generate_totp_secret())


def code_to_show(user: User) -> str | None:
    """A code that the app of a sample's person shows now and that was not used yet. Never for anybody else."""
    app = code_app_of(user) if user.is_sample else None
    if app is None:
        return None
    now = _step()
    used = set(UsedCode.objects.filter(user=user, step__gte=now - 1).values_list("step", flat=True))
    step = next((now + ahead for ahead in (0, 1) if now + ahead not in used), None)
    return None if step is None else _code(_secret(app), step)


def take_code(user: User, code: str) -> None:
    """Raises CodeRefused with one sentence: wrong, or (CodeUsed) used here or at sign-in. Inside a transaction."""
    app = code_app_of(user)
    digits = "".join(code.split())
    secret = "" if app is None else _secret(app)
    step = next((_step() + drift for drift in DRIFT if app and _code(secret, _step() + drift) == digits), None)
    if app is None or step is None:
        raise CodeRefused("This code is not right. Type the six digits that the app shows now.")
    try:
        with transaction.atomic():
            UsedCode.objects.create(user=user, step=step)
    except IntegrityError:
        raise CodeUsed from None
    if not app.wrap()._mark_code_used(digits):
        raise CodeUsed
    UsedCode.objects.filter(user=user, step__lt=step - 10).delete()


def _step() -> int:
    return int(time.time() // app_settings.TOTP_PERIOD)


def _secret(app: Authenticator) -> str:
    return str(get_adapter().decrypt(app.data["secret"]))


def _code(secret: str, step: int) -> str:
    return str(allauth_codes.format_hotp_value(allauth_codes.hotp_value(secret, step)))
