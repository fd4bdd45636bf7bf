"""The questions of an agreement, one a page: what each answer means, and what is usual."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from makegood.accounts.lines import LineField
from makegood.accounts.masking import MaskedForm
from makegood.phases.agreement.forms.fields import day_field, dollars_field, percent_field, whole_number, yes_or_no
from makegood.phases.agreement.models import Agreement, PayModel
from makegood.rules.money.amount import formatted


class QuestionForm(MaskedForm):
    """Answers of one question. `initial_of` and `answers` map between the agreement's columns and the fields."""

    @classmethod
    def initial_of(cls, agreement: Agreement) -> dict[str, Any]:
        found = {name: getattr(agreement, name) for name in cls.base_fields}
        return {name: ("yes" if value else "no") if isinstance(value, bool) else value for name, value in found.items()}

    def answers(self) -> Mapping[str, Any]:
        return dict(self.cleaned_data)


class SituationForm(QuestionForm):
    scope_frozen = yes_or_no(
        yes="Yes", no="No, it will change on the way", label="Is it written down for good what is to be built?"
    )
    criteria_written = yes_or_no(yes="Yes", no="Not yet", label="Is it written down how you will tell that it is done?")
    unknown_integrations = whole_number(
        least=0, most=50, what="a number", label="How many systems must it work with that nobody has tried yet?"
    )
    size_cents = dollars_field(least=1, label="About how much do you expect it to cost?")
    weeks = whole_number(least=1, most=260, what="a number of weeks", label="About how many weeks will it take?")
    owner_hours = whole_number(
        least=0, most=60, what="a number of hours", label="How many hours a week can you give to it yourself?"
    )

    @classmethod
    def initial_of(cls, agreement: Agreement) -> dict[str, Any]:
        known = dict(agreement.situation)
        for name in ("scope_frozen", "criteria_written"):
            if name in known:
                known[name] = "yes" if known[name] else "no"
        return known

    def answers(self) -> Mapping[str, Any]:
        return {"situation": dict(self.cleaned_data)}


