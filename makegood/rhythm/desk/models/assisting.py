"""What the company's assistant was asked for, and what of its answer may be used."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from makegood import durable
from makegood.engagements.models import Event
from makegood.rhythm.desk.models.desk import Desk


class HelpState(models.TextChoices):
    ASKED = "asked", "Asked"
    READY = "ready", "Answered"
    FAILED = "failed", "Not answered"


class Help(models.Model):
    """One thing that an assistant was asked for; asking again replaces it.

    `about` is "values", "summary", or "letter-" and the slot of a letter. `text` is a draft that was compared with its
    source; `found` are values by name as makegood.reading/1 writes them, with the file; `refused` are sentences about
    what was not used. `run` numbers the durable runs.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="help")
    about = models.CharField(max_length=80)
    run = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=8, choices=HelpState.choices, default=HelpState.ASKED)
    text = models.TextField(blank=True)
    found = models.JSONField(default=dict, blank=True)
    refused = models.JSONField(default=list, blank=True)
    asked = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["desk", "about"], name="one_help_each")]

    def __str__(self) -> str:
        return f"help with {self.about}"

    @property
    def run_name(self) -> str:
        return durable.run_of(self.pk, self.run)
