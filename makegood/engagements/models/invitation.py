"""Ways in: an invitation to a seat, and a partner's first look (read-only). Tokens are kept hashed (H22)."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from makegood.engagements.models.engagement import Engagement, Role


class Invitation(models.Model):
    """Seven days, single use, bound to an address and a role. `until`: the end of an advisor's seat.

    `sent` is empty while no mail server has taken the message. Sending again makes a new token; the old one is void.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=12, choices=Role.choices)
    capabilities = models.JSONField(default=list, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    sent = models.DateTimeField(null=True, blank=True)
    used_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    used = models.DateTimeField(null=True, blank=True)
    withdrawn = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.email} as {self.get_role_display()}"

    @property
    def inviting(self) -> str:
        """In whose name: the owner's company; an owner is asked by the advisor who opened the engagement."""
        return str(self.invited_by if self.role == Role.OWNER else self.engagement.owner_company)


class FirstLook(models.Model):
    """What the partner may see before making an account: a read-only link that expires; not the invitation."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="first_looks")
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()
    withdrawn = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"first look at {self.engagement}"
