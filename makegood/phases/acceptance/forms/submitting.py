"""What the partner fills in to open a repository and to hand in a part."""

from __future__ import annotations

from django import forms

from makegood.accounts.models import User
from makegood.connectors.outbound import OutboundRefused, read_address
from makegood.connectors.uploads import UploadRefused
from makegood.engagements.models import Engagement
from makegood.engine.redaction import redact
from makegood.inspections.models import EvidenceFile
from makegood.phases.acceptance.actions.submitting import keep_upload
from makegood.phases.acceptance.models import CodeSource
from makegood.phases.acceptance.queries.submitting import sources_of

UPLOAD = "upload"
LONGEST_NOTES = 20_000


class SourceForm(forms.Form):
    """`kind`: open (https without anything), token (https), key (ssh, with a key that is made here)."""

    url = forms.CharField(
        label="Address of the repository",
        max_length=500,
        help_text="As for git clone: https://host/team/shop.git or git@host:team/shop.git",
    )
    kind = forms.ChoiceField(
        label="How is it opened?",
        choices=[
            ("token", "With a read token (https)"),
            ("key", "With a read key that we make now (ssh)"),
            ("open", "It is public (https)"),
        ],
        widget=forms.RadioSelect,
        initial="token",
    )
    token = forms.CharField(
        label="Read token",
        required=False,
        max_length=2000,
        strip=True,
        widget=forms.PasswordInput(render_value=False, attrs={"autocomplete": "off"}),
        help_text="It must allow reading and nothing else. It is kept encrypted and never shown again.",
    )

    def clean_url(self) -> str:
        url = str(self.cleaned_data["url"]).strip()
        try:
            read_address(url, ("https", "ssh"))
        except OutboundRefused as refused:
            raise forms.ValidationError(str(refused)) from None
        if "?" in url or redact(url) != url:
            raise forms.ValidationError("The address holds more than where it lies; give a token in its own field.")
        return url

    def clean(self) -> dict[str, object]:
        given = super().clean() or {}
        kind, url = given.get("kind"), str(given.get("url", ""))
        if not kind or not url:
            return given
        is_ssh = read_address(url, ("https", "ssh")).scheme == "ssh"
        if kind == "key" and not is_ssh:
            self.add_error("url", "A read key works over ssh only; give an address such as git@host:team/shop.git.")
        if kind != "key" and is_ssh:
            self.add_error("kind", "An ssh address is opened with a read key; choose that, or give an https address.")
        if kind == "token" and not given.get("token"):
            self.add_error("token", "Give the read token, or choose another way of opening it.")
        return given


class TokenForm(forms.Form):
    """Another token for a repository that is open already."""

    token = forms.CharField(
        label="Another read token",
        max_length=2000,
        strip=True,
        widget=forms.PasswordInput(render_value=False, attrs={"autocomplete": "off"}),
        help_text="In the place of the one before, which may have expired. It must allow reading and nothing else.",
    )


class HandInForm(forms.Form):
    """`kept` is the digest of a file that was uploaded already, so that another mistake does not cost it."""

    source = forms.ChoiceField(label="Where does the code come from?", widget=forms.RadioSelect)
    file = forms.FileField(
        label="The file, if you upload one",
        required=False,
        help_text="A git bundle (git bundle create shop.bundle --all), or a zip or tar archive of the files. "
        "An archive has no history, so it opens no payment by itself.",
    )
    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    revision = forms.CharField(
        label="Revision",
        required=False,
        max_length=200,
        help_text="A branch, tag or commit. Empty: the newest one of the main branch.",
    )
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

    def __init__(self, *args: object, engagement: Engagement, by: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.engagement, self.by = engagement, by
        self.sources: list[CodeSource] = list(sources_of(engagement))
        rows = [(str(source.pk), f"{source.url} ({source.get_kind_display().lower()})") for source in self.sources]
        field = self.fields["source"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*rows, (UPLOAD, "A file that I upload")]
        field.initial = rows[0][0] if rows else UPLOAD
        self.upload_name = ""

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"]).strip()
        if address:
            try:
                read_address(address)
            except OutboundRefused as refused:
                raise forms.ValidationError(str(refused)) from None
            if redact(address) != address:
                raise forms.ValidationError(
                    "The address holds a key or password, and it would stand in the record for ever. Give one without."
                )
        return address

    def clean_notes(self) -> str:
        """They become an entry of the record, which nobody can take back: keys in them are masked first (H23)."""
        return redact(str(self.cleaned_data["notes"]))

    def clean_revision(self) -> str:
        revision = str(self.cleaned_data["revision"]).strip()
        if revision.startswith("-") or any(letter.isspace() or not letter.isprintable() for letter in revision):
            raise forms.ValidationError("This is no name of a branch, tag or commit.")
        return revision

    def clean(self) -> dict[str, object]:
        given = super().clean() or {}
        if given.get("source") == UPLOAD:
            self._keep(given)
        return given

    def _keep(self, given: dict[str, object]) -> None:
        file = given.get("file")
        if file is not None:
            try:
                given["kept"], self.upload_name = keep_upload(
                    engagement=self.engagement,
                    chunks=file.chunks(),  # type: ignore[attr-defined]  # Django's UploadedFile
                    name=str(getattr(file, "name", "")),
                    by=self.by,
                )
            except UploadRefused as refused:
                self.add_error("file", str(refused))
                return
            self.data = {**self.data.dict(), "kept": str(given["kept"])}  # type: ignore[attr-defined]  # a QueryDict
            return
        mine = EvidenceFile.objects.filter(
            engagement=self.engagement, filed_by=self.by, digest=str(given.get("kept") or "-")
        ).first()
        if mine is None:
            self.add_error("file", "Choose the file to hand in.")
            return
        self.upload_name = mine.name
