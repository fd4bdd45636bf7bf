"""The confirmed acts of this room: naming a stand-in, who then may do all that the owner may."""

from __future__ import annotations

import uuid
import zoneinfo
from datetime import datetime

from django.urls import reverse

from makegood.accounts.models import User
from makegood.engagements.actions.seats import name_stand_in
from makegood.engagements.intents import Content, Deed, Done, Question, register
from makegood.engagements.models import Engagement, Event, Intent, Role, Seat, Strength
from makegood.engagements.permissions import Act
from makegood.rules.calendars.business import plain_day

STAND_IN = "stand_in.named"


def _ask(engagement: Engagement, content: Content) -> Question:
    zone = zoneinfo.ZoneInfo(engagement.time_zone)
    begins, until = (_time(content, name).astimezone(zone) for name in ("begins", "until"))
    return Question(
        title=f"Should {content['name']} stand in for you?",
        sentence=(
            f"In that time {content['name']} can decide, accept and release money as you can."
            f"{_both(engagement, content)}"
        ),
        button="Name the stand-in",
        points=(
            ("Stands in for you", f"{content['name']}, {content['email']}"),
            ("From", plain_day(begins)),
            ("Until", f"{plain_day(until)}, end of the day"),
        ),
        cannot_be_undone=False,
    )


def _both(engagement: Engagement, content: Content) -> str:
    """Who lets money go and who pays it are two people everywhere else; the owner is told before that ends."""
    seats = Seat.objects.live().filter(
        engagement=engagement, user=uuid.UUID(str(content["person"])), role=Role.BOOKKEEPER
    )
    if not seats.exists():
        return ""
    return " They keep the books, too: for these days one person alone releases money and pays it."


def _perform(intent: Intent, content: Content, event: Event) -> Done:
    del event
    name_stand_in(
        engagement=intent.engagement,
        owner=intent.user,
        person=User.objects.get(pk=str(content["person"])),
        begins=_time(content, "begins"),
        until=_time(content, "until"),
    )
    return Done(next=reverse("engagements:people", kwargs={"engagement_id": intent.engagement_id}))


def _time(content: Content, name: str) -> datetime:
    return datetime.fromisoformat(str(content[name]))


def register_deeds() -> None:
    register(Deed(kind=STAND_IN, act=Act.NAME_STAND_IN, needs=Strength.CODE, ask=_ask, perform=_perform, anchored=True))
