"""That somebody called the partner back about bank details: who, when, on which number, and what was said."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from makegood.engagements.models import Event
from makegood.rhythm.desk.models.desk import Desk


class CalledBack(models.Model):
    """One call. `about`: names of the papers that it settles; what comes later is not settled by it.

    `theirs`: the partner said that the change is theirs. `account_end`: the last digits of their account as they named
    it on the phone, which is the one that counts from then on.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="calls")
    phone = models.CharField(max_length=40)
    spoke_to = models.CharField(max_length=160)
    theirs = models.BooleanField()
    account_end = models.CharField(max_length=8)
    about = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["at"]

    def __str__(self) -> str:
        return f"call to {self.phone}"
