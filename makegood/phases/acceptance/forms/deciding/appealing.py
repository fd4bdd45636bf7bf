""" "We think this is wrong", and the ruling on it."""

from __future__ import annotations

from typing import Any

from django import forms

from makegood.accounts.masking import MaskedForm
from makegood.accounts.models import User
from makegood.phases.acceptance.forms.deciding.fields import text


class AppealForm(MaskedForm):
    """`neutral` is asked only where there is a choice."""

    reason = text("Why is it wrong?", "What was looked at, and why it is not what was agreed.", rows=6)
    neutral = forms.ChoiceField(label="Who decides?", widget=forms.RadioSelect)

    def __init__(self, neutrals: list[User], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.neutrals = {str(one.pk): one for one in neutrals}
        if len(neutrals) < 2:
            del self.fields["neutral"]
            return
        field = self.fields["neutral"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, str(one)) for key, one in self.neutrals.items()]

    def chosen(self) -> User | None:
        if "neutral" in self.fields:
            return self.neutrals[self.cleaned_data["neutral"]]
        return next(iter(self.neutrals.values()), None)


class RulingForm(MaskedForm):
    ruling = forms.ChoiceField(
        label="Your ruling",
        choices=[("upheld", "The finding stands"), ("withdrawn", "The finding is wrong and is withdrawn")],
        widget=forms.RadioSelect,
    )
    reason = text("Your reason", "Both sides read it, and it stays in the record.", rows=6)
