"""What is asked for a new engagement."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any, TypedDict

from django import forms

from makegood.accounts.lines import LineField
from makegood.accounts.models import Company

ZONES = [
    ("America/New_York", "New York (Eastern)"),
    ("America/Chicago", "Chicago (Central)"),
    ("America/Denver", "Denver (Mountain)"),
    ("America/Phoenix", "Phoenix (Mountain, no daylight saving)"),
    ("America/Los_Angeles", "Los Angeles (Pacific)"),
    ("America/Anchorage", "Anchorage (Alaska)"),
    ("Pacific/Honolulu", "Honolulu (Hawaii)"),
    ("America/Puerto_Rico", "San Juan (Atlantic)"),
    ("America/Toronto", "Toronto"),
    ("America/Vancouver", "Vancouver"),
    ("America/Mexico_City", "Mexico City"),
    ("America/Sao_Paulo", "São Paulo"),
    ("Europe/London", "London"),
    ("Europe/Berlin", "Berlin, Paris, Madrid, Warsaw"),
    ("Europe/Kyiv", "Kyiv"),
    ("Asia/Dubai", "Dubai"),
    ("Asia/Kolkata", "India"),
    ("Asia/Singapore", "Singapore, Manila"),
    ("Asia/Tokyo", "Tokyo"),
    ("Australia/Sydney", "Sydney"),
    ("Pacific/Auckland", "Auckland"),
    ("UTC", "UTC"),
]


class Opening(TypedDict):
    """What `open_engagement` takes of the form. `company` None: a new one of that name."""

    id: uuid.UUID
    company: Company | None
    company_name: str
    name: str
    partner_name: str
    time_zone: str


class BuyerForm(forms.Form):
    """What opens an engagement: an `id` chosen when the page is shown, so that sending it twice opens one; and which of
    the person's companies buys, where there are several."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    company = forms.ChoiceField(label="Which of your companies buys it?", widget=forms.RadioSelect, required=False)

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


class OpeningForm(BuyerForm):
    """An engagement by its name, its partner and its time zone; a person without a company names theirs."""

    field_order = ("name", "partner_name", "company", "company_name", "time_zone")
    name = LineField(
        label="What is being built?",
        help_text="A name you will recognise, such as “Customer portal”.",
        max_length=160,
        error_messages={"required": "Give it a name, such as “Customer portal”."},
    )
    partner_name = LineField(
        label="Who builds it?",
        help_text="The firm’s name as it stands on their bills.",
        max_length=160,
        error_messages={"required": "Write the name of the firm that builds it."},
    )
    company_name = LineField(label="Your company’s name", max_length=160, required=False)
    time_zone = forms.ChoiceField(
        label="Time zone",
        help_text="Days and deadlines of this engagement go by it, for both sides.",
        choices=ZONES,
        initial="America/New_York",
    )

    def __init__(self, *args: Any, companies: Sequence[Company], **kwargs: Any) -> None:
        super().__init__(*args, companies=companies, **kwargs)
        if self.companies:
            del self.fields["company_name"]
            zone = next(iter(self.companies.values())).time_zone
            self.fields["time_zone"].initial = zone if zone in dict(ZONES) else "America/New_York"
        else:
            self.fields["company_name"].required = True
            self.fields["company_name"].error_messages["required"] = "Write the name of your company."

    def chosen(self) -> Opening:
        """After `is_valid`."""
        given = self.cleaned_data
        return Opening(
            id=given["id"],
            company=self.company_chosen(),
            company_name=given.get("company_name", ""),
            name=given["name"],
            partner_name=given["partner_name"],
            time_zone=given["time_zone"],
        )
