"""What the home page says of inspections: what runs, and what could not be done."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from makegood.engagements.figures import Urgency, Waiting
from makegood.engagements.models import Stage
from makegood.engagements.permissions import Act, Standing
from makegood.inspections.models import LIVE, Inspection, State

LATELY = timedelta(days=7)
READ = ("engagement_id", "state", "occasion", "revision", "holding", "gate_state", "is_glance")


def waiting_about_inspections(standings: Sequence[Standing]) -> Iterator[Waiting]:
    """The newest inspection of the last week, for each engagement in whose work the person may look; one query."""
    allowed = {standing.engagement.pk: standing for standing in standings if standing.may(Act.SEE_WORK)}
    lately = Inspection.objects.filter(engagement__in=list(allowed), asked__gte=timezone.now() - LATELY)
    newest: dict[uuid.UUID, Inspection] = {}
    for inspection in lately.only(*READ).order_by("asked"):
        newest[inspection.engagement_id] = inspection
    for inspection in newest.values():
        standing = allowed[inspection.engagement_id]
        told = _told(inspection, standing)
        if told:
            urgency, sentence = told
            yield Waiting(
                engagement_id=inspection.engagement_id,
                urgency=urgency,
                sentence=sentence,
                path=reverse("inspections:show", args=[inspection.engagement_id, inspection.pk]),
            )


def _told(inspection: Inspection, standing: Standing) -> tuple[str, str] | None:
    if inspection.state in LIVE:
        return Urgency.NEXT, f"{inspection}: being inspected."
    if inspection.state == State.FAILED:
        urgency = Urgency.DANGER if standing.may(Act.INSPECT) else Urgency.NEXT
        return urgency, f"{inspection}: the inspection could not be done."
    if inspection.state == State.DONE and inspection.is_glance and standing.engagement.stage == Stage.DRAFT:
        return Urgency.NEXT, f"{inspection}: see how far what is there today is from each item."
    return None  # what came out waits as a decision, or came by message
