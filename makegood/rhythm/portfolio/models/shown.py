"""What leaves a practice, or comes together in it: partners that are counted, reports in its name."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from makegood import durable
from makegood.engagements.models import Engagement, Event
from makegood.inspections.models import Inspection
from makegood.rhythm.portfolio.models.practice import Practice


class ComparisonConsent(models.Model):
    """That an owner lets a practice count their engagement in its comparison of partners, until it is withdrawn."""

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="comparison_consents")
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="comparison_consents")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    withdrawn = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["engagement", "practice"], condition=models.Q(withdrawn=None), name="one_consent_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.engagement} may be compared by {self.practice}"


class ReportCopy(models.Model):
    """The report of an inspection in the name of a practice, made by the worker as the practice looked then (`look`).

    `tries` counts the wishes, `made` is the one that was answered last; `html` and `pdf` are digests, empty with a
    `problem`. It is no evidence: the report itself stays as it was filed.
    """

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="report_copies")
    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="copies")
    tries = models.PositiveIntegerField(default=0)
    made = models.PositiveIntegerField(default=0)
    asked = models.DateTimeField(auto_now=True)
    look = models.CharField(max_length=64, blank=True)
    html = models.CharField(max_length=64, blank=True)
    pdf = models.CharField(max_length=64, blank=True)
    problem = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["practice", "inspection"], name="one_copy_of_a_report")
        ]

    def __str__(self) -> str:
        return f"{self.inspection}, in the name of {self.practice}"

    @property
    def is_making(self) -> bool:
        return self.tries > self.made

    @property
    def run(self) -> str:
        """What the durable making is told."""
        return durable.run_of(self.pk, self.tries)
