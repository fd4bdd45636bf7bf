"""The page of an engagement's signing keys: which counts since when, and revoking one that others may have."""

from __future__ import annotations

from pathlib import Path

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from makegood.accounts.masking import MaskedForm
from makegood.engagements.asking import read_and_write, to_confirm, typed
from makegood.engagements.intents import Refused
from makegood.engagements.models import Engagement
from makegood.engagements.permissions import Act, Standing
from makegood.engagements.record.keys import keys_told, may_revoke
from makegood.engagements.scope import in_engagement
from makegood.inspections.forms import not_optional
from makegood.web.health import keyholder_apart
from makegood.web.records import deeds

NOW, EARLIER = "now", "earlier"


class RevokeForm(MaskedForm):
    since = forms.ChoiceField(
        label="Since when can somebody else have the key?",
        choices=[(NOW, "I want to be safe from now on"), (EARLIER, "Since an entry of the record")],
        widget=forms.RadioSelect,
        error_messages={"required": "Please choose one."},
    )
    entry = forms.IntegerField(
        label="From which entry on, if since an entry",
        required=False,
        min_value=1,
        help_text="Its number stands on the record.",
    )
    why = forms.CharField(label="Why?", max_length=500, error_messages={"required": "Please say why."})

    def __init__(self, *args: object, engagement: Engagement, key_id: str) -> None:
        super().__init__(*args)  # type: ignore[arg-type]  # as Django takes it
        self.engagement, self.key_id = engagement, key_id
        not_optional(self, "entry")

    def clean(self) -> None:
        given = self.cleaned_data.get("entry")
        earlier = self.cleaned_data.get("since") == EARLIER
        if "entry" in self.errors or "since" in self.errors:
            return
        if earlier and not isinstance(given, int):
            self.add_error("entry", "Please give the number of the entry.")
            return
        entry = given - 1 if earlier and isinstance(given, int) else self.engagement.tree_size  # people count from 1
        self.cleaned_data["entry"] = entry if earlier else None
        try:
            may_revoke(self.engagement, self.key_id, entry)
        except Refused as refused:
            self.add_error("entry" if earlier else None, str(refused))


@require_safe
@in_engagement(Act.SEE_LEDGER)
def show(request: HttpRequest, standing: Standing) -> HttpResponse:
    keys = keys_told(standing.engagement)
    shown = {
        "current": keys[0] if keys else None,
        "earlier": keys[1:],
        "apart": keyholder_apart(Path(settings.MAKEGOOD_HOME)),
    }
    return render(request, "web/records/keys.html", shown)


@read_and_write
@in_engagement(Act.HOLD_EVIDENCE)
def revoke(request: HttpRequest, standing: Standing, key_id: str) -> HttpResponseBase:
    engagement = standing.engagement
    found = next((one for one in keys_told(engagement) if one.id == key_id), None)
    if found is None:
        raise Http404
    form = RevokeForm(typed(request), engagement=engagement, key_id=key_id)
    if request.method == "POST" and form.is_valid():
        content = {"key": key_id, "entry": form.cleaned_data["entry"], "why": form.cleaned_data["why"]}
        try:
            return to_confirm(standing, deeds.REVOKE, content, request.path)
        except Refused as refused:
            form.add_error(None, str(refused))
    return render(request, "web/records/revoke.html", {"form": form, "key": found}, status=422 if form.errors else 200)
