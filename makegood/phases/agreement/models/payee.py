"""Who is paid: frozen in the agreement. A change waits 72 hours and needs a recorded call-back (H22)."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from makegood.engagements.models import Engagement, Event


class Payee(models.Model):
    """`account` is sealed at rest (connectors.secretbox): JSON of routing number, account number and salt.

    `account_end` are its last four digits, for the eye. `digest` commits to name, bank and account; without the salt
    nine digits would be guessed from it in a moment (H23). `since` is None until it counts: at signing, or when a
    change was called back. `named` says that it is the one meant for the agreement in the making.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="payees")
    name = models.CharField(max_length=160)
    bank = models.CharField(max_length=160, blank=True)
    account = models.TextField()
    account_end = models.CharField(max_length=4)
    digest = models.CharField(max_length=64)
    phone = models.CharField(max_length=40)
    named = models.BooleanField(default=False)
    made = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    since = models.DateTimeField(null=True, blank=True)
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["engagement"], condition=Q(named=True), name="one_named_payee")
        ]

    def __str__(self) -> str:
        return f"{self.name} …{self.account_end}"


class PayeeChange(models.Model):
    """`called_*`: that somebody of the owner rang the number known before the change, and whom they spoke to.

    `known_phone` is that number as it stood when the change was asked for. `ended` closes it: the new account counts
    (`refused` None), or it was refused or taken back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="payee_changes")
    payee = models.OneToOneField(Payee, on_delete=models.PROTECT, related_name="change")
    known_phone = models.CharField(max_length=40)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked = models.DateTimeField()
    not_before = models.DateTimeField()
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    called = models.DateTimeField(null=True, blank=True)
    spoke_to = models.CharField(max_length=160, blank=True)
    refused = models.DateTimeField(null=True, blank=True)
    refused_because = models.TextField(blank=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["engagement"], condition=Q(called=None, refused=None), name="one_payee_change_to_call_back"
            )
        ]

    def __str__(self) -> str:
        return f"change to {self.payee}"
