"""The owner lets an advisor send letters to the partner up to a sum: confirmed like a release, ended at any time."""

from __future__ import annotations

import zoneinfo
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from makegood.accounts.models import User
from makegood.engagements.events import record
from makegood.engagements.intents import Content, Deed, Done, Question, Refused, register
from makegood.engagements.models import Engagement, Event, Intent, Role, Seat, Strength
from makegood.engagements.permissions import Act, Standing
from makegood.rhythm.portfolio.models import Limit
from makegood.rules.calendars.business import plain_day
from makegood.rules.money.amount import formatted

SET = "advisor.limit_set"


def _ask(engagement: Engagement, content: Content) -> Question:
    until = datetime.fromisoformat(str(content["until"])).astimezone(zoneinfo.ZoneInfo(engagement.time_zone))
    cents = formatted(int(str(content["amount_cents"])))
    return Question(
        title=f"Let {content['name']} send letters about sums up to {cents}?",
        sentence=f"{content['name']} can then write to {engagement.partner} in your matter without asking you "
        "first. What is about more, and what goes to the bookkeeper, waits for you.",
        button="Let them send",
        points=(("Who", f"{content['name']}, {content['email']}"), ("Up to", cents), ("Until", plain_day(until))),
        cannot_be_undone=False,
    )


def _perform(intent: Intent, content: Content, event: Event) -> Done:
    advisor = User.objects.get(pk=str(content["person"]))
    seats = Seat.objects.live().filter(engagement=intent.engagement, user=advisor, role=Role.ADVISOR)
    if not seats.exists():
        raise Refused(f"{content['name']} advises you no longer.")
    Limit.objects.filter(engagement=intent.engagement, advisor=advisor, ended=None).update(ended=event.at)
    Limit.objects.create(
        engagement=intent.engagement,
        advisor=advisor,
        cents=int(str(content["amount_cents"])),
        until=datetime.fromisoformat(str(content["until"])),
        set_by=intent.user,
        event=event,
    )
    return Done(next=reverse("portfolio:limits", args=[intent.engagement_id]))


def register_deeds() -> None:
    register(Deed(kind=SET, act=Act.NAME_STAND_IN, needs=Strength.CODE, ask=_ask, perform=_perform))


def end_limits(*, standing: Standing, advisor: User) -> None:
    """Now; twice is once."""
    with transaction.atomic():
        Engagement.objects.select_for_update().get(pk=standing.engagement.pk)
        living = Limit.objects.filter(engagement=standing.engagement, advisor=advisor, ended=None)
        if living.update(ended=timezone.now()):
            record(
                engagement=standing.engagement,
                kind="advisor.limit_ended",
                payload={"person": str(advisor.pk), "name": str(advisor)},
                actor=standing.user,
            )
