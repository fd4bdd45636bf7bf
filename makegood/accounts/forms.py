"""Forms of a person's own account."""

from __future__ import annotations

from typing import ClassVar

from django import forms

from makegood.accounts.models import User


class PersonForm(forms.ModelForm):  # type: ignore[type-arg]  # Django takes no argument at run time
    """How others see a person."""

    class Meta:
        model = User
        fields = ("name", "phone")
        labels: ClassVar = {"name": "Your name", "phone": "Phone (for calling you back before payment details change)"}
