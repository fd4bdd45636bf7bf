"""An acceptance script, how it went, and what exploring brought up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from makegood.accounts.masking import MaskedForm
from makegood.accounts.models import User
from makegood.connectors.uploads import UploadRefused
from makegood.engagements.models import Engagement
from makegood.phases.acceptance.actions.deciding.trying import keep_picture
from makegood.phases.acceptance.forms.deciding.fields import text
from makegood.phases.acceptance.models.trying import RESULTS


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
