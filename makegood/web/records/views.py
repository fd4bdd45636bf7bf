"""The record: what happened, who holds which receipt, the dispute file; and erasing, holding, changing the key."""

from __future__ import annotations

import tempfile
from collections.abc import Callable

from django import forms
from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from makegood.engagements.anchoring import change_key, sign_checkpoints, take_receipt
from makegood.engagements.asking import read_and_write, refused_on, typed
from makegood.engagements.erasing import erase, hold
from makegood.engagements.intents import Refused
from makegood.engagements.models import Event
from makegood.engagements.permissions import Act, Standing
from makegood.engagements.scope import in_engagement
from makegood.engine.dispute.writing import NotWritten, write_dispute
from makegood.inspections.filing import FilingRefused
from makegood.rules.keyholder import KeyholderGone, held
from makegood.web.records.queries import PAGE, dispute_of, holdings_of, latest_signed
from makegood.web.records.telling import told


class WhyForm(forms.Form):
    why = forms.CharField(label="Why?", max_length=500, error_messages={"required": "Please say why."})


@require_safe
@in_engagement(Act.SEE_LEDGER)
def show(request: HttpRequest, standing: Standing) -> HttpResponse:
    engagement = standing.engagement
    text = request.GET.get("before", "")
    before = int(text) if text.isdecimal() and len(text) < 10 else engagement.tree_size
    rows = Event.objects.filter(engagement=engagement, index__lt=before).select_related("actor").order_by("-index")
    entries = [told(event) for event in rows[:PAGE]]
    shown = {
        "size": engagement.tree_size,
        "entries": entries,
        "older": entries[-1].index if entries and entries[-1].index > 0 else None,
        "latest": latest_signed(engagement),
        "holdings": holdings_of(engagement),
        "apart": _apart(),
    }
    return render(request, "web/records/show.html", shown)


def _apart() -> bool | None:
    """Whether another user keeps the key; None while nobody answers."""
    try:
        return held(settings.MAKEGOOD_HOME).apart
    except KeyholderGone:
        return None


@require_POST
@in_engagement(Act.SEE_LEDGER)
def receipt(request: HttpRequest, standing: Standing) -> HttpResponse:
    """The latest signed checkpoint, as a file to keep elsewhere."""
    del request
    checkpoint = latest_signed(standing.engagement)
    if checkpoint is None:
        raise Http404
    response = HttpResponse(take_receipt(checkpoint=checkpoint, by=standing.user), content_type="text/plain")
    name = f"receipt-{slugify(standing.engagement.name)}-{checkpoint.size}.txt"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_POST
@in_engagement(Act.SEE_LEDGER)
def dispute(request: HttpRequest, standing: Standing) -> HttpResponseBase:
    """Everything in one zip that verifies by itself; built anew at each click, kept nowhere."""
    out = tempfile.TemporaryFile(dir=settings.MAKEGOOD_HOME)  # noqa: SIM115  # the response closes it
    try:
        sign_checkpoints()
        write_dispute(out, dispute_of(standing.engagement))
    except (KeyholderGone, NotWritten) as refused:
        return _back(request, standing, str(refused))
    except FilingRefused as gone:
        return _back(request, standing, f"A report cannot be added: {gone} Bring back the last backup.")
    except OSError as broken:
        return _back(request, standing, f"The file could not be written: {broken.strerror}. Nothing is lost.")
    out.seek(0)
    name = f"dispute-{slugify(standing.engagement.name)}-{standing.engagement.tree_size}.zip"
    return FileResponse(out, as_attachment=True, filename=name, content_type="application/zip")


@read_and_write
@in_engagement(Act.HOLD_EVIDENCE)
def erase_entry(request: HttpRequest, standing: Standing, index: int) -> HttpResponseBase:
    event = Event.objects.filter(engagement=standing.engagement, index=index).first()
    if event is None:
        raise Http404
    return _ask(
        request,
        standing,
        title=f"Erase what entry {index} says?",
        consequence="What it says is destroyed for good. The entry stays, with who erased it and why, and the record "
        "still verifies with this one named hole.",
        button="Erase it",
        do=lambda why: erase(engagement=standing.engagement, index=index, why=why, by=standing.user),
    )


@read_and_write
@in_engagement(Act.HOLD_EVIDENCE)
def hold_all(request: HttpRequest, standing: Standing) -> HttpResponseBase:
    on = not standing.engagement.legal_hold
    return _ask(
        request,
        standing,
        title="Hold everything for a dispute?" if on else "Lift the hold?",
        consequence="From now on nothing of this engagement can be erased, until the hold is lifted."
        if on
        else "From now on entries can be erased again.",
        button="Hold everything" if on else "Lift the hold",
        do=lambda why: hold(engagement=standing.engagement, on=on, why=why, by=standing.user),
    )


@read_and_write
@in_engagement(Act.HOLD_EVIDENCE)
def new_key(request: HttpRequest, standing: Standing) -> HttpResponseBase:
    return _ask(
        request,
        standing,
        title="Change the signing key?",
        consequence="From the next entry on a new key signs. The old key signs that it hands over; what it signed "
        "before stays valid.",
        button="Change the key",
        do=lambda why: change_key(engagement=standing.engagement, by=standing.user),
    )


def _ask(
    request: HttpRequest,
    standing: Standing,
    *,
    title: str,
    consequence: str,
    button: str,
    do: Callable[[str], object],
) -> HttpResponseBase:
    form = WhyForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            do(form.cleaned_data["why"])
            return redirect("record", standing.engagement.pk)
        except Refused as refused:
            form.add_error(None, str(refused))
    shown = {"form": form, "title": title, "consequence": consequence, "button": button}
    return render(request, "web/records/ask.html", shown, status=422 if form.errors else 200)


def _back(request: HttpRequest, standing: Standing, sentence: str) -> HttpResponseBase:
    return refused_on(request, sentence, reverse("record", args=[standing.engagement.pk]))
