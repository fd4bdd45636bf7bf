"""Which changes go in, and in which words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django import forms

from makegood.accounts.masking import MaskedForm
from makegood.rhythm.desk.queries.findings import Finding

MOST_LETTERS = 4000


class ChangesForm(MaskedForm):
    """Two fields for each clause that can be asked for; `rows` yields each finding with its fields."""

    def __init__(self, *posted: object, findings: Sequence[Finding]) -> None:
        super().__init__(*posted)  # type: ignore[arg-type]  # what was posted, or nothing
        self._findings = findings
        for one in findings:
            self.fields[f"in_{one.number}"] = forms.BooleanField(
                label="Ask for this", required=False, initial=one.goes_in
            )
            self.fields[f"words_{one.number}"] = forms.CharField(
                label="Wording to ask for",
                required=False,
                max_length=MOST_LETTERS,
                initial=one.words,
                widget=forms.Textarea(attrs={"rows": 6, "aria-label": f"Wording to ask for: {one.told['title']}"}),
                error_messages={"max_length": f"At most {MOST_LETTERS} letters fit into one change."},
            )

    def chosen(self) -> Iterator[tuple[Finding, bool, str]]:
        """Each with whether it goes in and in which words; "" are ours."""
        for one in self._findings:
            yield one, self.cleaned_data[f"in_{one.number}"], self.cleaned_data[f"words_{one.number}"]


class SignedForm(forms.Form):
    """Whether both have signed, and the signed paper."""

    signed = forms.ChoiceField(
        label="Did both of you sign it?",
        choices=[("yes", "Yes, it is signed"), ("no", "No, not yet")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it is signed."},
    )
    paper = forms.FileField(
        label="The signed paper, if you have it",
        required=False,
        help_text="It is compared with the version that lies here, so that you see what was signed in the end.",
        error_messages={"empty": "This file is empty."},
    )
