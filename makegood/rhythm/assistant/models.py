"""Which assistant a company uses. No row: none, which is how every company begins."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from makegood.accounts.models import Company


class Setting(models.Model):
    """`address` is what stands before `/chat/completions`; `secret` is the key, sealed (connectors.secretbox)."""

    company = models.OneToOneField(Company, on_delete=models.CASCADE, related_name="assistant")
    address = models.CharField(max_length=300)
    model = models.CharField(max_length=120)
    secret = models.TextField(blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"assistant of {self.company}"

    @property
    def purpose(self) -> str:
        """What the key is sealed for: moved to another company's row it does not open."""
        return f"assistant:{self.company_id}"
