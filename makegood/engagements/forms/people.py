"""What is typed about people: whom to invite, who stands in, which company the partner is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms

from makegood.accounts.lines import LineField
from makegood.accounts.models import User
from makegood.engagements.forms.days import DayField, end_of_last, today_in
from makegood.engagements.words import GRANTS

LONGEST_GRANT = timedelta(days=2 * 366)
LONGEST_STAND_IN = timedelta(days=92)


class InviteForm(forms.Form):
    email = forms.EmailField(
        label="Their e-mail address",
        help_text="The invitation goes there, works once and for seven days, and only for this address.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Type the e-mail address of the person.", "invalid": "This is no e-mail address."},
    )


class InviteAdvisorForm(InviteForm):
    capabilities = forms.MultipleChoiceField(
        label="What may they do?",
        choices=[(act.value, words[:1].upper() + words[1:]) for act, words in GRANTS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one thing that the advisor may do."},
    )
    until = DayField(
        label="Until when?",
        help_text="The last day, at most two years from now. You can end it earlier.",
        missing="Say until which day.",
    )

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone

    def clean_until(self) -> datetime:
        return end_of_last(self.cleaned_data["until"], self.zone, LONGEST_GRANT, "two years")


class StandInForm(forms.Form):
    person = forms.ChoiceField(
        label="Who stands in for you?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who stands in for you."},
    )
    begins = DayField(
        label="From",
        missing="Say from which day.",
    )
    until = DayField(
        label="Until, that day included",
        help_text="At most three months.",
        missing="Say until which day.",
    )

    def __init__(self, *args: Any, people: Sequence[User], zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        person = self.fields["person"]
        assert isinstance(person, forms.ChoiceField)
        person.choices = [(str(one.pk), str(one)) for one in people]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        begins, until = cleaned.get("begins"), cleaned.get("until")
        if begins and begins < today_in(self.zone):
            self.add_error("begins", "This day is over.")
        if begins and until and not begins <= until <= begins + LONGEST_STAND_IN:
            self.add_error("until", "This must be the first day or later, and at most three months after it.")
        return cleaned


class CompanyForm(forms.Form):
    company_name = LineField(
        label="Your company",
        max_length=160,
        error_messages={"required": "Type the name of your company."},
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
