"""An owner lets a practice count their engagement in its comparison of partners, and takes it out again at any time."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from makegood.engagements.events import record
from makegood.engagements.intents import Refused
from makegood.engagements.models import Engagement
from makegood.engagements.permissions import Act, Standing
from makegood.rhythm.portfolio.models import ComparisonConsent, Practice
from makegood.rhythm.portfolio.queries.consents import living_consents, practices_at

ALLOWED, ENDED = "advisor.comparison_allowed", "advisor.comparison_ended"


def allow_comparison(*, standing: Standing, practice: Practice) -> None:
    """By an owner in person; twice is once. Raises Refused."""
    _refuse_others(standing)
    with transaction.atomic():
        engagement = Engagement.objects.select_for_update().get(pk=standing.engagement.pk)
        if practice not in practices_at(engagement):
            raise Refused(f"Nobody of {practice} advises you here.")
        if living_consents().filter(engagement=engagement, practice=practice).exists():
            return
        event = record(engagement=engagement, kind=ALLOWED, payload=_said(practice), actor=standing.user)
        over = ComparisonConsent.objects.filter(engagement=engagement, practice=practice, withdrawn=None)
        over.update(withdrawn=event.at)  # it had ended with the seat of the advisor
        ComparisonConsent.objects.create(engagement=engagement, practice=practice, given_by=standing.user, event=event)


def end_comparison(*, standing: Standing, practice: Practice) -> None:
    """Now; twice is once. Raises Refused."""
    _refuse_others(standing)
    with transaction.atomic():
        engagement = Engagement.objects.select_for_update().get(pk=standing.engagement.pk)
        living = ComparisonConsent.objects.filter(engagement=engagement, practice=practice, withdrawn=None)
        if living.update(withdrawn=timezone.now()):
            record(engagement=engagement, kind=ENDED, payload=_said(practice), actor=standing.user)


def _refuse_others(standing: Standing) -> None:
    if not standing.may(Act.NAME_STAND_IN):  # what a stand-in does not have
        raise Refused("Only an owner in person says this.")


def _said(practice: Practice) -> dict[str, str]:
    return {"practice": str(practice.pk), "name": practice.name}
