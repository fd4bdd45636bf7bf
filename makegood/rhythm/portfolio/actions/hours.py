"""Hours are written down and taken back by whoever worked them. They are no event: the client has no part in them."""

from __future__ import annotations

from datetime import date

from makegood.accounts.models import User
from makegood.engagements.models import Engagement
from makegood.rhythm.portfolio.models import WorkHours


def write_hours(*, engagement: Engagement, by: User, day: date, minutes: int, what: str) -> WorkHours:
    return WorkHours.objects.create(engagement=engagement, by=by, day=day, minutes=minutes, what=what)


def take_hours_back(*, hours: WorkHours) -> None:
    WorkHours.objects.filter(pk=hours.pk).delete()
