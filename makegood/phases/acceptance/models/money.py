"""Payment requests, releases (signed instructions) and payments (what was really paid). Integer cents."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from makegood.engagements.models import Engagement, Event
from makegood.phases.agreement.models import Agreement, Milestone, Payee


class PaymentRequest(models.Model):
    """One application for payment by the arithmetic of docs/money.md; lines in `RequestLine`.

    `number` counts up in its agreement; "previous" of one is "to date" of the one before.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="payment_requests")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=[("part", "For parts"), ("held_back", "Money held back")])
    """`held_back` asks for nothing new: only for what may be returned by now."""
    invoice = models.CharField(max_length=60, blank=True)
    period_to = models.DateField()
    everyone_paid = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    due_cents = models.PositiveBigIntegerField()
    held_back_cents = models.PositiveBigIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    refused = models.DateTimeField(null=True, blank=True)
    refused_because = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["agreement", "number"], name="one_request_per_number")]

    def __str__(self) -> str:
        return f"payment request {self.number}"


class RequestLine(models.Model):
    """`previous_cents` + `this_cents` never exceed the milestone's amount."""

    request = models.ForeignKey(PaymentRequest, on_delete=models.CASCADE, related_name="lines")
    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="request_lines")
    previous_cents = models.PositiveBigIntegerField()
    this_cents = models.PositiveBigIntegerField()
    held_back_cents = models.PositiveBigIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["request", "milestone"], name="one_line_each")]

    def __str__(self) -> str:
        return f"{self.milestone}: {self.this_cents}"


class Launch(models.Model):
    """The day on which it really went live: from then on another rule says how much is held back (rules.money)."""

    engagement = models.OneToOneField(Engagement, on_delete=models.PROTECT, related_name="launch")
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.engagement} went live on {self.on}"


class Release(models.Model):
    """A signed instruction to pay one request: once. `anyway` says that the evidence did not carry it.

    `parts`: cents by the line of the schedule (`str(milestone.line)`); they sum to `amount_cents`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.OneToOneField(PaymentRequest, on_delete=models.PROTECT, related_name="release")
    amount_cents = models.PositiveBigIntegerField()
    parts = models.JSONField(default=dict)
    payee = models.ForeignKey(Payee, on_delete=models.PROTECT, related_name="releases")
    pay_by = models.DateField()
    anyway = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="release")

    def __str__(self) -> str:
        return f"release of {self.request}"


class Payment(models.Model):
    """What really left the account, for a release or outside of any. `reverses` takes a wrong record back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="payments")
    release = models.ForeignKey(Release, on_delete=models.PROTECT, null=True, blank=True, related_name="payments")
    amount_cents = models.PositiveBigIntegerField()
    on = models.DateField()
    reference = models.CharField(max_length=120, blank=True)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="reversed_by")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.amount_cents} on {self.on}"
