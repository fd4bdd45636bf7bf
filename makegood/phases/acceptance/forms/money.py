"""What is typed about money: a request, an answer, what was really paid."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from makegood.accounts.masking import MaskedForm
from makegood.phases.acceptance.queries.money.book import Book
from makegood.phases.agreement.forms.fields import day_field, dollars_field

PART = "part_"


class RequestForm(MaskedForm):
    """One amount per part that has something left; what is typed is before money held back."""

    invoice = forms.CharField(label="Your invoice number", max_length=60, required=False)
    period_to = day_field(label="Work up to", help_text="The last day of the work that you ask to be paid for.")
    everyone_paid = forms.BooleanField(
        label="Everyone who worked on this up to that day was paid, and has assigned their work",
        required=False,
    )
    note = forms.CharField(
        label="Anything to add", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, book: Book, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.book = book
        before = book.last.to_date if book.last else {}
        own = dict(self.fields)
        self.fields.clear()
        for milestone in book.milestones:
            line = str(milestone.line)
            left = book.schedule.worth(line) - before.get(line, 0)
            if left > 0:
                self.fields[PART + line] = dollars_field(
                    label=milestone.title, required=False, help_text=_hint(book, line, left)
                )
                self.fields[PART + line].widget.is_required = True  # one of them is: none is called optional
                if line in book.taken:
                    self.initial.setdefault(PART + line, left)
        self.fields.update(own)
        self.initial.setdefault("period_to", book.today)

    def asked(self) -> dict[str, int]:
        typed: Mapping[str, Any] = self.cleaned_data
        return {name.removeprefix(PART): cents for name, cents in typed.items() if name.startswith(PART) and cents}

    def clean_period_to(self) -> date:
        chosen: date = self.cleaned_data["period_to"]
        if chosen > self.book.today:
            raise forms.ValidationError("Work that is still to be done cannot be asked for yet.")
        return chosen


def _hint(book: Book, line: str, left: int) -> str:
    from makegood.rules.money.amount import formatted

    state = "accepted" if line in book.taken else "not accepted yet: it is paid when its checks passed"
    return f"{formatted(left)} left, {state}."


class ReasonForm(MaskedForm):
    """One reason, in words that the other side reads."""

    reason = forms.CharField(
        label="Your reason", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Please give a reason; the other side reads it."},
    )  # fmt: skip


class PaymentForm(MaskedForm):
    """What left the account. `reason` only for a payment outside of any release. `id` is chosen when the page is
    shown, so that sending it twice records one payment."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)
    amount = dollars_field(label="Amount", least=1)
    on = day_field(label="Left the account on")
    reference = forms.CharField(
        label="Reference", max_length=120, required=False, help_text="As it stands on the bank statement."
    )
    reason = forms.CharField(label="What was it for?", max_length=500)

    def __init__(self, *args: Any, outside: bool, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", today)
        if not outside:
            del self.fields["reason"]


class PunchForm(MaskedForm):
    """Something small that is still to fix."""

    what = forms.CharField(label="What is still to fix?", max_length=300)
    value = dollars_field(label="What it is worth", least=1, help_text="One and a half times this is held back.")


class LaunchForm(forms.Form):
    on = day_field(label="Went live on")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        chosen: date = self.cleaned_data["on"]
        if chosen > self.today:
            raise forms.ValidationError("Record the launch when it has happened.")
        return chosen
