"""A practice as what goes out in its name shows it, and in whose name somebody sends."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

from makegood.accounts.models import User
from makegood.connectors.uploads import kept_path
from makegood.engagements.models import Engagement, Role, Seat
from makegood.inspections.filing import digest_of, evidence_folder, evidence_path
from makegood.rhythm.portfolio.models import Practice
from makegood.rhythm.portfolio.queries.people import practice_of
from makegood.rules.stationery.brand import Brand


def logo_folder() -> Path:
    """Of its own beside the evidence: a logo is taken away, and the same bytes may be evidence."""
    return evidence_folder() / "logos"


def logo_path(digest: str) -> Path:
    """Those kept before this folder was there lie among the evidence. Raises ValueError for what is no digest."""
    own = kept_path(logo_folder(), digest)
    return own if own.exists() else evidence_path(digest)


def brand_of(practice: Practice) -> Brand:
    """With its name, colour and logo; a logo that is not on the disk is left out."""
    logo = b""
    if practice.logo:
        with suppress(OSError):
            content = logo_path(practice.logo).read_bytes()
            logo = content if digest_of(content) == practice.logo else b""
    return Brand(name=practice.name, accent=practice.accent, logo=logo)


def look_of(practice: Practice) -> str:
    """A digest of what is shown of it: another one means that what was made shows it as it was."""
    shown = "\n".join((practice.name, practice.accent, practice.logo))
    return hashlib.sha256(shown.encode()).hexdigest()


def brand_for(user: User, engagement: Engagement) -> Brand | None:
    """Of the practice in whose name this person does something here: only as the owner's advisor, and nothing more."""
    roles = set(Seat.objects.live().filter(engagement=engagement, user=user).values_list("role", flat=True))
    practice = practice_of(user) if roles == {Role.ADVISOR} else None
    return brand_of(practice) if practice else None
