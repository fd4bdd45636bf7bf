"""What waits for the partner about code: what they handed in and could not be fetched, so that no clock runs."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence

from django.urls import reverse

from makegood.engagements.figures import Urgency, Waiting
from makegood.engagements.permissions import Standing
from makegood.phases.acceptance.models import Submission, SubmissionState
from makegood.phases.acceptance.queries.handing_in.submissions import ACCEPTED, that_counts, verb_of

READ = (
    "round",
    "state",
    "problem",
    "milestone__line",
    "milestone__title",
    "milestone__agreement__engagement_id",
    "decision__verb",
)


def waiting_about_code(standings: Sequence[Standing]) -> Iterator[Waiting]:
    """One query, however many engagements; only parts of which something could not be fetched are read. What a later
    round replaced waits no more."""
    mine = {standing.engagement.pk: standing.engagement for standing in standings if standing.is_partner}
    rows = Submission.objects.filter(milestone__agreement__engagement__in=mine)
    failed = rows.filter(state=SubmissionState.INCOMPLETE).values("milestone__line")
    rows = rows.filter(milestone__line__in=failed).exclude(state=SubmissionState.REPLACED)
    rows = rows.select_related("milestone__agreement", "decision").only(*READ).order_by("round")
    parts: dict[uuid.UUID, list[Submission]] = {}
    for row in rows:
        parts.setdefault(row.milestone.line, []).append(row)
    for rounds in parts.values():
        row, counts = rounds[-1], that_counts(rounds)
        accepted = counts is not None and verb_of(counts) in ACCEPTED
        if row.state == SubmissionState.INCOMPLETE and not accepted:
            engagement = mine[row.milestone.agreement.engagement_id]
            so = "so no clock runs" if counts is row or counts is None else f"so round {counts.round} counts"
            yield Waiting(
                engagement_id=engagement.pk,
                urgency=Urgency.WAITS,
                sentence=f"{engagement}: {row} could not be fetched, {so}. {row.problem}",
                path=reverse("acceptance:handed_in", args=[engagement.pk, row.pk]),
            )
