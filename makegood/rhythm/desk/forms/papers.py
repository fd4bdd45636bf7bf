"""What is dropped on the desk: files, an address, the developer's e-mail."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from makegood.accounts.lines import LineField
from makegood.accounts.masking import MaskedForm
from makegood.connectors.outlook import SubjectRefused, read_subject


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; the value is a list."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if not given:
            return super().clean(None, initial)
        return [one for one in given if isinstance(one, UploadedFile)]


class PapersForm(forms.Form):
    papers = FilesField(
        label="Contract, proposal, bills, e-mails, export of your bank or card",
        help_text="PDF, Word, Excel, CSV, e-mail files (.eml), Markdown or text; several at once, up to 100 MB each.",
        widget=ManyFiles(attrs={"multiple": True}),
        max_length=255,
        allow_empty_file=True,
        error_messages={"required": "Choose at least one file, or say below what you do not have."},
    )


class WhereForm(MaskedForm):
    """Where it runs: an address, or a domain alone."""

    address = forms.CharField(
        label="Web address or domain of what they build",
        help_text="Such as shop.example.com. Its front page is opened once, and registries are asked whose it is.",
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )

    def clean_address(self) -> str:
        typed = str(self.cleaned_data["address"]).strip()
        try:
            if typed:
                read_subject("", typed)
        except SubjectRefused as refused:
            raise forms.ValidationError(str(refused)) from None
        return typed


class DeveloperForm(forms.Form):
    developer = forms.EmailField(
        label="E-mail address of the developer",
        help_text="Where your letter to them goes, after you have read it. Nothing is sent before you say so.",
        required=False,
        error_messages={"invalid": "That is not an e-mail address, such as pat@example.com."},
    )


class NameForm(MaskedForm):
    """What the engagement is called."""

    name = LineField(
        label="What is being built?",
        help_text="It stands on every page and letter about it.",
        max_length=160,
        error_messages={"required": "Give it a name, such as “Customer portal”."},
    )
