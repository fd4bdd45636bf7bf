"""Up to what sum, and until when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms

from makegood.accounts.models import User
from makegood.engagements.forms.days import DayField, end_of_last
from makegood.rules.figures.sums import bare_amount

LONGEST = timedelta(days=366)
MOST_CENTS = 100_000_000


class LimitForm(forms.Form):
    person = forms.ChoiceField(
        label="Which advisor?", widget=forms.RadioSelect, error_messages={"required": "Choose the advisor."}
    )
    amount = forms.CharField(
        label="Up to what sum?",
        help_text="Such as $5,000. With $0, only letters that are about no money.",
        max_length=20,
        error_messages={"required": "Write the sum."},
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    until = DayField(
        label="Until when?",
        help_text="The last day, at most a year from now. You can end it earlier.",
        missing="Say until which day.",
    )

    def __init__(self, *args: Any, people: Sequence[User], zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        person = self.fields["person"]
        assert isinstance(person, forms.ChoiceField)
        person.choices = [(str(one.pk), str(one)) for one in people]
        if len(people) == 1:
            person.initial = str(people[0].pk)

    def clean_amount(self) -> int:
        read = bare_amount(str(self.cleaned_data["amount"]))
        if read is None or read.currency not in ("USD", None) or not 0 <= read.cents <= MOST_CENTS:
            raise forms.ValidationError("Write a sum in dollars, such as $5,000, up to $1,000,000.")
        return read.cents

    def clean_until(self) -> datetime:
        return end_of_last(self.cleaned_data["until"], self.zone, LONGEST, "a year")
