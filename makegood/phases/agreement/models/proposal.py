"""What the partner would rather agree, and what the owner answered."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from makegood.phases.agreement.models.agreement import Agreement
from makegood.phases.agreement.models.milestone import Milestone


class Answer(models.TextChoices):
    OPEN = "", "Open"
    TAKEN = "taken", "Taken"
    REFUSED = "refused", "Refused"


class CounterProposal(models.Model):
    """For one item of a checklist (`milestone`, `check_id`, other limits or priority), or in words for a term.

    `limits` are the wanted ones as typed for `engine.limits.Measure.read`, only those that differ; `priority` is empty
    where it may stay, "none" where the item should go. `topic` is the question of the agreement that it is about.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="counter_proposals")
    milestone = models.ForeignKey(
        Milestone, on_delete=models.CASCADE, null=True, blank=True, related_name="counter_proposals"
    )
    check_id = models.CharField(max_length=80, blank=True)
    topic = models.CharField(max_length=40, blank=True)
    priority = models.CharField(max_length=10, blank=True)
    limits = models.JSONField(default=dict, blank=True)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True, default=Answer.OPEN)
    answer_reason = models.TextField(blank=True)
    answered = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.check_id or self.topic} of {self.agreement}"

    @property
    def is_open(self) -> bool:
        return self.answer == Answer.OPEN
