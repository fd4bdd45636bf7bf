"""Which practices may count an engagement in their comparison of partners, and which engagements a practice may."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from makegood.engagements.models import Engagement, Role, Seat
from makegood.rhythm.portfolio.models import ComparisonConsent, Practice


def practices_at(engagement: Engagement) -> list[Practice]:
    """Those whose people advise the owner now, by name."""
    seats = Seat.objects.live().filter(
        engagement=engagement, role=Role.ADVISOR, user__memberships__company=OuterRef("company")
    )
    return list(Practice.objects.filter(Exists(seats)).order_by("name", "pk"))


def living_consents() -> QuerySet[ComparisonConsent]:
    """Not withdrawn, and somebody of the practice who advised the owner then does so now.

    It ends with these seats: an advisor who is invited again later does not find it as it was.
    """
    seats = Seat.objects.live().filter(
        engagement=OuterRef("engagement"),
        role=Role.ADVISOR,
        begins__lte=OuterRef("event__at"),
        user__memberships__company=OuterRef("practice__company"),
    )
    return ComparisonConsent.objects.filter(Exists(seats), withdrawn=None)


def consents_at(engagement: Engagement) -> list[ComparisonConsent]:
    """With the practice and who gave it, the oldest first."""
    rows = living_consents().filter(engagement=engagement)
    return list(rows.select_related("practice", "given_by", "event").order_by("event__index"))
