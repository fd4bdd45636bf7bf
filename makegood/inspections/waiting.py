"""What the home page says of inspections: what runs, what came out lately, what could not be done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from makegood.accounts.models import User
from makegood.engagements.figures import Urgency, Waiting
from makegood.engagements.models import Engagement, Seat
from makegood.engagements.permissions import Act, Standing
from makegood.engine.wording import counted
from makegood.inspections.models import LIVE, Inspection, State
from makegood.inspections.queries import HEAVY

LATELY = timedelta(days=7)


def waiting_for(user: User, engagements: Sequence[Engagement]) -> Iterator[Waiting]:
    """The newest inspection of the last week, for each engagement in whose work the person may look; two questions."""
    seats: dict[object, list[Seat]] = {}
    for seat in Seat.objects.live().filter(user=user, engagement__in=engagements):
        seats.setdefault(seat.engagement_id, []).append(seat)
    allowed = {
        engagement.pk: standing
        for engagement in engagements
        if (standing := Standing(user=user, engagement=engagement, seats=tuple(seats.get(engagement.pk, ())))).may(
            Act.SEE_WORK
        )
    }
    if not allowed:
        return
    lately = Inspection.objects.filter(engagement__in=list(allowed), asked__gte=timezone.now() - LATELY)
    newest: dict[object, Inspection] = {}
    for inspection in lately.defer(*HEAVY).order_by("asked"):
        newest[inspection.engagement_id] = inspection
    for inspection in newest.values():
        standing = allowed[inspection.engagement_id]
        told = _told(inspection, standing)
        if told:
            urgency, sentence = told
            yield Waiting(
                engagement_id=inspection.engagement_id,
                urgency=urgency,
                sentence=f"{standing.engagement}: {sentence}",
                path=reverse("inspections:show", args=[inspection.engagement_id, inspection.pk]),
            )


def _told(inspection: Inspection, standing: Standing) -> tuple[str, str] | None:
    if inspection.state in LIVE:
        return Urgency.NEXT, f"{inspection}: being inspected."
    if inspection.state == State.FAILED:
        urgency = Urgency.DANGER if standing.may(Act.INSPECT) else Urgency.NEXT
        return urgency, f"{inspection}: the inspection could not be done."
    if inspection.state == State.DONE:
        held = len(inspection.holding)
        items = f", {counted(held, 'item', 'items')}" if held else ""
        return Urgency.NEXT, f"Inspection done: {inspection.decision}{items}. {inspection}."
    return None
