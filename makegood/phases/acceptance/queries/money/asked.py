"""Whether a part was asked to be paid for already, for its own page."""

from __future__ import annotations

from makegood.phases.acceptance.models import RequestLine
from makegood.phases.agreement.models import Milestone


def is_asked_for(milestone: Milestone) -> bool:
    """By a request that was not sent back, of this agreement or of one before it; one query."""
    asked = RequestLine.objects.filter(request__refused=None, this_cents__gt=0, milestone__line=milestone.line)
    return asked.filter(milestone__agreement__engagement=milestone.agreement.engagement_id).exists()
