"""What the partner fills in to hand in a part."""

from __future__ import annotations

from django import forms

from makegood.accounts.models import User
from makegood.connectors.outbound import OutboundRefused, read_outer_address
from makegood.engagements.models import Engagement
from makegood.engine.redaction import redact
from makegood.inspections.forms import UPLOAD, UploadForm
from makegood.phases.acceptance.models import CodeSource
from makegood.phases.acceptance.queries.handing_in.submissions import sources_of

LONGEST_NOTES = 20_000


class TokenForm(forms.Form):
    """Another token for a repository that is open already."""

    token = forms.CharField(
        label="Another read token",
        max_length=2000,
        strip=True,
        widget=forms.PasswordInput(render_value=False, attrs={"autocomplete": "off"}),
        help_text="In the place of the one before, which may have expired. It must allow reading and nothing else.",
    )


class HandInForm(UploadForm):
    """What is handed in, from where, and where it runs."""

    exact = UploadForm.exact | {"address"}

    source = forms.ChoiceField(label="Where does the code come from?", widget=forms.RadioSelect)
    address = forms.CharField(
        label="Where it runs",
        required=False,
        max_length=500,
        help_text="The https address where this part can be tried. What it answers now is written down.",
    )
    notes = forms.CharField(
        label="Notes",
        required=False,
        max_length=LONGEST_NOTES,
        widget=forms.Textarea,
        help_text="What is in it, how to try it, what is left out. Markdown is fine.",
    )

    field_order = ("source", "file", "kept", "revision", "address", "notes")

    def __init__(self, *args: object, engagement: Engagement, by: User, **kwargs: object) -> None:
        super().__init__(*args, engagement=engagement, by=by, **kwargs)
        self.sources: list[CodeSource] = list(sources_of(engagement))
        rows = [(str(source.pk), f"{source.url} ({source.get_kind_display().lower()})") for source in self.sources]
        field = self.fields["source"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*rows, (UPLOAD, "A file that I upload")]
        field.initial = rows[0][0] if rows else UPLOAD
        if not rows:  # a file is the only way
            field.widget = forms.HiddenInput()
            self.fields["file"].label = "The file with the code"
        self.fields["file"].help_text += " An archive has no history, so it opens no payment by itself."

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"]).strip()
        if address:
            try:
                read_outer_address(address)
            except OutboundRefused as refused:
                raise forms.ValidationError(str(refused)) from None
            if redact(address) != address:
                raise forms.ValidationError(
                    "The address holds a key or password, and it would stand in the record for ever. Give one without."
                )
        return address

    def clean(self) -> dict[str, object]:
        given = super().clean() or {}
        if given.get("source") == UPLOAD:
            self.keep(given)
        return given
