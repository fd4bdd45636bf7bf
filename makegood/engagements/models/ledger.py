"""The engagement's append-only tree of events (design section 4, H2, H24), as rows."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from makegood.engagements.models.engagement import Engagement


class Event(models.Model):
    """One act. `leaf` is what the tree holds; it commits to `nonce` and `payload`, which may be erased (H24).

    `payload` is canonical JSON (RFC 8785). `at` is the installation's clock, so it is only claimed (H17).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="events")
    index = models.PositiveIntegerField()
    kind = models.CharField(max_length=60)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    leaf = models.BinaryField()
    nonce = models.BinaryField(null=True)
    payload = models.BinaryField(null=True)
    subject = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["engagement", "index"], name="one_event_per_leaf")]
        indexes: ClassVar = [
            models.Index(fields=["engagement", "kind", "index"]),
            models.Index(fields=["subject", "index"]),
        ]
        ordering: ClassVar = ["engagement", "index"]

    def __str__(self) -> str:
        return f"{self.index} {self.kind}"


class Checkpoint(models.Model):
    """A state of the tree, signed by the key process; `note` is empty until it has answered, `refused` says why not.

    `stamp`: the answer of a time stamp authority over it (RFC 3161), at `authority`, which says `stamped`.
    """

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="checkpoints")
    size = models.PositiveIntegerField()
    root = models.BinaryField()
    made = models.DateTimeField()
    note = models.TextField(blank=True)
    refused = models.TextField(blank=True)
    stamp = models.BinaryField(null=True)
    stamped = models.DateTimeField(null=True, blank=True)
    stamp_tried = models.DateTimeField(null=True, blank=True)
    stamp_failed = models.TextField(blank=True)
    authority = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["engagement", "size"], name="one_checkpoint_per_size")]

    def __str__(self) -> str:
        return f"checkpoint at {self.size}"


class Receipt(models.Model):
    """That a party holds a checkpoint: sent to whom, when, and when they said so or fetched it.

    `cosigned`: when they said by `event`, with a passkey or a code, that they hold it. `failed`: what the mail server
    answered when it did not take the mail; empty once it has.
    """

    checkpoint = models.ForeignKey(Checkpoint, on_delete=models.PROTECT, related_name="receipts")
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent = models.DateTimeField(null=True, blank=True)
    taken = models.DateTimeField(null=True, blank=True)
    failed = models.TextField(blank=True)
    cosigned = models.DateTimeField(null=True, blank=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["checkpoint", "holder"], name="one_receipt_each")]

    def __str__(self) -> str:
        return f"{self.holder} holds {self.checkpoint}"
