"""What each part costs; and who is paid."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from makegood.accounts.lines import LineField
from makegood.accounts.masking import MaskedForm
from makegood.phases.agreement.forms.fields import RuledField, day_field, dollars_field
from makegood.phases.agreement.models import Milestone
from makegood.rules.money.bank import parse_account, parse_routing


class PartForm(MaskedForm):
    title = LineField(
        label="Name of the part",
        max_length=160,
        error_messages={"required": "Please give the part a name, such as Sign-in and accounts."},
    )
    promise = forms.CharField(
        label="What is there when it is done",
        help_text="In words that both understand. It is part of what is signed.",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    amount_cents = dollars_field(label="What it costs")
    due = day_field(label="Due", required=False)

    @staticmethod
    def initial_of(part: Milestone) -> dict[str, Any]:
        return {name: getattr(part, name) for name in ("title", "promise", "amount_cents", "due")}


class CopyForm(forms.Form):
    """To which other parts a checklist goes."""

    to = forms.MultipleChoiceField(
        label="Parts that get this checklist",
        help_text="What was changed in their own is lost.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Please choose at least one part."},
    )

    def __init__(self, others: Iterable[Milestone], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["to"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(one.pk), one.title) for one in others]


class PayeeForm(MaskedForm):
    name = LineField(
        label="Name of the account's holder",
        max_length=160,
        error_messages={"required": "Please enter the name as the bank knows it."},
    )
    bank = forms.CharField(
        label="Bank", max_length=160, error_messages={"required": "Please enter the name of the bank."}
    )
    routing = RuledField(
        parse_routing,
        str,
        label="Routing number",
        help_text="Nine digits, at the bottom left of a check.",
        error_messages={"required": "Please enter the nine digits of the routing number."},
    )
    number = RuledField(
        parse_account,
        str,
        label="Account number",
        help_text="Kept encrypted. Afterwards only its last four digits are shown.",
        error_messages={"required": "Please enter the account number."},
    )
    phone = forms.CharField(
        label="Phone number for questions about the account",
        help_text="This number is called before an account is ever changed.",
        max_length=40,
        error_messages={"required": "Please enter a phone number that a person answers."},
    )

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"].strip()
        if len(re.sub(r"\D", "", phone)) < 7 or re.search(r"[^0-9+() ./x-]", phone):
            raise ValidationError("Please enter a phone number with its area code, such as (312) 555-0142.")
        return phone


class CallBackForm(MaskedForm):
    spoke_to = forms.CharField(
        label="Whom you spoke to",
        max_length=160,
        error_messages={"required": "Please enter the name of the person who confirmed the account."},
    )


class ReasonForm(MaskedForm):
    reason = forms.CharField(
        label="Why",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Please say why, in a sentence; the other side reads it."},
    )


class AnswerForm(MaskedForm):
    answer = forms.ChoiceField(
        label="Your answer",
        choices=[
            ("take", "Take it: the agreement is changed, and you send it again"),
            ("refuse", "Refuse it: it stays as it is"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Please choose one of the two."},
    )
    reason = forms.CharField(
        label="What you tell the partner",
        required=False,
        max_length=2000,
        help_text="Needed when you refuse.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("answer") == "refuse" and not self.cleaned_data.get("reason", "").strip():
            self.add_error("reason", "Please say why, in a sentence; the partner reads it.")
        return self.cleaned_data
