"""A letter as the person words it, and why a bill is paid anyway."""

from __future__ import annotations

from django import forms

from makegood.accounts.lines import LineField
from makegood.accounts.masking import MaskedForm


class LetterForm(MaskedForm):
    address = forms.EmailField(
        label="E-mail address it goes to",
        required=False,
        help_text="Needed to send it from here. You may also download it.",
        error_messages={"invalid": "That is not an e-mail address, such as pat@example.com."},
    )
    subject = LineField(label="Subject", max_length=200, error_messages={"required": "Give it a subject."})
    text = forms.CharField(
        label="The letter",
        max_length=20_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24}),
        error_messages={"required": "A letter needs words."},
    )


class AnywayForm(MaskedForm):
    bill = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Why do you pay it anyway?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It is recorded with your decision, and the partner can read it there.",
        error_messages={"required": "Please say why, in a sentence."},
    )
