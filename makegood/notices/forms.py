"""Where a person wants alarms to go beside mail and page."""

from __future__ import annotations

from django import forms

from makegood.connectors.outbound import OutboundRefused
from makegood.notices.sending import outbound


class HookForm(forms.Form):
    url = forms.CharField(
        label="Address",
        max_length=500,
        help_text="Begins with https. It gets a signed message (standardwebhooks.com) for each alarm.",
        widget=forms.URLInput(attrs={"autocomplete": "off", "placeholder": "https://"}),
    )

    def clean_url(self) -> str:
        url = str(self.cleaned_data["url"]).strip()
        try:
            outbound().check(url)
        except OutboundRefused as refused:
            raise forms.ValidationError(str(refused)) from None
        return url
