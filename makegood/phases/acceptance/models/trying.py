"""What people try: acceptance scripts and how they went, explorations."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from makegood.engagements.models import Event
from makegood.phases.acceptance.models.submission import Submission
from makegood.phases.agreement.models import Milestone

RESULTS = [("works", "Works"), ("broken", "Does not work"), ("not_tried", "Could not be tried")]


class Script(models.Model):
    """A user-acceptance script: who does what, and what should happen. `must` holds the payment when it is broken.

    `agreed` once both sides did; only then it counts. It belongs to the milestone's line through all agreements.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="scripts")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    steps = models.TextField()
    expected = models.TextField()
    must = models.BooleanField(default=True)
    agreed = models.BooleanField(default=False)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    owner_agrees = models.DateTimeField(null=True, blank=True)
    partner_agrees = models.DateTimeField(null=True, blank=True)
    dropped = models.DateTimeField(null=True, blank=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        return self.title


class ScriptResult(models.Model):
    """How a script went on one submission; the latest one counts."""

    script = models.ForeignKey(Script, on_delete=models.PROTECT, related_name="results")
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="script_results")
    result = models.CharField(max_length=10, choices=RESULTS)
    seen = models.TextField(blank=True)
    picture = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.script}: {self.result}"


class Charter(models.Model):
    """An exploratory session: what was explored for how long (minutes), and what came up."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="charters")
    mission = models.CharField(max_length=300)
    minutes = models.PositiveSmallIntegerField(default=0)
    found = models.TextField(blank=True)
    picture = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.mission
