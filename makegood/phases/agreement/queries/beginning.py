"""What waits for the owner of an engagement in which nothing was begun yet."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterator, Sequence

from django.urls import reverse

from makegood.engagements.figures import Urgency, Waiting
from makegood.engagements.models import Engagement
from makegood.engagements.permissions import Standing
from makegood.phases.agreement.models import Agreement

LedElsewhere = Callable[[Sequence[Engagement]], Collection[uuid.UUID]]

_elsewhere: list[LedElsewhere] = []


def register_led_elsewhere(led: LedElsewhere) -> None:
    """`led`: ids of engagements whose owner a later room leads on, so that nobody is asked to agree first."""
    _elsewhere.append(led)


def not_begun(standings: Sequence[Standing]) -> Iterator[Waiting]:
    """One query here and those of later rooms, however many engagements."""
    owned = [standing.engagement for standing in standings if standing.is_owner]
    begun = set(Agreement.objects.filter(engagement__in=owned).values_list("engagement_id", flat=True))
    begun |= {id for led in _elsewhere for id in led(owned)}
    for engagement in owned:
        if engagement.pk not in begun:
            yield Waiting(
                engagement_id=engagement.pk,
                urgency=Urgency.WAITS,
                sentence=f"Agree with {engagement.partner} what each part costs and when it counts as done",
                path=reverse("agreement:show", args=[engagement.pk]),
            )
