"""Whether what is built may still be called otherwise."""

from __future__ import annotations

from makegood.phases.agreement.models import Agreement, AgreementState
from makegood.rhythm.desk.models import Desk


def may_be_named(desk: Desk) -> bool:
    """Until something was offered: an offer holds the name, and both sides sign over it."""
    return not Agreement.objects.filter(engagement=desk.engagement_id).exclude(state=AgreementState.DRAFT).exists()
