"""From events to notices: each event is told once, whatever dies in between."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from makegood.accounts.lines import one_line
from makegood.accounts.models import User
from makegood.accounts.posting import lasting_id
from makegood.engagements.models import Engagement, Event, Seat
from makegood.engagements.record.forgetting import GONE
from makegood.notices.models import Hook, Notice, Told
from makegood.notices.telling import Message, messages_of

AT_ONCE = 200
SUBJECT = 200
"""Letters of a subject; a longer one is cut."""
MAIL, PAGE, HOOK = "mail", "page", "hook"

log = logging.getLogger("makegood.notices")


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
        rows = [row for event in events for message in _messages(event) for row in _rows(event, message, people)]
        Notice.objects.bulk_create(rows, ignore_conflicts=True)
        _forget_erased(engagement)
        told.upto = events[-1].index + 1 if events else told.upto
        told.save()
    return len(rows)


def _messages(event: Event) -> list[Message]:
    """One that cannot be put into words is logged, and the others are told all the same."""
    try:
        with transaction.atomic():
            return messages_of(event)
    except Exception:
        log.exception("entry %s of engagement %s could not be told", event.index, event.engagement_id)
        return []


def _forget_erased(engagement: Engagement) -> None:
    """What was told of an event whose content is gone since must not say it any longer (H24)."""
    gone = Notice.objects.filter(engagement=engagement, event__payload=None, event__isnull=False)
    gone.exclude(text=GONE).update(subject=GONE, text=GONE)


def _people(engagement: Engagement) -> list[tuple[User, str]]:
    seats = Seat.objects.live().filter(engagement=engagement, user__is_active=True).select_related("user")
    return [(seat.user, seat.role) for seat in seats]


def _rows(event: Event, message: Message, people: Iterable[tuple[User, str]]) -> list[Notice]:
    found = {user.pk: user for user, role in people if role in message.roles}
    if message.also_to:
        found |= {user.pk: user for user in User.objects.filter(pk__in=message.also_to, is_active=True)}
    if message.copy_to_actor and event.actor is not None:
        found[event.actor.pk] = event.actor
    elif event.actor_id is not None:
        found.pop(event.actor_id, None)
    hooked = set(Hook.objects.filter(user__in=found).values_list("user_id", flat=True)) if message.urgent else set()
    return [
        Notice(
            engagement_id=event.engagement_id,
            event=event,
            to=user,
            address=user.email,
            channel=channel,
            key=key,
            subject=one_line(message.subject)[:SUBJECT],
            text=message.text,
            path=message.path,
            message_id=lasting_id(key) if channel == MAIL else "",
            urgent=message.urgent,
        )
        for user in found.values()
        for channel in channels_to(user, hooked=user.pk in hooked)
        for key in [f"{event.pk}:{user.pk}:{channel}:{message.subject[:60]}"]
    ]


def channels_to(user: User, *, hooked: bool) -> list[str]:
    """People of the sample have addresses that nobody reads: no mail goes there."""
    return [PAGE, *([] if user.is_sample else [MAIL]), *([HOOK] if hooked else [])]