class ModelForm(QuestionForm):
    pay_model = forms.ChoiceField(
        label="How you pay",
        choices=[
            (PayModel.FIXED, "A fixed price, paid part by part"),
            (PayModel.TIME, "By the hour, never more than a cap each month and in all"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Please choose one of the two.", "invalid_choice": "Please choose one of the two."},
    )


class PriceForm(QuestionForm):
    price_cents = dollars_field(least=1, label="Price of everything", help_text="The parts must sum to it.")


class CapsForm(QuestionForm):
    monthly_cap_cents = dollars_field(least=1, label="Never more in one month than")
    total_cap_cents = dollars_field(
        least=1, label="Never more in all than", help_text="Work above a cap is at the partner's own risk."
    )

    def clean(self) -> dict[str, Any]:
        monthly, total = self.cleaned_data.get("monthly_cap_cents"), self.cleaned_data.get("total_cap_cents")
        if monthly and total and monthly > total:
            self.add_error(
                "monthly_cap_cents", f"That is above the cap of {formatted(total)} in all; please lower one of them."
            )
        return self.cleaned_data


class AcceptanceForm(QuestionForm):
    acceptance_days = whole_number(
        least=1, most=60, what="a number of business days", label="Business days to look at a delivery"
    )


class SilenceForm(QuestionForm):
    silence_counts = yes_or_no(
        yes="Yes, silence counts as yes",
        no="No, the delivery waits for my answer",
        label="If you have not answered by then",
    )


class FixingForm(QuestionForm):
    cure_rounds = whole_number(least=0, most=10, what="a number of rounds", label="Rounds of fixing and checking again")
    cure_days = whole_number(
        least=1, most=60, what="a number of business days", label="Business days the partner has to fix it"
    )
    retest_days = whole_number(
        least=1, most=60, what="a number of business days", label="Business days you have to look again"
    )


class HeldBackForm(QuestionForm):
    held_back_share = percent_field(most=3000, label="Share of every payment that is held back")
    launch = day_field(label="Planned launch", required=False)
    held_back_latest_return = day_field(
        label="Everything is returned at the latest on", help_text="Even if something is still to fix."
    )

    def clean(self) -> dict[str, Any]:
        launch, latest = self.cleaned_data.get("launch"), self.cleaned_data.get("held_back_latest_return")
        if isinstance(launch, date) and isinstance(latest, date) and latest < launch:
            self.add_error("held_back_latest_return", "That is before the planned launch; please choose a later day.")
        return self.cleaned_data


class WarrantyForm(QuestionForm):
    warranty_months = whole_number(least=0, most=36, what="a number of months", label="Months of warranty after launch")


class PaymentForm(QuestionForm):
    payment_days = whole_number(
        least=0, most=90, what="a number of business days", label="Business days from your yes to the payment"
    )


class UnseenForm(QuestionForm):
    unseen_days = whole_number(least=1, most=30, what="a number of business days", label="Business days")


class NeutralForm(QuestionForm):
    neutral_name = LineField(
        label="Name", max_length=160, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    neutral_email = forms.EmailField(
        label="E-mail address", required=False,
        error_messages={"invalid": "That is not an e-mail address, such as rita@example.com."},
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("neutral_email") and not self.cleaned_data.get("neutral_name"):
            self.add_error("neutral_name", "Please give the name that belongs to this address.")
        return self.cleaned_data


class PeopleForm(QuestionForm):
    roster = forms.CharField(
        label="People, one a line",
        help_text="Name, what they do, e-mail address: Pat Lee, lead developer, pat@pixelworks.example",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class RunningForm(QuestionForm):
    allow_run = yes_or_no(
        yes="Yes, in a closed sandbox without network",
        no="No, the code is only read",
        label="May Makegood run their code to check it?",
    )


@dataclass(frozen=True, slots=True)
class Question:
    """One page of drafting. `means`: what the answer does; `usual`: what is usual, with the range."""

    key: str
    name: str
    asks: str
    means: str
    usual: str
    form: type[QuestionForm]
    may_skip: bool = False


QUESTIONS = (
    Question(
        "situation", "What you know already", "What do you know about the work already?",
        "From this we say which form of price suits, and why. You may skip it. The partner does not see it.",
        "", SituationForm, may_skip=True,
    ),
    Question(
        "model", "How you pay", "How will you pay?",
        "A fixed price puts the risk of taking longer on the partner. By the hour puts it on you, up to the caps.",
        "For work that is written down a fixed price is usual.", ModelForm,
    ),
    Question(
        "price", "The price", "What does it cost?",
        "Nothing above this is ever released. More needs a changed agreement that both sign.", "", PriceForm,
    ),
    Question(
        "acceptance", "Days to look at a delivery", "How long do you have to look at each delivery?",
        "It runs from the day on which the delivery is complete. Then you say OK to pay, or send it back.",
        "10 to 15 business days are usual; fewer are hard to keep.", AcceptanceForm,
    ),
    Question(
        "silence", "When you say nothing", "Does silence count as yes?",
        "Yes: a delivery that you forget is accepted. We warn you five and two days before, by two ways. "
        "No: the partner waits, your lateness is shown, and their dates move by as many days.",
        "Partners usually ask for yes. No is safer for you.", SilenceForm,
    ),
    Question(
        "fixing", "Fix and check again", "How often may they fix it and be checked again?",
        "After the last round you may end that part of the agreement without paying for it.",
        "2 rounds are usual, 3 at most, with 10 business days to fix and 5 to look again.", FixingForm,
    ),
    Question(
        "held_back", "Money held back", "How much do you hold back until it is live and works?",
        "It is taken from every payment. From launch you hold 1.5 times what is still to fix, or 5 % of what is proven "
        "if that is more; after the warranty only what is still to fix.",
        "10 % is usual, 5 to 30 % occur. The latest day is usually the end of the warranty.", HeldBackForm,
    ),
    Question(
        "warranty", "Warranty", "How long do they mend faults for nothing?",
        "Counted from launch. Security holes that become known in that time belong to it.",
        "3 to 12 months are usual.", WarrantyForm,
    ),
    Question(
        "payment", "Days to pay", "How soon do you pay after your yes?",
        "The day is promised to the partner. If you are late, that is shown and moves their dates.",
        "5 to 20 business days are usual.", PaymentForm,
    ),
    Question(
        "unseen", "What we cannot see", "How long may something that we cannot see hold their money?",
        "When a tool of ours fails or you have not given access, a reviewer whom both accept may sign instead. After "
        "these days it no longer counts against the partner.",
        "5 business days are usual.", UnseenForm,
    ),
    Question(
        "neutral", "Who decides when you disagree", "Who decides when the partner says a check is wrong?",
        "They hear both sides and answer within two business days. Choose somebody whom both trust.",
        "Usually an independent reviewer.", NeutralForm,
    ),
    Question(
        "people", "People named", "Who will do the work?",
        "Only the people named here may be swapped with your yes. Their changes in the code are counted by name.",
        "2 or 3 names are usual.", PeopleForm,
    ),
    Question(
        "running", "Running their code", "May Makegood run their code to check it?",
        "Then their tests and the build are run, and the checklists ask for both. It happens in a sandbox without "
        "network that ends with the look.",
        "Yes is usual where the sandbox works.", RunningForm,
    ),
)  # fmt: skip

BY_KEY = {question.key: question for question in QUESTIONS}


def form_of(question: Question, agreement: Agreement) -> type[QuestionForm]:
    """The price of time and materials is two caps."""
    return CapsForm if question.key == "price" and not agreement.is_fixed else question.form


def questions_after(key: str) -> Question | None:
    place = [question.key for question in QUESTIONS].index(key)
    return QUESTIONS[place + 1] if place + 1 < len(QUESTIONS) else None
