"""Asking to accept a finding anyway, and the answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from makegood.accounts.masking import MaskedForm
from makegood.engine.check import Outcome
from makegood.engine.verdict import Verdict
from makegood.phases.acceptance.actions.deciding.waiving import MOST_DAYS, NOT_LOOKED_AT
from makegood.phases.acceptance.forms.deciding.fields import text
from makegood.phases.acceptance.models.waiving import REASONS
from makegood.phases.agreement.forms.fields import day_field, dollars_field


class AskForm(MaskedForm):
    """One finding to accept anyway; for what was not seen there is none to choose.

    `findings`: those to choose among, as (fingerprint, words); one alone is not asked for.
    """

    fingerprint = forms.ChoiceField(label="Which finding?", widget=forms.RadioSelect)
    reason_class = forms.ChoiceField(label="Why can it stay for now?", widget=forms.RadioSelect)
    reason = text("Say it in your words")
    compensation = text("What protects the owner instead", "Such as a switch that is off, or a hand check.", rows=2)
    debt = dollars_field(
        label="What it costs to put right, in dollars",
        help_text="It goes on the list of what is still to fix, so that the owner can hold money back for it.",
    )
    until = day_field(
        label="Until which day",
        help_text=f"At most {MOST_DAYS} days ahead. Afterwards it holds the payment again.",
    )

    def __init__(self, verdict: Verdict, findings: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        classes = self.fields["reason_class"]
        assert isinstance(classes, forms.ChoiceField)
        if verdict.outcome is Outcome.UNKNOWN:
            del self.fields["fingerprint"]
            classes.choices = [row for row in REASONS if row[0] == NOT_LOOKED_AT]
            classes.initial = NOT_LOOKED_AT
            return
        classes.choices = [row for row in REASONS if row[0] != NOT_LOOKED_AT]
        places = self.fields["fingerprint"]
        assert isinstance(places, forms.ChoiceField)
        places.choices = list(findings)
        if len(findings) == 1:
            places.initial, places.widget = findings[0][0], forms.HiddenInput()

    def given(self) -> dict[str, object]:
        said = self.cleaned_data
        until = said["until"]
        assert isinstance(until, date)
        return {
            "reason_class": said["reason_class"],
            "reason": said["reason"],
            "compensation": said["compensation"],
            "debt_cents": said["debt"],
            "until": until,
        }


class AnswerForm(MaskedForm):
    """Why something is not accepted: the other side reads it."""

    reason = text("Your reason")
