"""What a person is about to do and has not yet confirmed: check your answers, once, in words that name the end."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from makegood.engagements.models.engagement import Engagement
from makegood.engagements.models.ledger import Event


class Strength(models.TextChoices):
    """How it was confirmed that this person did it, strongest first (H16)."""

    PASSKEY = "passkey", "with a passkey"
    CODE = "code", "with a code from an app (weaker than a passkey)"
    PASSWORD = "password", "with a password only (the weakest)"
    STAGED = "staged", "by nobody: an act of the sample, performed when it was made"


class Intent(models.Model):
    """An act as prepared: its kind and its exact bytes. Performing it marks it used; a second try finds it used.

    `digest` is the SHA-256 of `content`, the challenge that a passkey signs.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="intents")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    back = models.CharField(max_length=300)
    made = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=300, blank=True)
    """Where the person is sent after it was done: the page that says what happens next."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["user", "made"])]

    def __str__(self) -> str:
        return f"{self.kind} by {self.user}"
