"""What an advisor notes of a client for themself."""

from __future__ import annotations

from django import forms

from makegood.accounts.masking import MaskedForm
from makegood.rhythm.portfolio.queries.rows import LONGEST_NOTE, dollars


class NoteForm(MaskedForm):
    total = forms.CharField(
        label="Agreed total",
        help_text="Such as $48,000 or 48k. It counts in no figure.",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    note = forms.CharField(
        label="Your note", max_length=LONGEST_NOTE, required=False, widget=forms.Textarea(attrs={"rows": 6})
    )

    def clean_total(self) -> int | None:
        text = str(self.cleaned_data["total"]).strip()
        cents = dollars(text) if text else None
        if text and cents is None:
            raise forms.ValidationError("Write a sum in dollars, such as $48,000.")
        return cents
