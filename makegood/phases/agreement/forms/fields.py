"""Fields that read what people type: dollars, percentages, days, yes or no. A bad value gets one sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from makegood.rules.money.amount import formatted, parse, parse_percent, percent
from makegood.rules.refusal import Refused


class RuledField(forms.CharField):
    """Text that a rule reads; the rule's refusal stands beside the field, and what was typed is kept."""

    def __init__(self, read: Callable[[str], Any], said: Callable[[Any], str], **more: Any) -> None:
        more.setdefault("widget", forms.TextInput(attrs={"class": "short", "autocomplete": "off"}))
        super().__init__(max_length=60, **more)
        self.read, self.said = read, said

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value)
        if not typed:
            return None
        try:
            return self.read(typed)
        except Refused as refused:
            raise ValidationError(str(refused)) from refused

    def run_validators(self, value: Any) -> None:
        """The rule has looked at it; the length was bounded by the widget's own limit on the text."""

    def prepare_value(self, value: Any) -> Any:
        return self.said(value) if isinstance(value, int) else value


def dollars_field(*, least: int = 0, **more: Any) -> RuledField:
    """Cents of "$38,000"."""
    more.setdefault("error_messages", {"required": "Please enter an amount in dollars, such as 38,000."})
    return RuledField(lambda typed: parse(typed, least=least), formatted, **more)


def percent_field(*, most: int, **more: Any) -> RuledField:
    """Hundredths of a percent of "7.5 %"."""
    more.setdefault("error_messages", {"required": "Please enter a percentage, such as 10 or 7.5."})
    return RuledField(lambda typed: parse_percent(typed, most=most), percent, **more)


def whole_number(*, least: int, most: int, what: str, **more: Any) -> forms.IntegerField:
    sentence = f"Please enter {what} between {least} and {most}."
    return forms.IntegerField(
        min_value=least,
        max_value=most,
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), sentence),
        **more,
    )


def day_field(**more: Any) -> forms.DateField:
    sentence = "Please enter a day as month/day/year, such as 3/12/2027, or choose one."
    return forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": sentence, "required": sentence},
        **more,
    )


def yes_or_no(*, yes: str, no: str, **more: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        choices=[("yes", yes), ("no", no)],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Please choose one of the two.", "invalid_choice": "Please choose one of the two."},
        **more,
    )
