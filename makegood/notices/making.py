"""From events to notices: each event is told once, whatever dies in between."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.db.models import F, IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from makegood.accounts.models import User
from makegood.engagements.models import Engagement, Event, Seat
from makegood.notices.models import Notice, Told
from makegood.notices.telling import Message, messages_of

AT_ONCE = 200
MAIL, PAGE = "mail", "page"


def make_notices() -> int:
    """Tells all events that were not told yet; returns how many notices were made."""
    upto = Subquery(Told.objects.filter(engagement=OuterRef("pk")).values("upto"), output_field=IntegerField())
    behind = Engagement.objects.annotate(upto=Coalesce(upto, Value(0))).filter(upto__lt=F("tree_size"))
    return sum(_tell(engagement) for engagement in behind)


def _tell(engagement: Engagement) -> int:
    with transaction.atomic():
        told, _ = Told.objects.select_for_update().get_or_create(engagement=engagement)
        events = list(
            engagement.events.filter(index__gte=told.upto).select_related("actor").order_by("index")[:AT_ONCE]
        )
        people = _people(engagement)
        rows = [row for event in events for message in messages_of(event) for row in _rows(event, message, people)]
        Notice.objects.bulk_create(rows, ignore_conflicts=True)
        told.upto = events[-1].index + 1 if events else told.upto
        told.save()
    return len(rows)


def _people(engagement: Engagement) -> list[tuple[User, str]]:
    seats = Seat.objects.live().filter(engagement=engagement, user__is_active=True).select_related("user")
    return [(seat.user, seat.role) for seat in seats]


def _rows(event: Event, message: Message, people: Iterable[tuple[User, str]]) -> list[Notice]:
    found = {user.pk: user for user, role in people if role in message.roles}
    if message.copy_to_actor and event.actor is not None:
        found[event.actor.pk] = event.actor
    elif event.actor_id is not None:
        found.pop(event.actor_id, None)
    return [
        Notice(
            engagement_id=event.engagement_id,
            event=event,
            to=user,
            address=user.email,
            channel=channel,
            key=f"{event.pk}:{user.pk}:{channel}:{message.subject[:60]}",
            subject=message.subject,
            text=message.text,
            path=message.path,
            message_id=f"<{event.pk}.{user.pk}@{_host()}>" if channel == MAIL else "",
        )
        for user in found.values()
        for channel in (MAIL, PAGE)
    ]


def _host() -> str:
    return str(settings.MAKEGOOD_ADDRESS).partition("://")[2].partition(":")[0]
