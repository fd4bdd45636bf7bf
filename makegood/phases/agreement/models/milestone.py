"""Milestones (what each part costs), and the rule book that decides each."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from makegood.phases.agreement.models.agreement import Agreement


class Milestone(models.Model):
    """One line of the schedule of values. For time and materials `amount_cents` is the cap of this part.

    `line` is the same through all agreements of an engagement: a changed agreement has milestones of its own, and what
    was done, asked for and paid before belongs to the line.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="milestones")
    line = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    promise = models.TextField(blank=True)
    amount_cents = models.PositiveBigIntegerField()
    due = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "position"], name="one_milestone_per_position"),
            models.UniqueConstraint(fields=["agreement", "line"], name="one_milestone_per_line"),
        ]

    def __str__(self) -> str:
        return self.title


class RuleBook(models.Model):
    """The checklist of one milestone: a playbook's TOML, exactly as it will be signed, and its digest.

    `base` is the playbook that it was made from; `below_standard` lists what is agreed weaker than `standard` (H11), as
    `engine.weaker.Weaker.to_json`. `digest` is the SHA-256 of `content`.
    """

    milestone = models.OneToOneField(Milestone, on_delete=models.CASCADE, related_name="rule_book")
    base = models.CharField(max_length=40, default="standard")
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    below_standard = models.JSONField(default=list, blank=True)
    changed = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"rule book of {self.milestone}"
