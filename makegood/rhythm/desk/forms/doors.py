"""What is asked at the door: what lies on the desk, and for which company where there are several."""

from __future__ import annotations

from django import forms

from makegood.engagements.forms.opening import ZONES, BuyerForm
from makegood.rhythm.desk.models import Door


class DoorForm(BuyerForm):
    """What opens the desk. `time_zone` the browser says."""

    time_zone = forms.CharField(widget=forms.HiddenInput(attrs={"data-time-zone": ""}), required=False)
    door = forms.ChoiceField(
        choices=Door.choices,
        error_messages={"required": "Choose what lies on your desk.", "invalid_choice": "Choose one."},
    )

    def zone(self) -> str:
        """The browser's, where it is one that is offered; else the company's."""
        company = self.company_chosen()
        if company is not None:
            return company.time_zone
        said = str(self.cleaned_data.get("time_zone", ""))
        return said if said in dict(ZONES) else "America/New_York"
