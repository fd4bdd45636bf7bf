"""We called them back: on which number, whom, and which account they named."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from django import forms

from makegood.accounts.lines import LineField
from makegood.accounts.masking import MaskedForm
from makegood.rules.desk.calling import COMPARED, digits_of

THEIRS, NOT_THEIRS = "theirs", "not_theirs"


class CalledForm(MaskedForm):
    """`suspects`: numbers of the papers in question (`digits`, `file`)."""

    phone = LineField(
        label="Which number did you call?",
        max_length=40,
        help_text="One that you had before: from the contract, an earlier bill, your telephone. Never one from the "
        "message or bill that names the new account.",
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        error_messages={"required": "Write the number that you called."},
    )
    spoke_to = LineField(
        label="Whom did you speak to?",
        max_length=160,
        error_messages={"required": "Write the name of the person you spoke to."},
    )
    said = forms.ChoiceField(
        label="What did they say?",
        choices=[
            (THEIRS, "The account changed: the new one is theirs"),
            (NOT_THEIRS, "Nothing changed: they did not write that"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Say what they told you."},
    )
    account_end = LineField(
        label="The last four digits of their account, as they said them",
        max_length=12,
        help_text="Let them say the digits; do not read them out. Every later bill is held against them.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": "Write the last four digits that they named."},
    )

    def __init__(self, *posted: object, suspects: Sequence[Mapping[str, str]]) -> None:
        super().__init__(*posted)  # type: ignore[arg-type]  # what was posted, or nothing
        self._suspects = suspects

    def clean_phone(self) -> str:
        phone = str(self.cleaned_data["phone"])
        if len(re.sub(r"\D", "", phone)) < COMPARED:
            raise forms.ValidationError("That is no telephone number; write it such as (206) 555-0142.")
        named = next((one["file"] for one in self._suspects if one["digits"] == digits_of(phone)), None)
        if named is not None:
            raise forms.ValidationError(
                f"This number stands in {named}, so whoever wrote that answers it. Call a number that you had before."
            )
        return phone

    def clean_account_end(self) -> str:
        digits = re.sub(r"\D", "", str(self.cleaned_data["account_end"]))
        if len(digits) < 4:
            raise forms.ValidationError("Write four digits, such as 4512.")
        return digits[-4:]
