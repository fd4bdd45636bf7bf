"""What waits for the owner of an engagement in which nothing was begun yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.urls import reverse

from makegood.engagements.figures import Urgency, Waiting
from makegood.engagements.permissions import Standing
from makegood.phases.agreement.models import Agreement
from makegood.rhythm.desk.models import Desk


def not_begun(standings: Sequence[Standing]) -> Iterator[Waiting]:
    """Two queries, however many engagements. Whoever came in by the desk is led on there, until it has decided."""
    owned = [standing.engagement for standing in standings if standing.is_owner]
    begun = set(Agreement.objects.filter(engagement__in=owned).values_list("engagement_id", flat=True))
    begun |= set(Desk.objects.filter(engagement__in=owned, judgement=None).values_list("engagement_id", flat=True))
    for engagement in owned:
        if engagement.pk not in begun:
            yield Waiting(
                engagement_id=engagement.pk,
                urgency=Urgency.WAITS,
                sentence=f"Agree with {engagement.partner} what each part costs and when it counts as done",
                path=reverse("agreement:show", args=[engagement.pk]),
            )
