"""What a person was told, of engagements that they may still see (H21)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from makegood.accounts.models import User
from makegood.engagements.models import Engagement
from makegood.notices.making import PAGE
from makegood.notices.models import Notice


@dataclass(frozen=True, slots=True)
class Unread:
    """How many messages of a person are unread, and how many of them are alarms."""

    count: int
    alarms: int


def messages_to(user: User) -> QuerySet[Notice]:
    """On the page; unread ones first, alarms before the others, then the newest."""
    rows = _seen_by(user).select_related("engagement", "event")
    rows = rows.defer("event__payload", "event__leaf")
    return rows.order_by(F("read").asc(nulls_first=True), "-urgent", "-made")


def _seen_by(user: User) -> QuerySet[Notice]:
    may_see = Q(engagement=None) | Q(engagement__in=Engagement.objects.visible_to(user))
    return Notice.objects.filter(may_see, to=user, channel=PAGE)


def unread_of(user: User) -> Unread:
    """One query."""
    unread = _seen_by(user).filter(read=None)
    found: dict[str, Any] = unread.aggregate(count=Count("pk"), alarms=Count("pk", filter=Q(urgent=True)))
    return Unread(found["count"], found["alarms"])
