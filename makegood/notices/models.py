"""What people are told. A row is made with its event; sending comes after, at most twice, with one Message-ID."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models

from makegood.engagements.models import Checkpoint, Engagement, Event


class Notice(models.Model):
    """One message to one person on one channel. `key` makes it unique (the event or clock it tells of).

    `urgent`: an alarm, which goes by every channel there is. `checkpoint`: its signed note is attached, a receipt (H2).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, null=True, related_name="notices")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="notices")
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="notices"
    )
    address = models.CharField(max_length=500)
    channel = models.CharField(
        max_length=10, choices=[("mail", "E-mail"), ("page", "On the page"), ("hook", "Webhook")]
    )
    key = models.CharField(max_length=200, unique=True)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    path = models.CharField(max_length=300, blank=True)
    message_id = models.CharField(max_length=200, blank=True)
    made = models.DateTimeField(auto_now_add=True)
    claimed = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    sent = models.DateTimeField(null=True, blank=True)
    failed = models.TextField(blank=True)
    read = models.DateTimeField(null=True, blank=True)
    urgent = models.BooleanField(default=False)
    checkpoint = models.ForeignKey(Checkpoint, on_delete=models.PROTECT, null=True, blank=True, related_name="notices")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["sent", "channel", "made"]),
            models.Index(fields=["to", "read", "-made"]),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def of(self) -> datetime:
        """When it happened that it tells of; those of the sample are made weeks after it."""
        return self.event.at if self.event is not None else self.made


class Told(models.Model):
    """How far an engagement's events were told: the index of the first that was not.

    `receipts`: the size of the newest checkpoint that was handed on to the parties.
    """

    engagement = models.OneToOneField(Engagement, on_delete=models.CASCADE, related_name="told")
    upto = models.PositiveIntegerField(default=0)
    receipts = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.engagement}: {self.upto}"


class Hook(models.Model):
    """A person's webhook for alarms. `secret` signs what is sent there and is sealed (connectors.secretbox)."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="hook")
    url = models.CharField(max_length=500)
    secret = models.TextField()
    made = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.url

    @property
    def purpose(self) -> str:
        """What the secret is sealed for: moved to another person's row it does not open."""
        return f"webhook:{self.user_id}"
