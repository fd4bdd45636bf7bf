"""What stands around every page: the engagement's menu, its two figures, unread messages and what stands still."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from makegood.accounts.models import User
from makegood.engagements.figures import figures_of, sections_for
from makegood.engagements.permissions import Act, Standing
from makegood.notices.heartbeat import stands_since
from makegood.notices.mailing import goes_out
from makegood.notices.queries import unread_of
from makegood.rhythm.portfolio.queries.people import advises


@dataclass(frozen=True, slots=True)
class Entry:
    """A section of the menu as it stands on this page."""

    label: str
    path: str
    is_current: bool


def around(request: HttpRequest) -> dict[str, object]:
    """Empty outside of an engagement. The figures are the owner's side only."""
    standing = getattr(request, "standing", None)
    if not isinstance(standing, Standing):
        return {}
    shown: dict[str, object] = {
        "standing": standing,
        "engagement": standing.engagement,
        "acts": frozenset(act.name for act in standing.acts),
        "sections": menu(standing, request.path),
    }
    if standing.may(Act.SEE_OWNERS_SIDE):
        shown["figures"] = figures_of([standing.engagement])[standing.engagement.pk]
    return shown


def told(request: HttpRequest) -> dict[str, object]:
    """How many messages are unread, asked for only where the page shows it; whether the person has clients, whether
    mails leave this machine, and whether the background work stands."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {}
    return {
        "unread": SimpleLazyObject(lambda: unread_of(user)),
        "advises": SimpleLazyObject(lambda: advises(user)),
        "mail_goes_out": goes_out(),
        "work_stands_since": stands_since(),
    }


def menu(standing: Standing, path: str) -> list[Entry]:
    """The current section is the one whose path begins this page's, longest first; the overview only where it is it."""
    found = [
        (section.label, reverse(section.url, kwargs={"engagement_id": standing.engagement.pk}))
        for section in sections_for(standing)
    ]
    overview = reverse("engagements:show", kwargs={"engagement_id": standing.engagement.pk})
    current = max(
        (to for _, to in found if path == to or (path.startswith(to) and to != overview)), key=len, default=""
    )
    return [Entry(label, to, to == current) for label, to in found]
