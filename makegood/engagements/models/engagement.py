"""An engagement, and who sits at its table."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from makegood.accounts.models import Company, User


class Stage(models.TextChoices):
    """Where the engagement stands as a whole; the milestones have their own states."""

    DRAFT = "draft", "Being agreed"
    RUNNING = "running", "Running"


class Role(models.TextChoices):
    """Design section 1. A stranger is somebody without a seat."""

    OWNER = "owner", "Owner"
    BOOKKEEPER = "bookkeeper", "Bookkeeper"
    ADVISOR = "advisor", "Advisor"
    PARTNER = "partner", "Partner"
    REVIEWER = "reviewer", "Reviewer"
    MAINTAINER = "maintainer", "Maintainer"


class EngagementQuerySet(QuerySet["Engagement"]):
    def visible_to(self, user: object) -> EngagementQuerySet:
        """What the user has a living seat in. Every query of the house starts here (H21)."""
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        return self.filter(id__in=Seat.objects.live().filter(user=user).values("engagement_id"))

    def staged(self) -> EngagementQuerySet:
        """The sample while it is made, and an old one that stepped aside: days that are told there have long gone by.

        What watches clocks leaves them alone. It once accepted a part of the sample by silence, in the middle of its
        story, because the day that was told lay a month back.
        """
        return self.filter(is_sample=False, id__in=Seat.objects.filter(user__is_sample=True).values("engagement_id"))


class Engagement(models.Model):
    """One purchase of software from one partner.

    `frontier` is the compact range of the event tree after `tree_size` leaves (rules.ledger.tree.Frontier).
    `last_event_at` keeps time from running backwards (H17). `legal_hold` refuses erasure (H24).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=160)
    owner_company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="bought")
    partner_company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="sold", null=True, blank=True)
    partner_name = models.CharField(max_length=160, blank=True)
    currency = models.CharField(max_length=3, default="USD")
    time_zone = models.CharField(max_length=64, default="America/New_York")
    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.DRAFT)
    is_sample = models.BooleanField(default=False)
    created = models.DateTimeField(auto_now_add=True)
    tree_size = models.PositiveIntegerField(default=0)
    frontier = models.BinaryField(default=b"")
    last_event_at = models.DateTimeField(null=True, blank=True)
    legal_hold = models.BooleanField(default=False)
    first_key = models.CharField(max_length=300, blank=True)
    ledger_key = models.CharField(max_length=300, blank=True)
    """The keys that signed the checkpoints at first and sign them now, as C2SP writes them; empty until asked for."""

    objects = EngagementQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def partner(self) -> str:
        """The software firm's name, as people say it."""
        return self.partner_company.name if self.partner_company else self.partner_name or "the partner"


class SeatQuerySet(QuerySet["Seat"]):
    def live(self) -> SeatQuerySet:
        """By the later of the clock and the last event (H17): set back, it ends no seat anew and revives none."""
        now, last = timezone.now(), "engagement__last_event_at"
        begun = Q(begins__lte=now) | Q(begins__lte=F(last))
        lasts = Q(until__gt=now) & (Q(**{last: None}) | Q(until__gt=F(last)))
        return self.filter(begun, Q(until=None) | lasts, ended=None)


class Seat(models.Model):
    """A person's place in an engagement: their role, for how long, and in whose stead.

    `capabilities` narrows an advisor to what the owner granted (a list of act names); others have what the role has.
    """

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="seats")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="seats")
    role = models.CharField(max_length=12, choices=Role.choices)
    capabilities = models.JSONField(default=list, blank=True)
    stand_in_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="stand_ins"
    )
    begins = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)
    ended = models.DateTimeField(null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["engagement", "user", "role"], condition=Q(ended=None), name="one_living_seat_per_role"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["user", "engagement"])]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}"
