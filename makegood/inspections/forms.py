"""What a person chooses when they ask for another look."""

from __future__ import annotations

from django import forms


class LookForm(forms.Form):
    """`what`: the newest code in the owner's copy, or the same revision once more."""

    what = forms.ChoiceField(
        label="What should be looked at?",
        choices=[("newest", "The newest code in your copy"), ("same", "The same revision once more")],
        widget=forms.RadioSelect,
        initial="newest",
    )
