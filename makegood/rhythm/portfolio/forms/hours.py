"""Hours as people write them: 1:30, 1.5, 1h 30, 90 min."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django import forms

from makegood.accounts.lines import LineField
from makegood.engagements.forms.days import DayField, today_in

MOST = 24 * 60
OLDEST = timedelta(days=2 * 366)
_SAID = re.compile(
    r"(?P<h>\d{1,2}):(?P<m>[0-5]\d)|(?P<d>\d{1,2}(?:[.,]\d{1,2})?)\s*(?:h|hours?)?"
    r"|(?P<h2>\d{1,2})\s*h\s*(?P<m2>[0-5]?\d)\s*(?:m|min)?|(?P<only>\d{1,4})\s*(?:m|min|minutes)",
    re.I,
)


def minutes_of(text: str) -> int | None:
    """None for what is no time."""
    found = _SAID.fullmatch(text.strip())
    if found is None:
        return None
    if found["only"]:
        return int(found["only"])
    if found["d"]:
        return round(float(found["d"].replace(",", ".")) * 60)
    return int(found["h"] or found["h2"]) * 60 + int(found["m"] or found["m2"])


class HoursForm(forms.Form):
    day = DayField(
        label="Day",
        missing="Say on which day.",
    )
    time = forms.CharField(
        label="How long?",
        help_text="Such as 1:30, 1.5 or 45 min.",
        max_length=20,
        error_messages={"required": "Say how long."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    what = LineField(label="For what?", max_length=200, error_messages={"required": "Say what for, in a few words."})

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today_in(zone)
        self.fields["day"].initial = self.today

    def has_changed(self) -> bool:
        """A day alone says nothing: the line of a client for whom nothing was done."""
        return bool({"time", "what"} & set(self.changed_data))

    @property
    def says_something(self) -> bool:
        return self.is_valid() and "time" in self.cleaned_data

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if not self.today - OLDEST <= day <= self.today:
            raise forms.ValidationError("The day is today or before, within two years.")
        return day

    def clean_time(self) -> int:
        minutes = minutes_of(str(self.cleaned_data["time"]))
        if minutes is None:
            raise forms.ValidationError("Write the time as 1:30, 1.5 or 45 min.")
        if not 0 < minutes <= MOST:
            raise forms.ValidationError("A day has from one minute to 24 hours.")
        return minutes
