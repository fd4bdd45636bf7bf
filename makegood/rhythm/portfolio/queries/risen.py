"""Which of the two figures rose within a week: they rest on rows that say when they were recorded."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from makegood.engagements.figures import Figure, figures_of
from makegood.engagements.keeping import Kept
from makegood.engagements.models import Engagement
from makegood.phases.acceptance.models import Decision, Payment
from makegood.phases.acceptance.queries.money.figures import figures_as_of
from makegood.rules.money.amount import formatted


def risen_since(engagements: Sequence[Engagement], since: datetime) -> dict[uuid.UUID, str]:
    """A sentence for each in which one rose; two queries where nothing was paid or decided since then."""
    if not engagements:
        return {}
    ids = [one.pk for one in engagements]
    about = "submission__milestone__agreement__engagement"
    moved = set(Payment.objects.filter(engagement__in=ids, at__gt=since).values_list("engagement_id", flat=True))
    decided = Decision.objects.filter(**{f"{about}__in": ids}, at__gt=since)
    moved |= set(decided.values_list(f"{about}_id", flat=True))
    if not moved:
        return {}
    return _kept.of([one for one in engagements if one.pk in moved], lambda some: _read(some, since))


_kept = Kept[str](beside=lambda engagement: (engagement.partner, timezone.now().date()))
"""What rose, for a day: a week ago is a day of its own."""


def _read(engagements: Sequence[Engagement], since: datetime) -> dict[uuid.UUID, str]:
    before, now = figures_as_of(engagements, since), figures_of(engagements)
    told = {id: _told(before.get(id, ()), figures) for id, figures in now.items()}
    return {id: sentence for id, sentence in told.items() if sentence}


def _told(before: Sequence[Figure], now: Sequence[Figure]) -> str:
    """What one engagement owes its partner is no figure below nothing."""
    stood = {figure.key: max(0, figure.cents) for figure in before}
    risen = [(one, max(0, stood.get(one.key, 0))) for one in now if one.cents > stood.get(one.key, 0)]
    return " ".join(
        f"{one.label}: {formatted(one.cents)}, a week ago {formatted(was) if was else 'nothing'}." for one, was in risen
    )
