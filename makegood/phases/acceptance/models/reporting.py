"""Reviewers' reports, and what stands in them."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from makegood.engagements.models import Event
from makegood.phases.acceptance.models.submission import Submission


class Report(models.Model):
    """A reviewer's report about one submission. Attested only when the reviewer signed it and the content digest (H14).

    `tool`, `rules` and `revision` are what the report itself names; `summary` its results by level, in words;
    `refused_because` why it does not count; `run_again` what came of a sample (`actions/rerunning`), None before.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="reports")
    file = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    tool = models.CharField(max_length=120, blank=True)
    rules = models.CharField(max_length=200, blank=True)
    revision = models.CharField(max_length=64, blank=True)
    results = models.PositiveIntegerField(default=0)
    summary = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    signed = models.DateTimeField(null=True, blank=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="+")
    refused_because = models.TextField(blank=True)
    run_again = models.JSONField(null=True)

    def __str__(self) -> str:
        return self.name


class ReportResult(models.Model):
    """One result of a report, as its SARIF tells it."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="rows")
    rule = models.CharField(max_length=200)
    level = models.CharField(max_length=12)
    message = models.TextField()
    path = models.TextField(blank=True)
    line = models.PositiveIntegerField(null=True, blank=True)
    fingerprint = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.rule} {self.path}"
