"""What is typed about a practice, and the list of clients."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from makegood.accounts.lines import LineField

LEAST_CONTRAST = 4.5
"""On white, for words in the colour (WCAG 2.2, 1.4.3)."""


class PracticeForm(forms.Form):
    name = LineField(
        label="The name of your practice",
        help_text="As it stands on your letters.",
        max_length=160,
        error_messages={"required": "Write the name of your practice."},
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    signature = LineField(
        label="Line under your letters",
        help_text="Such as “12 Elm Street, Austin · 555-0100”. Leave it empty for none.",
        max_length=200,
        required=False,
    )
    accent = forms.CharField(
        label="Your colour",
        help_text="As #rrggbb, such as #1d4f91. Leave it empty for ours.",
        max_length=7,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    two_readers = forms.BooleanField(
        label="Another of the practice reads each letter before it goes out", required=False
    )

    def __init__(self, *args: Any, alone: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if alone:
            del self.fields["two_readers"]

    def clean_accent(self) -> str:
        typed = str(self.cleaned_data["accent"]).strip().lower()
        if typed and not re.fullmatch(r"#[0-9a-f]{6}", typed):
            raise forms.ValidationError("Write the colour as #rrggbb, such as #1d4f91.")
        if typed and contrast_on_white(typed) < LEAST_CONTRAST:
            raise forms.ValidationError("This colour is too light to be read on white. Take a darker one.")
        return typed


class LogoForm(forms.Form):
    logo = forms.FileField(
        label="Your logo",
        help_text="A PNG picture up to 200 kB.",
        error_messages={"required": "Choose a PNG picture.", "empty": "This file is empty."},
    )


class ColleagueForm(forms.Form):
    email = forms.EmailField(
        label="A colleague’s e-mail address",
        help_text="They are written to. With an account of this address they find it at “I advise owners”, or below "
        "their clients.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Type the address of your colleague.", "invalid": "This is no e-mail address."},
    )


class ListForm(forms.Form):
    clients = forms.FileField(
        label="Your list of clients",
        help_text="CSV or Excel with a row of names: client company, project, partner, owner's e-mail, agreed total, "
        "note. At most 100 clients at once.",
        max_length=255,
        allow_empty_file=True,
        error_messages={"required": "Choose the file with your list."},
    )


def contrast_on_white(colour: str) -> float:
    """WCAG 2.2: (1 + 0.05) / (luminance + 0.05)."""
    return 1.05 / (_luminance(colour) + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def initial_of(practice: Any) -> dict[str, object]:
    names = ("name", "signature", "accent", "two_readers")
    return {name: getattr(practice, name) for name in names} if practice else {}
