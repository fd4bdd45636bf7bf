"""What the owner fills in to send something back."""

from __future__ import annotations

from typing import Any

from django import forms

from makegood.accounts.masking import MaskedForm

LONGEST_LETTER = 40_000


class SendBackForm(MaskedForm):
    """`reason` is asked only where the gate is open: then nothing that was agreed says why."""

    reason = forms.CharField(
        label="Which promise of this part is not kept?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Everything on the agreed checklist is met, so say what is wrong all the same. Both sides see it, "
        "and that the checklist was met.",
    )
    letter = forms.CharField(
        label="Your letter to the partner",
        max_length=LONGEST_LETTER,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text="Written out from what the partner has to put right. Change what you like.",
    )

    def __init__(self, *args: Any, gate_is_open: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not gate_is_open:
            del self.fields["reason"]
