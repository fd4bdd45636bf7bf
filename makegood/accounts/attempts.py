"""Wrong codes and passwords at a confirmation: a few, then a wait. Kept in rows, so that no restart forgets them."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from makegood.accounts.models import FailedConfirmation, User

WINDOW = timedelta(minutes=15)
MOST = 5


class TooManyAttempts(Exception):
    """One sentence for the person."""


def refuse_after_too_many(user: User) -> None:
    """Raises TooManyAttempts. Inside a transaction: the person's row is locked, so that guesses cannot run abreast."""
    User.objects.select_for_update().get(pk=user.pk)
    since = timezone.now() - WINDOW
    if FailedConfirmation.objects.filter(user=user, at__gt=since).count() >= MOST:
        raise TooManyAttempts(
            f"That was wrong {MOST} times. Please wait {WINDOW.seconds // 60} minutes, then try again."
        )
    FailedConfirmation.objects.filter(user=user, at__lte=since).delete()


def note_failure(user: User) -> None:
    FailedConfirmation.objects.create(user=user)
