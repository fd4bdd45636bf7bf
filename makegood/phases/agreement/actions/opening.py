"""An agreement is changed under a lock, and its terms only while it is a draft."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from makegood.engagements.intents import Refused
from makegood.engagements.models import Engagement
from makegood.phases.agreement.models import Agreement, AgreementState


@contextmanager
def lock(agreement: Agreement) -> Iterator[Agreement]:
    """The agreement as it is now. The engagement's row is locked first, as `events.record` does."""
    with transaction.atomic():
        Engagement.objects.select_for_update().get(pk=agreement.engagement_id)
        fresh = Agreement.objects.filter(pk=agreement.pk).select_for_update().first()
        if fresh is None:
            raise Refused("This draft was dropped meanwhile.")
        yield fresh


@contextmanager
def open_draft(agreement: Agreement) -> Iterator[Agreement]:
    """The draft, locked against a second tab and against being sent meanwhile."""
    with lock(agreement) as fresh:
        if fresh.state == AgreementState.OFFERED:
            raise Refused("The agreement was sent to the partner. Take it back first, then change it.")
        if fresh.state != AgreementState.DRAFT:
            raise Refused("This agreement is signed and stays as it is. A change is a new agreement that both sign.")
        yield fresh
