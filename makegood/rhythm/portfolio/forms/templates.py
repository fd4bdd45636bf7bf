"""What is typed about templates: a name and with what one begins, the words of a letter, a position on a clause."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from makegood.accounts.lines import LineField
from makegood.accounts.masking import MaskedForm
from makegood.rhythm.portfolio.models import TemplateKind
from makegood.rhythm.portfolio.queries.templates import Held
from makegood.rules.refusal import Refused
from makegood.rules.templates.file import MOST_NAME, MOST_SUBJECT, MOST_TEXT
from makegood.rules.templates.placeholders import LETTERS, check_text
from makegood.rules.templates.positions import MOST_WORDS, STANCES, Position, Stance

STANCES_SAID = {
    Stance.OURS: "As Makegood does it",
    Stance.MUST: "Must change: asked for wherever the contract does not say it well",
    Stance.ASK: "Ask for it: asked for, and it may give way",
    Stance.FINE: "Fine for us: not asked for, whatever the contract says; a red flag is still shown as one",
}
OURS = "ours"
BEGINS = {
    TemplateKind.CHECKLIST: "Begin with",
    TemplateKind.POSITIONS: "Begin with",
    TemplateKind.LETTER: "Which letter",
}


class NameForm(forms.Form):
    name = LineField(
        label="Its name",
        help_text="As your practice calls it. Clients see the name of a checklist.",
        max_length=MOST_NAME,
        error_messages={"required": "Give it a name."},
    )


class NewTemplateForm(NameForm):
    """`begins`: a word of `ours`, or the id of one of the practice's own to copy."""

    begins = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={"required": "Please choose one.", "invalid_choice": "Please choose one of these."},
    )

    def __init__(
        self, kind: TemplateKind, ours: Sequence[tuple[str, str]], own: Sequence[Held], *args: Any, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        begins = self.fields["begins"]
        assert isinstance(begins, forms.ChoiceField)
        begins.label = BEGINS[kind]
        copies = [(str(one.template.pk), f"A copy of “{one.template}”") for one in own]
        begins.choices = [*ours, *copies]
        begins.initial = ours[0][0] if ours else None


class LetterTemplateForm(MaskedForm):
    """`version`: which one was shown, so that nobody overwrites what another wrote meanwhile."""

    subject = LineField(label="Subject", max_length=MOST_SUBJECT, error_messages={"required": "Give it a subject."})
    text = forms.CharField(
        label="The letter",
        help_text="What stands in braces is filled in for each client; the list is below.",
        max_length=MOST_TEXT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 20}),
        error_messages={"required": "A letter needs words."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, letter: str, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._letter = letter

    def clean_subject(self) -> str:
        return self._checked(str(self.cleaned_data["subject"]))

    def clean_text(self) -> str:
        return self._checked(str(self.cleaned_data["text"]).replace("\r\n", "\n"))

    def _checked(self, words: str) -> str:
        try:
            check_text(words, self._letter)
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from None
        return words


class PositionForm(MaskedForm):
    stance = forms.ChoiceField(
        label="What your practice says",
        choices=[(stance.value or OURS, STANCES_SAID[stance]) for stance in STANCES],
        widget=forms.RadioSelect,
        error_messages={"required": "Please choose one.", "invalid_choice": "Please choose one of these."},
    )
    words = forms.CharField(
        label="Wording to ask for",
        help_text="Empty: Makegood’s, which stands below. Write Provider, Customer and this agreement: they are said as"
        " each contract says them. What is still to be filled in stands in brackets, such as [amount].",
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"max_length": f"At most {MOST_WORDS:,} letters fit into one wording."},
    )

    def position(self) -> Position:
        given = self.cleaned_data
        stance = Stance.OURS if given["stance"] == OURS else Stance(given["stance"])
        return Position(stance, " ".join(str(given["words"]).split()))


class BringForm(forms.Form):
    file = forms.FileField(
        label="Your file",
        help_text="A file that was downloaded from here, or one checklist in TOML, as the command line has it. "
        "At most 2 MB.",
        max_length=255,
        error_messages={"required": "Choose a file.", "empty": "This file is empty."},
    )


LETTER_CHOICES = list(LETTERS.items())
