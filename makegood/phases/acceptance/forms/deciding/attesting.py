"""What a reviewer signs in place of what could not be seen, and a side's no to it."""

from __future__ import annotations

from django import forms

from makegood.accounts.masking import MaskedForm
from makegood.phases.acceptance.forms.deciding.fields import text


class AttestForm(MaskedForm):
    holds = forms.ChoiceField(
        label="Is the promise kept in what was delivered?",
        choices=[("yes", "Yes, it is kept"), ("no", "No, it is not kept")],
        widget=forms.RadioSelect,
    )
    how = text("How did you look?", "What you ran or read, with which tool and version, and what you saw.", rows=6)


class RefuseForm(MaskedForm):
    """Why a side does not let a signature count."""

    reason = text("Your reason", "The other side and the reviewer read it, and the certificate carries it.")
