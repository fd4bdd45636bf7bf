"""The contract that somebody is about to sign: what is asked for, what was made of it, and that it is signed."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from makegood import durable
from makegood.engagements.models import Event
from makegood.rhythm.desk.models.desk import Desk, Paper


class Contract(models.Model):
    """One for each desk on which a contract was read.

    `told`: wording of each clause in the words of this contract, and why a clause is not asked for by itself
    (`queries.changes`). `wording`: positions on clauses of an advisor's practice, as they were when they came here
    (`queries.wording`); `wording_said`: a person chose whose count. `compared`: what changed since `earlier`
    (`rules.clauses.versions`). `chosen` counts how often the person kept their choice. `makes` and `made` number the
    durable runs that make the Word file, the letter and the page; `made_of` is what they rest on. `docx`, `sheet_html`
    and `sheet_pdf` are digests, `letter` is JSON, so is `beside`: what was made of the other papers of the purchase
    (paper, digest, name, problem). They repeat what people typed and are cleared with its entry.
    """

    desk = models.OneToOneField(Desk, on_delete=models.CASCADE, related_name="contract")
    paper = models.ForeignKey(Paper, on_delete=models.SET_NULL, null=True, related_name="+")
    part = models.CharField(max_length=200, blank=True)
    told = models.JSONField(default=dict, blank=True)
    earlier = models.ForeignKey(Paper, on_delete=models.SET_NULL, null=True, related_name="+")
    compared = models.JSONField(null=True, blank=True)
    chosen = models.PositiveIntegerField(default=0)
    wording = models.JSONField(default=dict, blank=True)
    wording_said = models.BooleanField(default=False)
    makes = models.PositiveIntegerField(default=0)
    making_since = models.DateTimeField(null=True, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(null=True, blank=True)
    made_of = models.CharField(max_length=64, blank=True)
    docx = models.CharField(max_length=64, blank=True)
    sheet_html = models.CharField(max_length=64, blank=True)
    sheet_pdf = models.CharField(max_length=64, blank=True)
    letter = models.TextField(blank=True)
    beside = models.TextField(blank=True)
    problem = models.TextField(blank=True)
    signed = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    signed_paper = models.ForeignKey(Paper, on_delete=models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return f"contract of {self.desk_id}"

    @property
    def run(self) -> str:
        """What the durable making is told."""
        return durable.run_of(self.pk, self.makes)

    @property
    def draft(self) -> dict[str, Any] | None:
        """The letter as the drafts of a decision are kept; None before it is made, and when its words were erased."""
        return json.loads(self.letter) if self.letter.startswith("{") else None

    @property
    def others(self) -> list[dict[str, str]]:
        """Files that were made of the other papers; none before, and when their words were erased."""
        told = json.loads(self.beside) if self.beside.startswith("[") else []
        return [one for one in told if one["digest"]]

    @property
    def is_making(self) -> bool:
        return self.makes > self.made


class Wanted(models.Model):
    """Whether a change goes in, and the person's own words for it; "" are ours. Under the event that kept it."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="wanted")
    clause = models.PositiveSmallIntegerField()
    goes_in = models.BooleanField()
    words = models.TextField(blank=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["contract", "clause"], name="one_wish_per_clause")]

    def __str__(self) -> str:
        return f"clause {self.clause}: {'in' if self.goes_in else 'out'}"
