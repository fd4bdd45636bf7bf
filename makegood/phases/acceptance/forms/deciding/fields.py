"""Room for several sentences."""

from __future__ import annotations

from django import forms

LONG = 4000


def text(label: str, hint: str = "", *, rows: int = 4, required: bool = True) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=hint, max_length=LONG, widget=widget, required=required)
