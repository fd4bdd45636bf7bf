"""Where a company's assistant is."""

from __future__ import annotations

from typing import Any

from django import forms

from makegood.accounts.masking import MaskedForm
from makegood.connectors.assistant import Assistant
from makegood.connectors.outbound import OutboundRefused
from makegood.rhythm.assistant.queries import outbound


class AssistantForm(MaskedForm):
    """`kept`: a key is there already, and an empty field keeps it."""

    exact = frozenset({"address"})

    address = forms.CharField(
        label="Address",
        max_length=300,
        help_text="Of an interface like OpenAI's, without its last part (/chat/completions). Begins with https.",
        widget=forms.URLInput(attrs={"autocomplete": "off", "placeholder": "https://api.example.com/v1"}),
    )
    model = forms.CharField(label="Model", max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    key = forms.CharField(
        label="Your key",
        max_length=400,
        required=False,
        help_text="Kept sealed and never shown again.",
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, kept: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kept:
            self.fields["key"].help_text = "Leave it empty to keep the key that is there. It is never shown again."

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"]).strip().rstrip("/").removesuffix("/chat/completions")
        try:
            outbound().check(address)
        except OutboundRefused as refused:
            raise forms.ValidationError(str(refused)) from None
        return address

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors:
            for name, arguments in (("model", ("model",)), ("key", ("model", "key"))):
                try:
                    Assistant(given["address"], *(str(given[one]).strip() for one in arguments))
                except ValueError as wrong:
                    self.add_error(name, str(wrong))
                    break
        return given
