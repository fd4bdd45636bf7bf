"""Who is paid: frozen in the agreement. A change waits 72 hours and needs a recorded call-back (H22)."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from makegood.engagements.models import Engagement, Event


class Payee(models.Model):
    """`account` is encrypted at rest (connectors.secretbox); `account_end` are its last four characters, for the eye.

    `since` is None until it counts: at signing, or when a change was called back and its 72 hours are over.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="payees")
    name = models.CharField(max_length=160)
    bank = models.CharField(max_length=160, blank=True)
    account = models.BinaryField()
    account_end = models.CharField(max_length=4)
    digest = models.CharField(max_length=64)
    phone = models.CharField(max_length=40)
    made = models.DateTimeField(auto_now_add=True)
    since = models.DateTimeField(null=True, blank=True)
    ended = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.name} …{self.account_end}"


class PayeeChange(models.Model):
    """`called_*`: that somebody of the owner rang the number known before the change, and whom they spoke to."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="payee_changes")
    payee = models.OneToOneField(Payee, on_delete=models.PROTECT, related_name="change")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked = models.DateTimeField()
    not_before = models.DateTimeField()
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    called = models.DateTimeField(null=True, blank=True)
    spoke_to = models.CharField(max_length=160, blank=True)
    refused = models.DateTimeField(null=True, blank=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"change to {self.payee}"
