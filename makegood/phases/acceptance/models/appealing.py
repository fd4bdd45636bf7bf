""" "We think this is wrong", and the ruling on it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from makegood.engagements.models import Event
from makegood.phases.acceptance.models.submission import Submission


class Appeal(models.Model):
    """ "We think this is wrong": a reason, a named neutral, a clock of two business days."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="appeals")
    check_id = models.CharField(max_length=80)
    reason = models.TextField()
    neutral = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    neutral_name = models.CharField(max_length=160)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made = models.DateTimeField()
    answer_by = models.DateTimeField()
    ruling = models.CharField(
        max_length=10,
        choices=[("", "Open"), ("upheld", "The finding stands"), ("withdrawn", "The finding is withdrawn")],
        blank=True,
        default="",
    )
    ruling_reason = models.TextField(blank=True)
    ruled = models.DateTimeField(null=True, blank=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"appeal on {self.check_id}"
