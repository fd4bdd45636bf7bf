"""What was asked of the engine and what it found. The row says what was asked and what came out; how far, the run."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from makegood.engagements.models import Engagement
from makegood.engine.gate import GateState
from makegood.engine.reports.story import DECISION
from makegood.rules.wording import counted


def said_seconds(seconds: float) -> str:
    """ "40 seconds", "3 minutes", "2 hours"."""
    for size, name in ((3600, "hour"), (60, "minute")):
        if seconds >= 1.5 * size:
            return counted(round(seconds / size), name, f"{name}s")
    return counted(max(1, round(seconds)), "second", "seconds")


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

    `occasion` says in a few words what it is for ("First part, round 2"). `mirror` is the folder's name under
    MAKEGOOD_HOME/mirrors, `revision` a full commit id, or empty until the worker has read the mirror's head.
    `rule_book` is the playbook's TOML as signed; `records` (a digest) and `records_until` pin the vulnerability records
    to the day of the submission. `progress` is what is done now (a list of [what, how far]), `note` the sentence of a
    failure; `contained` the grade of the sandbox that was reached.

    `gate_state`, `because` and `holding` (check ids) are the engine's decision without waivers, `sentence` the same
    without any of our words, `letter` what to send to the partner. `gaps`: [{subject, cause, side, reason, remedy,
    names}], `tools` as in the report, `measures` what became of the measuring stick (`recording.measures_of`, H10).
    The digests are those under which facts and reports are filed as evidence. `is_glance`: of code that nobody handed
    in, so that what the gate says of it decides about no payment.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="inspections")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    asked = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    occasion = models.CharField(max_length=200, blank=True)
    mirror = models.CharField(max_length=200)
    revision = models.CharField(max_length=64, blank=True)
    since = models.CharField(max_length=64, blank=True)
    content_digest = models.CharField(max_length=64, blank=True)
    rule_book = models.BinaryField()
    rule_book_digest = models.CharField(max_length=64)
    allow_run = models.BooleanField(default=False)
    is_glance = models.BooleanField(default=False)
    records = models.CharField(max_length=64, blank=True)
    records_until = models.DateTimeField(null=True, blank=True)
    started = models.DateTimeField(null=True, blank=True)
    ended = models.DateTimeField(null=True, blank=True)
    seconds = models.FloatField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=1)
    progress = models.JSONField(default=list, blank=True)
    note = models.TextField(blank=True)
    engine = models.CharField(max_length=40, blank=True)
    contained = models.CharField(max_length=20, blank=True)
    gate_state = models.CharField(max_length=16, blank=True)
    because = models.TextField(blank=True)
    sentence = models.TextField(blank=True)
    letter = models.TextField(blank=True)
    holding = models.JSONField(default=list, blank=True)
    gaps = models.JSONField(default=list, blank=True)
    tools = models.JSONField(default=list, blank=True)
    measures = models.JSONField(default=dict, blank=True)
    compared = models.JSONField(default=dict, blank=True)
    sheets_digest = models.CharField(max_length=64, blank=True)
    report_digest = models.CharField(max_length=64, blank=True)
    html_digest = models.CharField(max_length=64, blank=True)
    pdf_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["engagement", "-asked"]), models.Index(fields=["state"])]

    def __str__(self) -> str:
        return self.occasion or f"inspection of {self.revision[:10] or 'the newest revision'}"

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @property
    def decision(self) -> str:
        """OK to pay, Don't pay yet, Can't tell yet; empty before it is done, and for a glance."""
        return DECISION[GateState(self.gate_state)] if self.gate_state and not self.is_glance else ""

    @property
    def took(self) -> str:
        return said_seconds(self.seconds or 0)

    @property
    def run_id(self) -> str:
        """Of the durable run: the row's id; one that is tried again needs a run of its own."""
        return str(self.pk) if self.tries == 1 else f"{self.pk}.{self.tries}"


class Verdict(models.Model):
    """One check's verdict. `places` counts its places; the places themselves are `Lead` rows.

    `position` is the order in which the report tells them. `scope` is a digest of everything that decides which places
    are found (tool, rules, what was looked at), empty where the look was not whole: only where two inspections have the
    same one may a place that is gone be called gone.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="verdicts", db_index=False)
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
    position = models.PositiveSmallIntegerField(default=0)
    scope = models.CharField(max_length=64, blank=True)
    oldest_fact = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["inspection", "check_id", "subject"], name="one_verdict_per_check")
        ]

    def __str__(self) -> str:
        return f"{self.check_id}: {self.outcome}"


class Lead(models.Model):
    """One place that a verdict points to; `fingerprint` is what new, gone and waived refer to.

    By its only index two inspections are compared without a row being read; a check names few enough places (200) for
    them to be put in order.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="leads", db_index=False)
    check_id = models.CharField(max_length=80)
    fingerprint = models.CharField(max_length=64)
    summary = models.TextField()
    path = models.TextField(blank=True)
    line = models.PositiveIntegerField(null=True, blank=True)
    commit = models.CharField(max_length=64, blank=True)
    evidence = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["inspection", "check_id", "fingerprint"])]

    def __str__(self) -> str:
        return f"{self.check_id} {self.path}:{self.line}"


class GlanceState(models.TextChoices):
    OPENING = "opening", "Waits for the read key"
    FETCHING = "fetching", "Being fetched"
    FAILED = "failed", "Could not be fetched"
    ARRIVED = "arrived", "Fetched"


class Glance(models.Model):
    """The owner's look at code that nobody handed in: no delivery, no clock, no payment.

    It lies in a copy of its own (`glancing.glances_of`), under a tag that no delivery has, with numbers of its own.
    `kind`: open, token, key (a pair made here, of which `public_key` is to be added) or upload. `secret` is sealed, and
    forgotten as soon as the code is here. `tries` counts how often it was fetched, `problem` why in vain.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="glances")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=GlanceState.choices, default=GlanceState.FETCHING)
    kind = models.CharField(max_length=8)
    url = models.CharField(max_length=500, blank=True)
    secret = models.TextField(blank=True)
    public_key = models.TextField(blank=True)
    upload = models.CharField(max_length=64, blank=True)
    upload_name = models.CharField(max_length=200, blank=True)
    asked_revision = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    problem = models.TextField(blank=True)
    tries = models.PositiveSmallIntegerField(default=1)
    inspection = models.OneToOneField(
        Inspection, on_delete=models.SET_NULL, null=True, blank=True, related_name="glance"
    )

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["engagement", "number"], name="one_glance_per_number")]

    def __str__(self) -> str:
        return f"A look at {self.url or self.upload_name}"

    @property
    def purpose(self) -> str:
        return f"glance {self.pk}"

    @property
    def run_id(self) -> str:
        return f"glance-{self.pk}.{self.tries}"


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
