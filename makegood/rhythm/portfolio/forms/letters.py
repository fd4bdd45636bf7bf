"""A monthly letter as the advisor words it."""

from __future__ import annotations

from django import forms

from makegood.accounts.lines import LineField
from makegood.accounts.masking import MaskedForm


class MonthlyLetterForm(MaskedForm):
    subject = LineField(label="Subject", max_length=200, error_messages={"required": "Give it a subject."})
    text = forms.CharField(
        label="The letter",
        max_length=20_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24}),
        error_messages={"required": "A letter needs words."},
    )

    def clean_text(self) -> str:
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")
