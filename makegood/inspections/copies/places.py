"""Where the owner's copies of code lie: below MAKEGOOD_HOME/mirrors, none shared between engagements (H21)."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from makegood.engagements.models import Engagement


def mirror_of(engagement: Engagement) -> str:
    """The owner's own copy of what was delivered."""
    return f"{engagement.pk}.git"


def glances_of(engagement: Engagement) -> str:
    """The copy of what was looked at, beside the owner's copy of what was delivered and never in it."""
    return f"{engagement.pk}.looks.git"


def mirror_path(mirror: str) -> Path:
    return Path(settings.MAKEGOOD_HOME) / "mirrors" / mirror
