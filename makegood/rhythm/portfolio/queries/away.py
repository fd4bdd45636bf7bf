"""Who is away, and what owners are asked about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.urls import reverse

from makegood.accounts.models import User
from makegood.engagements.figures import Urgency, Waiting
from makegood.engagements.permissions import Act, Standing
from makegood.phases.agreement.queries import calendar_of
from makegood.rhythm.portfolio.models import Away, AwayState, Practice
from makegood.rules.calendars.business import plain_day


def colleagues_of(practice: Practice, person: User) -> list[User]:
    rows = practice.company.memberships.exclude(user=person).select_related("user").order_by("user__name")
    return [row.user for row in rows]


def waiting_about_away(standings: Sequence[Standing]) -> Iterator[Waiting]:
    """For owners: one query, however many engagements."""
    own = {one.engagement.pk: one.engagement for one in standings if one.may(Act.MANAGE_PEOPLE)}
    if not own:
        return
    rows = Away.objects.filter(engagement__in=list(own), state=AwayState.ASKED)
    for row in rows.select_related("advisor", "colleague"):
        last = calendar_of(own[row.engagement_id]).day_of(row.until)
        yield Waiting(
            engagement_id=row.engagement_id,
            urgency=Urgency.WAITS,
            sentence=f"{row.advisor} is away until {plain_day(last)}. May {row.colleague} stand in?",
            path=reverse("portfolio:answer_away", args=[row.engagement_id, row.pk]),
        )
