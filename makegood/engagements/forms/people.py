"""What is typed about people: whom to invite, who stands in, which company the partner is."""

from __future__ import annotations

import zoneinfo
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from makegood.accounts.lines import LineField
from makegood.accounts.models import User
from makegood.engagements.words import GRANTS

LONGEST_GRANT = timedelta(days=2 * 366)
LONGEST_STAND_IN = timedelta(days=92)


def end_of(day: date, zone: str) -> datetime:
    """The last moment of that day where the engagement is."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=zoneinfo.ZoneInfo(zone))


def start_of(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(0), tzinfo=zoneinfo.ZoneInfo(zone))


def today_in(zone: str) -> date:
    return timezone.now().astimezone(zoneinfo.ZoneInfo(zone)).date()


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


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
    until = forms.DateField(
        label="Until when?",
        help_text="The last day, at most two years from now. You can end it earlier.",
        widget=DayInput,
        error_messages={"required": "Say until which day.", "invalid": "Write the day as 2026-03-12."},
    )

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone

    def clean_until(self) -> datetime:
        day: date = self.cleaned_data["until"]
        if not today_in(self.zone) <= day <= today_in(self.zone) + LONGEST_GRANT:
            raise forms.ValidationError("The day must lie ahead, at most two years from now.")
        return end_of(day, self.zone)


class StandInForm(forms.Form):
    person = forms.ChoiceField(
        label="Who stands in for you?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who stands in for you."},
    )
    begins = forms.DateField(
        label="From",
        widget=DayInput,
        error_messages={"required": "Say from which day.", "invalid": "Write the day as 2026-03-12."},
    )
    until = forms.DateField(
        label="Until, that day included",
        help_text="At most three months.",
        widget=DayInput,
        error_messages={"required": "Say until which day.", "invalid": "Write the day as 2026-03-12."},
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
