"""What was asked of the engine and what it found. The row says what was asked and what came out; how far, the run."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from makegood.engagements.models import Engagement


class State(models.TextChoices):
    WAITING = "waiting", "Waiting to start"
    FETCHING = "fetching", "Fetching the code"
    LOOKING = "looking", "Looking"
    JUDGING = "judging", "Judging"
    DONE = "done", "Done"
    FAILED = "failed", "Could not be done"
    CANCELLED = "cancelled", "Stopped"


LIVE = (State.WAITING, State.FETCHING, State.LOOKING, State.JUDGING)


class Inspection(models.Model):
    """One look at one delivered revision by one rule book. Its id is the id of the durable run.

    `rule_book` is the playbook's TOML as signed; `mirror` the folder's name under MAKEGOOD_HOME/mirrors; `progress`
    what each probe does (a list of [what, how far]); `sheets_digest` the SHA-256 under which the facts are filed as
    evidence; `note` the sentence of a failure. `gate_state`, `because` and `holding` are the engine's decision without
    waivers.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="inspections")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    asked = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    mirror = models.CharField(max_length=200)
    revision = models.CharField(max_length=64)
    since = models.CharField(max_length=64, blank=True)
    content_digest = models.CharField(max_length=64, blank=True)
    rule_book = models.BinaryField()
    rule_book_digest = models.CharField(max_length=64)
    allow_run = models.BooleanField(default=False)
    records_until = models.DateTimeField(null=True, blank=True)
    started = models.DateTimeField(null=True, blank=True)
    ended = models.DateTimeField(null=True, blank=True)
    seconds = models.FloatField(null=True, blank=True)
    progress = models.JSONField(default=list, blank=True)
    note = models.TextField(blank=True)
    engine = models.CharField(max_length=40, blank=True)
    gate_state = models.CharField(max_length=16, blank=True)
    because = models.TextField(blank=True)
    holding = models.JSONField(default=list, blank=True)
    report_digest = models.CharField(max_length=64, blank=True)
    sheets_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["engagement", "-asked"]), models.Index(fields=["state"])]

    def __str__(self) -> str:
        return f"inspection of {self.revision[:10]}"

    @property
    def is_live(self) -> bool:
        return self.state in LIVE


class Verdict(models.Model):
    """One check's verdict. `leads` counts its places; the places themselves are `Lead` rows."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="verdicts")
    check_id = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField()
    subject = models.CharField(max_length=200)
    outcome = models.CharField(max_length=16)
    cause = models.CharField(max_length=16, blank=True)
    side = models.CharField(max_length=10, blank=True)
    priority = models.CharField(max_length=10, blank=True)
    limits = models.JSONField(default=dict)
    because = models.TextField()
    places = models.PositiveIntegerField(default=0)
    oldest_fact = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["inspection", "check_id", "subject"], name="one_verdict_per_check")
        ]

    def __str__(self) -> str:
        return f"{self.check_id}: {self.outcome}"


class Lead(models.Model):
    """One place that a verdict points to; `fingerprint` is what new, gone and waived refer to."""

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="leads")
    check_id = models.CharField(max_length=80)
    fingerprint = models.CharField(max_length=64)
    summary = models.TextField()
    path = models.TextField(blank=True)
    line = models.PositiveIntegerField(null=True, blank=True)
    commit = models.CharField(max_length=64, blank=True)
    evidence = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["inspection", "check_id", "id"])]

    def __str__(self) -> str:
        return f"{self.check_id} {self.path}:{self.line}"


class EvidenceFile(models.Model):
    """A file under MAKEGOOD_HOME/evidence/ab/<sha256>, and in which engagement it may be seen (H21, H23)."""

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="evidence_files")
    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    filed = models.DateTimeField(auto_now_add=True)
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["engagement", "digest"], name="one_file_per_digest")]

    def __str__(self) -> str:
        return self.name
