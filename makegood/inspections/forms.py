"""What a person fills in to say where code comes from, and what is looked at."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings

from makegood.accounts.masking import MaskedForm
from makegood.accounts.models import User
from makegood.connectors.outbound import OutboundRefused, read_address, read_outer_address
from makegood.connectors.uploads import UploadRefused
from makegood.engagements.models import Engagement
from makegood.engine.redaction import redact
from makegood.inspections.models import EvidenceFile
from makegood.inspections.origins import keep_upload

UPLOAD = "upload"
KINDS = [
    ("token", "With a read token (https)"),
    ("key", "With a read key that we make now (ssh)"),
    ("open", "It is public (https)"),
]


def not_optional(form: forms.Form, *names: str) -> None:
    """Fields that another answer makes necessary: they may come empty, and are not called optional."""
    for name in names:
        form.fields[name].widget.is_required = True


class LookForm(forms.Form):
    """`what`: the newest code in the owner's copy, or the same revision once more."""

    what = forms.ChoiceField(
        label="What should be looked at?",
        choices=[("newest", "The newest code in the owner's copy"), ("same", "The same revision once more")],
        widget=forms.RadioSelect,
        initial="newest",
    )


class RepositoryForm(forms.Form):
    """`kind`: open (https without anything), token (https), key (ssh, with a key that is made here)."""

    url = forms.CharField(
        label="Address of the repository",
        max_length=500,
        help_text="As for git clone: https://host/team/shop.git or git@host:team/shop.git",
    )
    kind = forms.ChoiceField(
        label="How is it opened?",
        choices=KINDS,
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

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        self.fields["token"].label = "Read token, if it is opened with one"
        not_optional(self, "token")

    def clean_url(self) -> str:
        url = str(self.cleaned_data["url"]).strip()
        try:
            read_outer_address(url, ("https", "ssh"), settings.MAKEGOOD_GIT_INSIDE)
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


class UploadForm(MaskedForm):
    """`kept` is the digest of a file that was uploaded already, so that another mistake does not cost it."""

    exact = frozenset({"revision"})

    file = forms.FileField(
        label="The file, if you upload one",
        required=False,
        help_text="A git bundle (git bundle create shop.bundle --all), or a zip or tar archive of the files.",
    )
    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    revision = forms.CharField(
        label="Revision",
        required=False,
        max_length=200,
        help_text="A branch, tag or commit. Empty: the newest one of the main branch.",
    )

    def __init__(self, *args: Any, engagement: Engagement, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.engagement, self.by = engagement, by
        self.upload_name = ""
        not_optional(self, "file")

    def clean_revision(self) -> str:
        revision = str(self.cleaned_data["revision"]).strip()
        if revision.startswith("-") or any(letter.isspace() or not letter.isprintable() for letter in revision):
            raise forms.ValidationError("This is no name of a branch, tag or commit.")
        return revision

    def keep(self, given: dict[str, object]) -> None:
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


class TodayForm(RepositoryForm, UploadForm):
    """Code that nobody handed in: opened by an address, or uploaded."""

    field_order = ("kind", "url", "token", "file", "kept", "revision")

    def __init__(self, *args: Any, engagement: Engagement, by: User, **kwargs: Any) -> None:
        super().__init__(*args, engagement=engagement, by=by, **kwargs)
        kind, url = self.fields["kind"], self.fields["url"]
        assert isinstance(kind, forms.ChoiceField)
        kind.label, kind.choices = "How do you get at it?", [*KINDS, (UPLOAD, "I upload a file")]
        url.label, url.required = "Address of the repository, if it is not a file", False

    def clean_kind(self) -> str:
        """A file that was chosen, and no address, says how, whatever the choice above it says."""
        chosen = (self.files.get("file") or self.data.get("kept")) and not str(self.data.get("url", "")).strip()
        return UPLOAD if chosen else str(self.cleaned_data["kind"])

    def clean_url(self) -> str:
        unused = self.cleaned_data.get("kind") == UPLOAD or not str(self.cleaned_data["url"]).strip()
        return "" if unused else super().clean_url()

    def clean(self) -> dict[str, object]:
        given = super().clean()
        if given.get("kind") == UPLOAD:
            self.keep(given)
        elif not given.get("url") and "url" not in self.errors:
            self.add_error("url", "Give the address of the repository, or choose to upload a file.")
        return given
