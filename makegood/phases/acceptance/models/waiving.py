"""A finding that is accepted anyway, until a day."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from makegood.engagements.models import Event
from makegood.engine.waiver import Waiver as Rule
from makegood.phases.acceptance.models.submission import Submission

REASONS = [
    ("small_risk", "The risk is small and we carry it"),
    ("later_part", "It belongs to a later part"),
    ("other_protection", "Something else protects us"),
    ("false_alarm", "It is a false alarm"),
    ("not_looked_at", "We go on without having looked"),
]


class Waiver(models.Model):
    """Binds to finding and content (H12, engine.waiver.Waiver). `fingerprint` is empty only for "not looked at".

    `debt_cents`: what it would cost to put right; a waiver never lowers a debt silently. Requested by partner, reviewer
    or advisor; approved by the owner, another person. An extension is a new row.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="waivers")
    check_id = models.CharField(max_length=80)
    fingerprint = models.CharField(max_length=64, blank=True)
    content_digest = models.CharField(max_length=64)
    reason_class = models.CharField(max_length=20, choices=REASONS)
    reason = models.TextField()
    compensation = models.TextField(blank=True)
    debt_cents = models.PositiveBigIntegerField(default=0)
    until = models.DateField()
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requested = models.DateTimeField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    approved = models.DateTimeField(null=True, blank=True)
    refused = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    request_event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.check_id} accepted anyway until {self.until}"

    @property
    def rule(self) -> Rule:
        """As the gate takes it; reads `event`."""
        return Rule(
            check=self.check_id,
            fingerprint=self.fingerprint or None,
            content_digest=self.content_digest,
            reason_class=self.reason_class,
            compensation=self.compensation,
            requested_by=str(self.requested_by_id),
            approved_by=str(self.approved_by_id),
            until=self.until,
            event=self.event.index if self.event else None,
        )
