"""Who stands in, from when until when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from makegood.accounts.lines import LineField
from makegood.accounts.models import User
from makegood.engagements.forms.people import StandInForm


class AwayForm(StandInForm):
    reason = LineField(
        label="What should the owners know?",
        help_text="Such as “On holiday”. Each owner reads it, and it is recorded.",
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, people: Sequence[User], zone: str, **kwargs: Any) -> None:
        super().__init__(*args, people=people, zone=zone, **kwargs)
        person = self.fields["person"]
        assert isinstance(person, forms.ChoiceField)
        if len(people) == 1:
            person.initial = str(people[0].pk)
