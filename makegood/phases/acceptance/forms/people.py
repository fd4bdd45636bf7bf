"""What people fill in about one item: asking to accept it anyway, signing it, appealing, trying a script."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from makegood.accounts.masking import MaskedForm
from makegood.accounts.models import User
from makegood.connectors.uploads import UploadRefused
from makegood.engagements.models import Engagement
from makegood.engine.check import Outcome
from makegood.engine.verdict import Verdict
from makegood.phases.acceptance.actions.deciding.trying import keep_picture
from makegood.phases.acceptance.actions.deciding.waiving import MOST_DAYS, NOT_LOOKED_AT
from makegood.phases.acceptance.models.fairness import REASONS
from makegood.phases.acceptance.models.people import RESULTS

LONG = 4000


def text(label: str, hint: str = "", *, rows: int = 4, required: bool = True) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=hint, max_length=LONG, widget=widget, required=required)


class AskForm(MaskedForm):
    """One finding to accept anyway; for what was not seen there is none to choose.

    `findings`: those to choose among, as (fingerprint, words); one alone is not asked for.
    """

    fingerprint = forms.ChoiceField(label="Which finding?", widget=forms.RadioSelect)
    reason_class = forms.ChoiceField(label="Why can it stay for now?", widget=forms.RadioSelect)
    reason = text("Say it in your words")
    compensation = text("What protects the owner instead", "Such as a switch that is off, or a hand check.", rows=2)
    debt = forms.DecimalField(
        label="What it costs to put right, in dollars",
        min_value=0,
        max_digits=12,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "short"}),
        help_text="It goes on the list of what is still to fix, so that the owner can hold money back for it.",
    )
    until = forms.DateField(
        label="Until which day",
        widget=forms.DateInput(attrs={"type": "date"}),
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
            "debt_cents": int(said["debt"] * 100),
            "until": until,
        }


class AnswerForm(MaskedForm):
    """Why something is not accepted: the other side reads it."""

    reason = text("Your reason")


class AttestForm(MaskedForm):
    holds = forms.ChoiceField(
        label="Is the promise kept in what was delivered?",
        choices=[("yes", "Yes, it is kept"), ("no", "No, it is not kept")],
        widget=forms.RadioSelect,
    )
    how = text("How did you look?", "What you ran or read, with which tool and version, and what you saw.", rows=6)


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


class ScriptForm(MaskedForm):
    title = forms.CharField(label="What is tried", max_length=200, help_text="Such as: A customer orders twice.")
    steps = text("Steps", "One line each, as somebody new to it would do them.", rows=6)
    expected = text("What should happen", rows=3)
    must = forms.BooleanField(label="The payment waits until it works", required=False, initial=True)


class PictureForm(MaskedForm):
    """`picture` is kept at once, so that another mistake does not cost it."""

    picture = forms.FileField(label="Screenshot", required=False, help_text="PNG, JPEG or WebP, at most 15 MB.")
    kept = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, engagement: Engagement, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.engagement, self.by = engagement, by

    def clean(self) -> dict[str, object]:
        given = super().clean() or {}
        file = given.get("picture")
        if isinstance(file, UploadedFile):
            try:
                name = str(file.name or "")
                digest = keep_picture(engagement=self.engagement, chunks=file.chunks(), name=name, by=self.by)
            except UploadRefused as refused:
                self.add_error("picture", str(refused))
                return given
            given["kept"] = digest
            self.data = {**self.data.dict(), "kept": digest}  # type: ignore[attr-defined]  # a QueryDict
        elif given.get("kept"):
            mine = self.engagement.evidence_files.filter(digest=given["kept"], filed_by=self.by)
            given["kept"] = given["kept"] if mine.exists() else ""
        return given


class TryForm(PictureForm):
    result = forms.ChoiceField(label="How did it go?", choices=RESULTS, widget=forms.RadioSelect)
    seen = text("What did you see?", "Needed unless it works.", required=False)
    field_order = ("result", "seen", "picture")

    def clean(self) -> dict[str, object]:
        given = super().clean()
        if given.get("result") in ("broken", "not_tried") and not given.get("seen"):
            self.add_error("seen", "Say what you saw, so that it can be put right.")
        return given


class CharterForm(PictureForm):
    mission = forms.CharField(label="What you set out to find", max_length=300)
    minutes = forms.IntegerField(
        label="How many minutes", min_value=1, max_value=600, widget=forms.NumberInput(attrs={"class": "short"})
    )
    found = text("What came up", rows=6)
    field_order = ("mission", "minutes", "found", "picture")
