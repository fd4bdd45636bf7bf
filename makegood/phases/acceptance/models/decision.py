"""The owner's decision about a submission, what stays to be fixed, and the certificate."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from makegood.engagements.models import Event
from makegood.phases.acceptance.models.submission import Submission
from makegood.phases.agreement.models import Milestone


class Verb(models.TextChoices):
    ACCEPTED = "accepted", "Accepted"
    REJECTED = "rejected", "Sent back to be fixed"
    SILENT = "silent", "Accepted by silence"
    ANYWAY = "anyway", "Paid anyway, not accepted"


class Decision(models.Model):
    """One per submission. `gate_state` and `because` are the gate's words at that moment, waivers and all;
    `waived_count` how many items were accepted anyway, `content_digest` what was decided about (H8).

    Accepted only when the gate was open: earned value counts 0 or 100. `cure_until` is the day by which a fix is due.
    """

    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="decision")
    verb = models.CharField(max_length=10, choices=Verb.choices)
    gate_state = models.CharField(max_length=16)
    because = models.TextField()
    waived_count = models.PositiveSmallIntegerField(default=0)
    content_digest = models.CharField(max_length=64, blank=True)
    reason = models.TextField(blank=True)
    letter = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    cure_until = models.DateTimeField(null=True, blank=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.submission}: {self.get_verb_display()}"


class PunchItem(models.Model):
    """Still to fix: something small that did not hold the acceptance, and what it is worth (1.5 x is held back)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="punch_items")
    what = models.CharField(max_length=300)
    value_cents = models.PositiveBigIntegerField()
    added = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    done = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["added"]

    def __str__(self) -> str:
        return self.what


class Certificate(models.Model):
    """The signed statement about an accepted submission; `envelope` is the DSSE envelope's exact bytes, and `event`
    names its SHA-256."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="certificate")
    envelope = models.BinaryField()
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    made = models.DateTimeField()

    def __str__(self) -> str:
        return f"certificate of {self.submission}"
