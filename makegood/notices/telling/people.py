"""Who came to the table, who left it, and who stands in for whom."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.urls import reverse

from makegood.engagements.models import Event, Role
from makegood.notices.telling import BOTH_SIDES, OWNERS, Content, Message, tells
from makegood.rules.calendars.business import said_day


def _path(event: Event) -> str:
    return reverse("engagements:people", args=[event.engagement_id])


@tells("seat.taken")
def came(event: Event, act: Content) -> Iterable[Message]:
    role = Role(str(act["role"]))
    if role == Role.OWNER:
        yield Message(
            roles=frozenset({Role.ADVISOR.value}),
            subject=f"{act['name']} is here: {event.engagement}",
            text=f"{act['name']} ({act['email']}) has taken a seat as the owner for {event.engagement.owner_company}.",
            path=reverse("portfolio:client", args=[event.engagement_id]),
        )
    yield Message(
        roles=BOTH_SIDES if role in (Role.PARTNER, Role.REVIEWER) else OWNERS,
        subject=f"{act['name']} is here: {event.engagement}",
        text=f"{act['name']} ({act['email']}) has taken the seat of {role.label.lower()}. "
        "If that is not whom you invited, end the seat.",
        path=_path(event),
    )


@tells("seat.ended")
def left(event: Event, act: Content) -> Iterable[Message]:
    role = Role(str(act["role"])).label.lower()
    yield Message(
        roles=OWNERS,
        subject=f"{act['name']} has left: {event.engagement}",
        text=f"The seat of {role} was ended by {event.actor}. What was signed there stays in the record.",
        path=_path(event),
    )
    yield Message(
        roles=frozenset(),
        also_to=frozenset({uuid.UUID(str(act["person"]))}),
        subject=f"Your seat at {event.engagement} has ended",
        text=f"{event.actor} ended your seat as {role}. You see nothing of it any more.",
        path="",
    )


@tells("stand_in.named")
def stands_in(event: Event, act: Content) -> Iterable[Message]:
    until = datetime.fromisoformat(str(act["until"])).astimezone(ZoneInfo(event.engagement.time_zone))
    yield Message(
        roles=OWNERS,
        subject=f"{act['name']} stands in for {event.actor}",
        text=f"Until {said_day(until.date())} {act['name']} has all rights of the owner in {event.engagement}, "
        "releasing money included.",
        path=_path(event),
        urgent=True,
        copy_to_actor=True,
    )
