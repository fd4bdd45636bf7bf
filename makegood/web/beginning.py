"""What waits for the owner of an engagement in which nothing was begun yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.urls import reverse

from makegood.accounts.models import User
from makegood.engagements.figures import Urgency, Waiting
from makegood.engagements.models import Engagement, Role, Seat
from makegood.phases.agreement.models import Agreement


def not_begun(user: User, engagements: Sequence[Engagement]) -> Iterator[Waiting]:
    """Two queries, however many engagements."""
    begun = set(Agreement.objects.filter(engagement__in=engagements).values_list("engagement_id", flat=True))
    waiting = [engagement for engagement in engagements if engagement.pk not in begun]
    if not waiting:
        return
    seats = Seat.objects.live().filter(user=user, role=Role.OWNER, engagement__in=waiting)
    owned = set(seats.values_list("engagement_id", flat=True))
    for engagement in waiting:
        if engagement.pk in owned:
            yield Waiting(
                engagement_id=engagement.pk,
                urgency=Urgency.WAITS,
                sentence=f"Agree with {engagement.partner} what each part costs and when it counts as done",
                path=reverse("agreement:show", args=[engagement.pk]),
            )
