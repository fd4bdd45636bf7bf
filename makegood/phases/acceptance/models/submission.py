"""What the partner hands in for a milestone, and from where the owner's mirror takes it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from makegood.engagements.models import Engagement, Event
from makegood.inspections.models import Inspection
from makegood.phases.agreement.models import Milestone


class CodeSource(models.Model):
    """A repository that the partner opened to the owner. `secret` (read key or token) is sealed at rest.

    For a read key the pair is made here: `public_key` is what the partner adds to the repository, its other half never
    leaves this installation. `purpose` is what the seal is bound to.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="code_sources")
    url = models.CharField(max_length=500)
    kind = models.CharField(max_length=8, choices=[("token", "Read token"), ("key", "Read key"), ("open", "Public")])
    secret = models.TextField(blank=True)
    public_key = models.TextField(blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added = models.DateTimeField(auto_now_add=True)
    ended = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.url

    @property
    def purpose(self) -> str:
        return f"code source {self.pk}"


class SubmissionState(models.TextChoices):
    """The clock starts at `complete` only: when the code was fetched and both sides hold the receipt (H15)."""

    FETCHING = "fetching", "Being fetched"
    INCOMPLETE = "incomplete", "Could not be fetched"
    COMPLETE = "complete", "With the owner"
    REPLACED = "replaced", "Replaced by a later one"


class Answered(models.TextChoices):
    """What the running address answered after the inspection, beside what it answered when it was handed in (H8)."""

    SAME = "same", "The same"
    CHANGED = "changed", "Something else"
    UNREACHABLE = "unreachable", "Nothing"
    MOVING = "moving", "Something else at every visit"
    UNSEEN = "unseen", "Not looked at, by a fault of ours"


class Link(models.TextChoices):
    """What the files of the running address say of the code that was handed in (H8)."""

    LINKED = "linked", "Serves files of this code"
    EITHER = "either", "Serves files that the version accepted before has, too"
    CONTRADICTED = "contradicted", "Serves something else"
    NOTHING = "nothing", "Nothing to compare"


class Submission(models.Model):
    """One hand-in of one milestone. `round` counts from 1; a later one replaces it and starts a new clock.

    `number` counts the deliveries of the engagement: the tag in the owner's mirror is made of it, and is set once.
    `revision` and `content_digest` are what lies there under `tag`; inspection, gate, certificate and release name
    the same (H8). `upload` is the evidence digest of an uploaded archive or bundle. Plain files have no `history`
    and open no gate; `left_out` says what of them was not read. `address_print` is the digest of `address_head`,
    what the running address answered when it was handed in; `address_answered` says how that compares with what it
    answers after the inspection, at `address_compared`, and `address_parts` which parts of it differ. `address_link`
    says what its files show, `address_files` which: {same, known, differ} (`engine.repository.served.Held`) and, as
    `named`, the revisions that it names itself. `tries` counts how often it was fetched, `problem` why in vain.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="submissions")
    round = models.PositiveSmallIntegerField(default=1)
    number = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=12, choices=SubmissionState.choices, default=SubmissionState.FETCHING)
    source = models.ForeignKey(CodeSource, on_delete=models.PROTECT, null=True, blank=True, related_name="submissions")
    upload = models.CharField(max_length=64, blank=True)
    upload_name = models.CharField(max_length=200, blank=True)
    asked_revision = models.CharField(max_length=200, blank=True)
    revision = models.CharField(max_length=64, blank=True)
    content_digest = models.CharField(max_length=64, blank=True)
    tag = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=500, blank=True)
    address_print = models.CharField(max_length=64, blank=True)
    address_head = models.JSONField(default=dict, blank=True)
    address_compared = models.DateTimeField(null=True, blank=True)
    address_answered = models.CharField(max_length=12, choices=Answered.choices, blank=True)
    address_parts = models.JSONField(default=list, blank=True)
    address_link = models.CharField(max_length=12, choices=Link.choices, blank=True)
    address_files = models.JSONField(default=dict, blank=True)
    history = models.BooleanField(default=True)
    left_out = models.JSONField(default=list, blank=True)
    notes = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    complete_at = models.DateTimeField(null=True, blank=True)
    problem = models.TextField(blank=True)
    tries = models.PositiveSmallIntegerField(default=1)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    receipt_event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="+")
    inspection = models.ForeignKey(
        Inspection, on_delete=models.SET_NULL, null=True, blank=True, related_name="submissions"
    )
    silence_at = models.DateTimeField(null=True, blank=True)
    """The day on which silence counts as yes, by the agreement's clock; None where it never does."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["milestone", "round"], name="one_submission_per_round")
        ]
        ordering: ClassVar = ["milestone", "round"]

    def __str__(self) -> str:
        return f"{self.milestone}, round {self.round}"
