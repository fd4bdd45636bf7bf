"""What is asked at the door: what lies on the desk, and for which company where there are several."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from makegood.accounts.models import Company
from makegood.engagements.forms.opening import ZONES
from makegood.rhythm.desk.models import Door


class DoorForm(forms.Form):
    """`id` is chosen when the page is shown: sending it twice opens one engagement. `time_zone` the browser says."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    time_zone = forms.CharField(widget=forms.HiddenInput(attrs={"data-time-zone": ""}), required=False)
    company = forms.ChoiceField(label="Which of your companies buys it?", widget=forms.RadioSelect, required=False)
    door = forms.ChoiceField(
        choices=Door.choices,
        error_messages={"required": "Choose what lies on your desk.", "invalid_choice": "Choose one."},
    )

    def __init__(self, *args: Any, companies: Sequence[Company], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.companies = {str(company.pk): company for company in companies}
        if len(self.companies) > 1:
            field = self.fields["company"]
            assert isinstance(field, forms.ChoiceField)
            field.required = True
            field.choices = [(key, company.name) for key, company in self.companies.items()]
            field.error_messages["required"] = "Choose the company that buys it."
        else:
            del self.fields["company"]

    def company_chosen(self) -> Company | None:
        """After `is_valid`. None: the person has no company yet."""
        if "company" in self.cleaned_data:
            return self.companies[self.cleaned_data["company"]]
        return next(iter(self.companies.values()), None)

    def zone(self) -> str:
        """The browser's, where it is one that is offered; else the company's."""
        company = self.company_chosen()
        if company is not None:
            return company.time_zone
        said = str(self.cleaned_data.get("time_zone", ""))
        return said if said in dict(ZONES) else "America/New_York"
