"""Days that people type: a field for one, and when a day begins and ends where the engagement is."""

from __future__ import annotations

import zoneinfo
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DayField(forms.DateField):
    """`missing` is said where nothing was typed."""

    def __init__(self, *, missing: str, **more: Any) -> None:
        said = {"required": missing, "invalid": "Write the day as 2026-03-12."}
        super().__init__(widget=DayInput, error_messages=said, **more)


def start_of(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(0), tzinfo=zoneinfo.ZoneInfo(zone))


def end_of(day: date, zone: str) -> datetime:
    """The last moment of that day where the engagement is."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=zoneinfo.ZoneInfo(zone))


def today_in(zone: str) -> date:
    return timezone.now().astimezone(zoneinfo.ZoneInfo(zone)).date()


def end_of_last(day: date, zone: str, longest: timedelta, said: str) -> datetime:
    """Of the last day of something: from today on, at most `longest` ("a year") away. Raises ValidationError."""
    today = today_in(zone)
    if not today <= day <= today + longest:
        raise forms.ValidationError(f"The day must lie ahead, at most {said} from now.")
    return end_of(day, zone)
