"""The agreement: how it is paid, by which clocks, and who signed which bytes."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from makegood.engagements.models import Engagement, Event


class PayModel(models.TextChoices):
    FIXED = "fixed", "A fixed price, paid by milestone"
    TIME = "time", "Time and materials, with a cap"


class AgreementState(models.TextChoices):
    """A change after signing is a new agreement (`number` + 1) that both sign; the old one stays as it was (H11)."""

    DRAFT = "draft", "Draft"
    OFFERED = "offered", "With the partner"
    SIGNED = "signed", "Signed by both"
    REPLACED = "replaced", "Replaced"


class Side(models.TextChoices):
    OWNER = "owner", "Owner"
    PARTNER = "partner", "Partner"


class Agreement(models.Model):
    """Terms. Shares are in hundredths of a percent (1000 = 10 %); days are business days.

    `price_cents` is what a fixed price comes to (the parts sum to it); time and materials has the two caps instead.
    `sealed` is the canonical JSON that both sign: terms, milestones, rule books, engine and check versions, payee; its
    SHA-256 is `digest`. It is written when the agreement is offered, and cleared when the draft is changed.
    `situation` is what the advice on the form of price went by; `answered` the questions that somebody has looked at.
    `papers_say`: by question, what the papers say of it and no field holds; it is asked until it is answered.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="agreements")
    number = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=AgreementState.choices, default=AgreementState.DRAFT)
    pay_model = models.CharField(max_length=8, choices=PayModel.choices, default=PayModel.FIXED)
    price_cents = models.PositiveBigIntegerField(null=True, blank=True)
    total_cap_cents = models.PositiveBigIntegerField(null=True, blank=True)
    monthly_cap_cents = models.PositiveBigIntegerField(null=True, blank=True)
    acceptance_days = models.PositiveSmallIntegerField(default=10)
    silence_counts = models.BooleanField(default=True)
    cure_rounds = models.PositiveSmallIntegerField(default=2)
    cure_days = models.PositiveSmallIntegerField(default=10)
    retest_days = models.PositiveSmallIntegerField(default=5)
    held_back_share = models.PositiveSmallIntegerField(default=1000)
    warranty_months = models.PositiveSmallIntegerField(default=6)
    payment_days = models.PositiveSmallIntegerField(default=10)
    unseen_days = models.PositiveSmallIntegerField(default=5)
    launch = models.DateField(null=True, blank=True)
    held_back_latest_return = models.DateField(null=True, blank=True)
    allow_run = models.BooleanField(default=False)
    roster = models.TextField(blank=True)
    neutral_name = models.CharField(max_length=160, blank=True)
    neutral_email = models.EmailField(blank=True)
    situation = models.JSONField(default=dict, blank=True)
    answered = models.JSONField(default=list, blank=True)
    papers_say = models.JSONField(default=dict, blank=True)
    sealed = models.BinaryField(default=b"")
    digest = models.CharField(max_length=64, blank=True)
    offered = models.DateTimeField(null=True, blank=True)
    created = models.DateTimeField(auto_now_add=True)
    signed = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["engagement", "number"], name="one_agreement_per_number"),
            models.UniqueConstraint(
                fields=["engagement"], condition=models.Q(state="signed"), name="one_signed_agreement"
            ),
            models.UniqueConstraint(
                fields=["engagement"],
                condition=models.Q(state__in=["draft", "offered"]),
                name="one_agreement_in_the_making",
            ),
        ]

    def __str__(self) -> str:
        return f"agreement {self.number} of {self.engagement}"

    @property
    def papers_open(self) -> dict[str, str]:
        """What the papers say of questions that nobody has answered since."""
        return {key: said for key, said in self.papers_say.items() if key not in self.answered}

    @property
    def is_fixed(self) -> bool:
        return self.pay_model == PayModel.FIXED

    @property
    def is_draft(self) -> bool:
        return self.state == AgreementState.DRAFT

    @property
    def total_cents(self) -> int | None:
        """The fixed price, or the cap of the whole."""
        return self.price_cents if self.is_fixed else self.total_cap_cents


class Signature(models.Model):
    """One side's yes to one digest; one to an older digest stays, and counts for nothing. `event`: how it was given."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="signatures")
    side = models.CharField(max_length=8, choices=Side.choices)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "side", "digest"], name="one_signature_per_side")
        ]

    def __str__(self) -> str:
        return f"{self.side}: {self.user}"
