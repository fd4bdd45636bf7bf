"""Milestones (what each part costs), and the rule book that decides each."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from makegood.phases.agreement.models.agreement import Agreement


class Milestone(models.Model):
    """One line of the schedule of values. For time and materials `amount_cents` is the cap of this part."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="milestones")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    promise = models.TextField(blank=True)
    amount_cents = models.PositiveBigIntegerField()
    due = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "position"], name="one_milestone_per_position")
        ]

    def __str__(self) -> str:
        return self.title


class RuleBook(models.Model):
    """The checklist of one milestone: a playbook's TOML, exactly as it will be signed, and its digest.

    `base` is the playbook that it was made from; `below_standard` lists what is agreed weaker than `standard` (H11).
    """

    milestone = models.OneToOneField(Milestone, on_delete=models.CASCADE, related_name="rule_book")
    base = models.CharField(max_length=40, default="standard")
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    below_standard = models.JSONField(default=list, blank=True)
    changed = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"rule book of {self.milestone}"


class CounterProposal(models.Model):
    """What the partner would rather agree for one item, and what the owner answered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="counter_proposals")
    check_id = models.CharField(max_length=80)
    priority = models.CharField(max_length=10, blank=True)
    limits = models.JSONField(default=dict, blank=True)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    answer = models.CharField(
        max_length=8, choices=[("", "Open"), ("taken", "Taken"), ("refused", "Refused")], blank=True, default=""
    )
    answer_reason = models.TextField(blank=True)
    answered = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.check_id} of {self.milestone}"
