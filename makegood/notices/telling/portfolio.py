"""What goes on between an owner and their advisor: comparisons, limits of letters, and who stands in."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from makegood.engagements.models import Event, Role
from makegood.notices.telling import BOTH_SIDES, OWNERS, Content, Message, tells
from makegood.phases.agreement.queries import calendar_of
from makegood.rhythm.portfolio.models import Away
from makegood.rules.calendars.business import plain_day
from makegood.rules.money.amount import formatted

CONCERNED = BOTH_SIDES | {Role.ADVISOR.value}


def _path(event: Event) -> str:
    return reverse("portfolio:counted", args=[event.engagement_id])


@tells("advisor.comparison_allowed")
def counted(event: Event, act: Content) -> Iterable[Message]:
    buyer = event.engagement.owner_company
    yield Message(
        roles=CONCERNED,
        subject=f"{act['name']} counts this in a comparison of partners: {event.engagement}",
        text=f"{event.actor} of {buyer} allowed {act['name']} to count how the parts of {event.engagement} went. The "
        "page shows every figure that is counted, the same for both sides and for the practice; there is no score.",
        path=_path(event),
    )


@tells("advisor.comparison_ended")
def counted_no_more(event: Event, act: Content) -> Iterable[Message]:
    yield Message(
        roles=CONCERNED,
        subject=f"{act['name']} counts this no more: {event.engagement}",
        text=f"{event.actor} took {event.engagement} out of the comparison of partners by {act['name']}.",
        path=_path(event),
    )


def _day(event: Event, moment: object) -> str:
    return plain_day(calendar_of(event.engagement).day_of(datetime.fromisoformat(str(moment))))


@tells("advisor.away_asked")
def away(event: Event, act: Content) -> Iterable[Message]:
    yield Message(
        roles=OWNERS,
        subject=f"May {act['name']} stand in for {event.actor}? {event.engagement}",
        text=f"{event.actor} is away from {_day(event, act['begins'])} to {_day(event, act['until'])}. Nobody stands "
        "in before you allow it.",
        path=reverse("portfolio:answer_away", args=[event.engagement_id, event.subject]),
    )


@tells("advisor.away_allowed", "advisor.away_refused")
def answered(event: Event, act: Content) -> Iterable[Message]:
    """To who asked, and to the colleague who has a seat by it."""
    row = Away.objects.filter(pk=event.subject).first() if event.subject else None
    if row is None:
        return
    allowed = event.kind.endswith("allowed")
    words = "may stand in" if allowed else "may not stand in"
    until = f" until {_day(event, act['until'])}" if allowed and act.get("until") else ""
    yield Message(
        roles=frozenset(),
        also_to=frozenset({row.advisor_id, row.colleague_id} if allowed else {row.advisor_id}),
        subject=f"{act['name']} {words}: {event.engagement}",
        text=f"{event.actor} of {event.engagement.owner_company} says that {act['name']} {words}{until}.",
        path=reverse("portfolio:client", args=[event.engagement_id]),
    )


@tells("advisor.limit_set", "advisor.limit_ended")
def limit(event: Event, act: Content) -> Iterable[Message]:
    if not act.get("person"):
        return
    buyer = event.engagement.owner_company
    if event.kind.endswith("set"):
        cents = formatted(int(str(act["amount_cents"])))
        text = (
            f"You may write to {event.engagement.partner} about sums up to {cents} until {_day(event, act['until'])}."
        )
        subject = f"{buyer} lets you send letters: {event.engagement}"
    else:
        text = "Each letter that you word waits for the owner’s word again."
        subject = f"{buyer} no longer lets you send letters: {event.engagement}"
    yield Message(
        roles=frozenset(),
        also_to=frozenset({uuid.UUID(str(act["person"]))}),
        subject=subject,
        text=text,
        path=reverse("portfolio:client", args=[event.engagement_id]),
    )
