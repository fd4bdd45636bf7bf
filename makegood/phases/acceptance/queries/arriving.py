"""What waits for the partner about code: what they handed in and could not be fetched, so that no clock runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.urls import reverse

from makegood.engagements.figures import Urgency, Waiting
from makegood.engagements.permissions import Standing
from makegood.phases.acceptance.models import Submission, SubmissionState


def waiting_about_code(standings: Sequence[Standing]) -> Iterator[Waiting]:
    """One query, however many engagements. What a later round replaced waits no more."""
    mine = [standing.engagement for standing in standings if standing.is_partner]
    rows = Submission.objects.filter(milestone__agreement__engagement__in=mine).exclude(state=SubmissionState.REPLACED)
    rows = rows.select_related("milestone__agreement__engagement").order_by("round")
    latest = {row.milestone.line: row for row in rows}
    for row in latest.values():
        if row.state == SubmissionState.INCOMPLETE:
            engagement = row.milestone.agreement.engagement
            yield Waiting(
                engagement_id=engagement.pk,
                urgency=Urgency.WAITS,
                sentence=f"{engagement}: {row} could not be fetched, so no clock runs. {row.problem}",
                path=reverse("acceptance:handed_in", args=[engagement.pk, row.pk]),
            )
