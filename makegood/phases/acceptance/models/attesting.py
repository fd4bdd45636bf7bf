"""Signed by an expert in place of what could not be seen."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from makegood.engagements.models import Event
from makegood.phases.acceptance.models.submission import Submission


class Attestation(models.Model):
    """A reviewer both accept signs what we could not see because of us or the owner (design section 4, Gate).

    A side's `refusal` is the event by which it said no, with its reason; what it lets sign later takes the no back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="attestations")
    check_id = models.CharField(max_length=80)
    content_digest = models.CharField(max_length=64)
    holds = models.BooleanField()
    how = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    partner_accepts = models.DateTimeField(null=True, blank=True)
    owner_accepts = models.DateTimeField(null=True, blank=True)
    owner_refusal = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="+")
    owner_reason = models.TextField(blank=True)
    partner_refusal = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="+")
    partner_reason = models.TextField(blank=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.check_id}, signed by {self.by}"
